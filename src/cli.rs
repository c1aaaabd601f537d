//! The command line: arguments → one function per subcommand. Thin; what a subcommand does lives in the library.
//!
//! Every failure is one clear sentence with what to do, and a code that isn't zero. Passwords never come as arguments:
//! they would stand in the list of processes and in the shell's history.

#[cfg(feature = "server")]
mod admin;
mod arguments;
#[cfg(feature = "tui")]
mod check;
mod completions;
#[cfg(feature = "server")]
mod consent;
#[cfg(all(feature = "tui", feature = "server"))]
mod demo;
mod doctor;
#[cfg(feature = "server")]
mod export;
#[cfg(feature = "tui")]
mod handbook;
#[cfg(feature = "server")]
mod import;
mod log;
mod man;
#[cfg(feature = "server")]
mod night;
#[cfg(feature = "tui")]
mod panels;
#[cfg(feature = "server")]
mod password;
#[cfg(feature = "server")]
mod portal;
#[cfg(all(feature = "tui", feature = "server"))]
mod recover;
mod say;
#[cfg(feature = "server")]
mod serve;
#[cfg(all(feature = "tui", feature = "server"))]
mod tutor;
#[cfg(feature = "server")]
mod unit;
#[cfg(feature = "server")]
mod videos;
#[cfg(feature = "tui")]
mod wipe;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Subcommand};

/// Runs the program.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let ended = log::start().and_then(|()| dispatch(arguments));
    ended.unwrap_or_else(|error| {
        eprintln!("reestr: {}", sentence(&error));
        ExitCode::FAILURE
    })
}

/// The error with its cause, where the sentence doesn't name it already.
fn sentence(error: &anyhow::Error) -> String {
    let said = error.to_string();
    match error.source().map(ToString::to_string) {
        Some(cause) if !said.contains(&cause) => format!("{said} ({cause})"),
        _ => said,
    }
}

fn dispatch(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let Arguments {
        common,
        #[cfg(feature = "tui")]
        desk,
        command,
    } = arguments;
    match command {
        #[cfg(feature = "tui")]
        None => panels::run(&common, &desk),
        #[cfg(not(feature = "tui"))]
        None => anyhow::bail!(
            "this build has no panels: use `reestr serve` or `reestr admin`, or build with the feature `tui`"
        ),
        #[cfg(all(feature = "tui", feature = "server"))]
        Some(Subcommand::Demo(demo)) => demo::run(&common, &demo),
        #[cfg(all(feature = "tui", feature = "server"))]
        Some(Subcommand::Tutor(asked)) => tutor::run(&common, &asked),
        #[cfg(feature = "server")]
        Some(Subcommand::Serve(serve)) => serve::run(&common, &serve),
        #[cfg(feature = "server")]
        Some(Subcommand::Admin(admin)) => admin::run(&common, &admin),
        #[cfg(feature = "tui")]
        Some(Subcommand::Handbook(asked)) => handbook::run(&common, &asked),
        #[cfg(feature = "tui")]
        Some(Subcommand::Wipe(asked)) => wipe::run(&common, &asked),
        #[cfg(feature = "tui")]
        Some(Subcommand::Check(check)) => check::run(&common, &check),
        Some(Subcommand::Doctor(asked)) => doctor::run(&common, &asked),
        Some(Subcommand::Completions { shell }) => Ok(completions::run(shell)),
        Some(Subcommand::Man { command }) => man::run(&command),
        #[cfg(feature = "server")]
        Some(Subcommand::Unit(asked)) => unit::run(&common, &asked),
    }
}
