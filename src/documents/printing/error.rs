//! Why a paper did not get onto its way.

use super::process::Failure;
use crate::domain::Clean;

/// What a person can do something about. Text keys: `print-error-<code>` with underscores as dashes, and `$detail`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    #[error("{0} is not installed: install the client programs of CUPS, or set printing.folder")]
    NoProgram(&'static str),
    #[error("CUPS does not answer ({0}): start it or correct printing.server, then print again")]
    NoCups(Clean),
    #[error("there is no printer to print on: choose one, or have one set up in CUPS")]
    NoPrinter,
    #[error("CUPS knows no printer {0}: choose another one")]
    UnknownPrinter(Clean),
    /// Nothing was sent: a paper that waits in a stopped queue comes out when nobody stands there.
    #[error("the printer {printer} is stopped ({why}): see to it or choose another one")]
    Stopped { printer: Clean, why: Clean },
    #[error("{program} ended with {code} ({what}): put that right, or print another way")]
    CommandFailed {
        program: &'static str,
        /// The exit code; -1 when a signal ended it.
        code: i32,
        /// The last that it said.
        what: Clean,
    },
    /// It ended well by its own word.
    #[error("{0} did not read the whole paper: correct printing.command, then print again")]
    NotRead(&'static str),
    #[error("{0} took too long and was ended: see whether the paper came out, then print again")]
    TimedOut(&'static str),
    #[error("the file can't be written ({0}): make room, or set another printing.folder")]
    File(Clean),
    #[error("{program} can't be run ({why}): try again; if it stays so, tell the administrator")]
    System { program: &'static str, why: Clean },
}

impl PrintError {
    /// Every code that [`Self::code`] can give, so that a test finds a text for each.
    pub const CODES: [&str; 10] = [
        "no_program",
        "no_cups",
        "no_printer",
        "unknown_printer",
        "stopped",
        "command_failed",
        "not_read",
        "timed_out",
        "file",
        "system",
    ];

    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoProgram(_) => "no_program",
            Self::NoCups(_) => "no_cups",
            Self::NoPrinter => "no_printer",
            Self::UnknownPrinter(_) => "unknown_printer",
            Self::Stopped { .. } => "stopped",
            Self::CommandFailed { .. } => "command_failed",
            Self::NotRead(_) => "not_read",
            Self::TimedOut(_) => "timed_out",
            Self::File(_) => "file",
            Self::System { .. } => "system",
        }
    }

    /// What the text of the code has to name: a program, a printer, what it said.
    #[must_use]
    pub fn detail(&self) -> Clean {
        match self {
            Self::NoPrinter => Clean::default(),
            Self::NoProgram(program) | Self::NotRead(program) | Self::TimedOut(program) => {
                Clean::new(program)
            }
            Self::NoCups(what) | Self::UnknownPrinter(what) | Self::File(what) => what.clone(),
            Self::Stopped { printer, why } if why.is_empty() => printer.clone(),
            Self::Stopped { printer, why } => Clean::new(&format!("{printer}: {why}")),
            Self::CommandFailed {
                program,
                code,
                what,
            } if what.is_empty() => Clean::new(&format!("{program}: {code}")),
            Self::CommandFailed { program, what, .. } => Clean::new(&format!("{program}: {what}")),
            Self::System { program, why } => Clean::new(&format!("{program}: {why}")),
        }
    }

    /// Why `program` did not come to an end of its own.
    pub(super) fn of(program: &'static str, failure: &Failure) -> Self {
        match failure {
            Failure::Missing => Self::NoProgram(program),
            Failure::TimedOut => Self::TimedOut(program),
            Failure::System(error) => Self::System {
                program,
                why: Clean::new(&error.to_string()),
            },
        }
    }
}
