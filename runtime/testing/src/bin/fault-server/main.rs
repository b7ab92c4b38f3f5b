//! `fault-server`: a server that injects faults, for programs under development.

mod arguments;
mod instruction;

use std::io::{self, BufRead, Write};
use std::net::SocketAddr;
use std::process::ExitCode;

use runtime_testing::faults::{FaultOptions, FaultServer};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use self::arguments::Arguments;
use self::instruction::Instruction;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Arguments { options, outage, access_key_id } = arguments::parse();
    let address = options.listens_on();
    match run(options, outage, &access_key_id).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // There is nobody left to tell when this fails, too.
            let _ = writeln!(io::stderr(), "error: cannot listen on {address}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Serves until Ctrl-C or the instruction to quit, then prints the summary.
async fn run(options: FaultOptions, outage: bool, access_key_id: &str) -> io::Result<()> {
    let server = FaultServer::start(options).await?;
    server.set_outage(outage);
    print(&greeting(server.address(), access_key_id));
    let mut lines = standard_input();
    loop {
        let line = tokio::select! {
            // Where the signal cannot be awaited, Ctrl-C ends the program without a summary.
            Ok(()) = tokio::signal::ctrl_c() => break,
            Some(line) = lines.recv() => line,
        };
        match line.parse() {
            Ok(Instruction::Quit) => break,
            Ok(instruction) => print(&instruction.follow(&server)),
            Err(error) => print(&format!("error: {error}\n")),
        }
    }
    print(&format!("\n{}", server.report()));
    Ok(())
}

fn greeting(address: SocketAddr, access_key_id: &str) -> String {
    format!(
        "Listening on {address} for requests signed with the access key `{access_key_id}`.\n\
         Point a client at it with `Config::with_connect_override(host, address)`.\n\
         Type `help` for instructions, Ctrl-C for the summary.\n"
    )
}

/// The lines of standard input, read by a thread: there is no other way that never blocks.
fn standard_input() -> UnboundedReceiver<String> {
    let (sender, lines) = unbounded_channel();
    std::thread::spawn(move || io::stdin().lock().lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
    lines
}

/// Prints to standard output, at once. That nobody listens any more is no reason to stop serving.
fn print(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
