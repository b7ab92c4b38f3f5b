//! A process with an environment and a home folder of its own, and a server in place of the hosts.

use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::{env, fs};

use runtime::Value;
use runtime_testing::Loopback;

const SERVER: &str = "SCENARIO_SERVER";

/// The hosts that the server stands for.
pub(crate) const HOSTS: [&str; 6] = [
    "100.100.100.200",
    "cred.local",
    "cred.local:8080",
    "oauth.aliyun.com",
    "sts.aliyuncs.com",
    "sts.cn-hangzhou.aliyuncs.com",
];

/// A test of this program, run in a process of its own.
pub(crate) struct Process {
    command: Command,
    home: tempfile::TempDir,
}

impl Process {
    /// With nothing but these variables, in which `{HOME}` is the home folder, and with these files in it.
    pub(crate) fn new(test: &str, variables: &Value, files: &Value) -> Self {
        let home = tempfile::tempdir().unwrap();
        for (path, content) in files.as_object().into_iter().flatten() {
            let path = home.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content.as_str().unwrap()).unwrap();
        }
        let mut command = Command::new(env::current_exe().unwrap());
        command.args(["--exact", test, "--nocapture"]).env_clear().env("HOME", home.path()).stdin(Stdio::null());
        for (name, value) in variables.as_object().into_iter().flatten() {
            command.env(name, value.as_str().unwrap().replace("{HOME}", home.path().to_str().unwrap()));
        }
        Self { command, home }
    }

    /// What it prints. The variables tell it what to do.
    pub(crate) async fn run(mut self, server: &Loopback, variables: &[(&str, &str)]) -> String {
        self.command.env(SERVER, server.address().to_string()).envs(variables.iter().copied());
        let output = tokio::task::spawn_blocking(move || self.command.output()).await.unwrap().unwrap();
        drop(self.home);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));
        text
    }
}

/// The server, in such a process.
pub(crate) fn server() -> Option<SocketAddr> {
    Some(env::var(SERVER).ok()?.parse().unwrap())
}
