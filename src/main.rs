//! Arguments → subcommand.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    // The cache's keeper is this program once more, in a process of its own.
    #[cfg(feature = "tui")]
    if let Some(ended) = reestr::store::shelf::keeper::enter() {
        return ended;
    }
    cli::run()
}
