//! Standard output of the commands. A reader that has seen enough (`| head`) is no mistake; a disk that is full is one.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write};

/// Prints a line, as `println!` does, without its panic.
macro_rules! say {
    ($($text:tt)*) => {
        $crate::cli::say::line(format_args!($($text)*))
    };
}
pub(super) use say;

pub fn line(text: Arguments<'_>) {
    part(format!("{text}\n").as_bytes());
}

/// Prints what is no single line. Ends the program where it can't be written: a result that isn't there must not look like
/// one.
pub fn part(text: &[u8]) {
    match std::io::stdout().write_all(text) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!(
                "reestr: standard output can't be written ({error}): check where it goes, and its disk"
            );
            std::process::exit(1);
        }
        _ => {}
    }
}
