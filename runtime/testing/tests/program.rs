//! The program `fault-server`, started as a user does.

#![cfg(unix)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::SocketAddr;
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

use runtime::codegen::{ClientCore, Effect, Extra, Method, Operation, OperationInfo, ServiceInfo, object};
use runtime::{Config, Identity, Retry, Value};
use runtime_testing::faults::FaultOptions;

static SERVICE: ServiceInfo = ServiceInfo::new("Demo", "2024-01-01", &[]);
const HOST: &str = "demo.cn-shanghai.aliyuncs.com";

#[derive(Default)]
struct CreateJob {
    extra: Extra,
}

object!(CreateJob {});

impl Operation for CreateJob {
    type Output = Value;
    const INFO: OperationInfo = OperationInfo::rpc("CreateJob", Method::Post).effect(Effect::Write);
}

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fault-server"));
    command.args(arguments);
    command
}

/// The running program; it is killed when it is dropped.
struct Running {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    address: SocketAddr,
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let mut command = program(&["--port", "0"]);
        let mut child = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut running = Self { child, input, output: BufReader::new(output), address: ([127, 0, 0, 1], 0).into() };
        let greeting = running.line();
        let address = greeting.strip_prefix("Listening on ").and_then(|rest| rest.split(' ').next());
        running.address = address.unwrap_or_else(|| panic!("{greeting}")).parse().unwrap();
        assert!(running.line().contains("with_connect_override"));
        assert!(running.line().contains("Ctrl-C"));
        running
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line
    }

    /// Types a line; the first line of the answer.
    fn instruct(&mut self, line: &str) -> String {
        writeln!(self.input, "{line}").unwrap();
        self.line()
    }

    /// Everything that it prints until it ends.
    fn rest(&mut self) -> String {
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        assert!(self.child.wait().unwrap().success());
        rest
    }

    /// Makes a call; the code of the error, or the kind of it if it has none.
    async fn call(&self) -> Result<(), String> {
        let identity = Identity::access_key(FaultOptions::ACCESS_KEY_ID, FaultOptions::ACCESS_KEY_SECRET);
        let config = Config::new("cn-shanghai").with_credentials(identity).with_retry(Retry::off());
        let client = ClientCore::new(config.with_connect_override(HOST, self.address), &SERVICE).unwrap();
        let outcome = client.call(CreateJob::default()).await;
        outcome.map(drop).map_err(|error| error.code().map_or_else(|| format!("{:?}", error.kind()), str::to_owned))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
async fn it_serves_and_ends_with_a_summary_at_ctrl_c() {
    let mut server = Running::start(&["--seed", "7"]);
    assert_eq!(server.call().await, Ok(()));
    let interrupted = Command::new("kill").args(["-INT", &server.child.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    let summary = server.rest();
    assert!(summary.contains("\neffects           1 (0 calls with more than one)\n"), "{summary}");
}

#[tokio::test]
async fn faults_are_chosen_at_the_start_and_while_it_runs() {
    let mut server = Running::start(&["--throttle", "100%", "--outage"]);
    assert_eq!(server.call().await, Err("Transport".to_owned()));
    assert_eq!(server.instruct("outage off"), "done\n");
    assert_eq!(server.call().await, Err("Throttling.User".to_owned()));
    assert_eq!(
        server.instruct("rate slow 1%"),
        "error: the rates of all faults add up to 101.00 %, which is more than 100 %\n"
    );
    assert_eq!(server.instruct("calm"), "done\n");
    assert_eq!(server.call().await, Ok(()));
    assert_eq!(server.instruct("clock -3600"), "done\n");
    assert_eq!(server.call().await, Err("InvalidTimeStamp.Expired".to_owned()));
    assert_eq!(server.instruct("dance"), "error: unknown instruction `dance`; type `help` for a list\n");
    assert_eq!(server.instruct("quit"), "\n");
    let summary = server.rest();
    assert!(
        summary.contains("       1  throttle\n") && summary.contains("       1  InvalidTimeStamp.Expired\n"),
        "{summary}"
    );
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn help_lists_every_fault() {
    let Output { status, stdout, .. } = program(&["--help"]).output().unwrap();
    let help = text(&stdout);
    assert!(status.success(), "{help}");
    for fault in runtime_testing::faults::Fault::ALL {
        assert!(help.contains(&format!("--{fault} <RATE>")), "{fault} in {help}");
    }
    assert!(help.contains("Usage: fault-server [OPTIONS]") && help.contains("x-fault-call"), "{help}");
}

#[tokio::test]
async fn what_cannot_be_done_is_an_error() {
    let Output { status, stderr, .. } = program(&["--all", "10%"]).output().unwrap();
    assert_eq!(status.code(), Some(2), "{}", text(&stderr));
    assert!(text(&stderr).contains("more than 100 %"), "{}", text(&stderr));
    let server = Running::start(&[]);
    let Output { status, stderr, .. } = program(&["--port", &server.address.port().to_string()]).output().unwrap();
    assert_eq!(status.code(), Some(1), "{}", text(&stderr));
    assert!(text(&stderr).starts_with(&format!("error: cannot listen on {}: ", server.address)), "{}", text(&stderr));
}

/// The guide says how a client is pointed at the program as it starts without options.
#[test]
fn the_guide_has_its_defaults() {
    let help = String::from_utf8(program(&["--help"]).output().unwrap().stdout).unwrap();
    let guide = include_str!("../../guide/testing.md");
    let default = |option: &str| {
        let (_, rest) = help.split_once(option).unwrap();
        rest.split_once("[default: ").unwrap().1.split(']').next().unwrap().replace('.', ", ")
    };
    assert!(guide.contains(&format!("([{}], {})", default("--address"), default("--port"))), "{help}");
    let key = format!("Identity::access_key({:?}, {:?})", default("--access-key-id"), default("--access-key-secret"));
    assert!(guide.contains(&key), "{key}");
}
