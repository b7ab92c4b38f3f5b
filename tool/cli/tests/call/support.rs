//! The program, in a folder of its own, and services on this machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use runtime_testing::{Loopback, Reply};
use tempfile::TempDir;
use tokio::runtime::Runtime;

#[path = "../../../tests/support/output.rs"]
mod output;

pub(crate) use output::CommandOutput;

/// A document with responses of every kind.
pub(crate) const DOCUMENT: &str = include_str!("../../../explorer/tests/support/demo.yaml");

/// A folder with a document, which is also the user's.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        std::fs::write(folder.path("demo.yaml"), DOCUMENT).unwrap();
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The names of the files in it.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The command, with keys and a region, and nothing else of who runs the test.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-alibabacloud"));
        command.args(["alibabacloud", "call"]).args(arguments).current_dir(self.0.path()).env_clear();
        for name in ["PATH", "SystemRoot", "TEMP", "TMP"] {
            command.envs(std::env::var_os(name).map(|value| (name, value)));
        }
        for name in ["HOME", "USERPROFILE", "XDG_CACHE_HOME", "LOCALAPPDATA"] {
            command.env(name, self.0.path());
        }
        command
            .env("ALIBABA_CLOUD_ACCESS_KEY_ID", "key-id")
            .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "canary-secret")
            .env("ALIBABA_CLOUD_REGION_ID", "cn-shanghai")
            .env("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true");
        command
    }

    /// Calls an operation of the document.
    pub(crate) fn demo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(&["demo", "--specs", "demo.yaml"]);
        command.args(arguments);
        command
    }

    /// Calls an operation of the document at a service.
    pub(crate) fn at(&self, address: SocketAddr, arguments: &[&str]) -> Command {
        let mut command = self.demo(arguments);
        command.args(["--connect", &address.to_string()]);
        command
    }

    pub(crate) fn run(&self, service: &Service, arguments: &[&str]) -> CommandOutput {
        CommandOutput::of(&mut self.at(service.server.address(), arguments))
    }
}

/// A service that answers from a script.
pub(crate) struct Service {
    pub(crate) server: Loopback,
    _runtime: Runtime,
}

impl Service {
    pub(crate) fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let server = runtime.block_on(Loopback::start(replies)).unwrap();
        Self { server, _runtime: runtime }
    }
}

/// A reply with a status, a kind of content and a body.
pub(crate) fn reply(status: u16, content_type: &str, body: &str) -> Reply {
    let headers = vec![("content-type".to_owned(), content_type.to_owned())];
    Reply::Answer { status, headers, body: body.to_owned().into() }
}

/// One connection, of which the test writes every byte itself.
pub(crate) struct Connection(TcpStream);

impl Connection {
    /// Starts a program that calls a service, and waits for its request.
    pub(crate) fn of(start: impl FnOnce(SocketAddr) -> Command) -> (Self, Child) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut command = start(listener.local_addr().unwrap());
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (stream, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        while !lines.next().unwrap().unwrap().is_empty() {}
        (Self(stream), child)
    }

    /// Whether the bytes could be written.
    pub(crate) fn write(&mut self, text: &str) -> bool {
        self.0.write_all(text.as_bytes()).is_ok()
    }
}

/// Presses Ctrl-C.
#[cfg(unix)]
pub(crate) fn interrupt(child: &Child) {
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
}

/// The exit code of a program, and what it wrote to the standard error.
pub(crate) fn ended(mut child: Child) -> (Option<i32>, String) {
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    (child.wait().unwrap().code(), err)
}

/// Makes a file look as if it was written long ago.
pub(crate) fn grow_old(folder: &Path) {
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            grow_old(&path);
        } else {
            let file = std::fs::File::options().append(true).open(path).unwrap();
            file.set_modified(std::time::UNIX_EPOCH).unwrap();
        }
    }
}
