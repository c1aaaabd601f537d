//! How a paper gets out: to a printer of CUPS, through a command of the office's own, or as a file.
//!
//! Everything here blocks, within bounds, and belongs on a thread of its own. A printer, a job and a file know the number of
//! the application or the id of the request alone: nothing from the paper stands in arguments, titles, file names or variables.

mod cups;
mod error;
mod folder;
mod listing;
mod process;
mod trouble;

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::domain::{Clean, PrintedForm, Target};

pub use error::PrintError;
pub use listing::{Printer, PrinterState};
pub use trouble::Trouble;

/// Where papers go. Chosen once, by the settings or by the clerk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outlet {
    Cups {
        /// `None`: the default printer of CUPS, or the only one that there is.
        printer: Option<String>,
        /// Another CUPS than that of the environment: a host, `host:port` or the path of a socket.
        server: Option<String>,
    },
    /// A line for `sh -c`, which reads the PDF on its standard input.
    Command(String),
    /// A folder that takes `<title>-<form>.pdf`.
    File(PathBuf),
}

/// What a job and a file are called, and what stands in the head of the PDF: the application's number or the request's id.
#[must_use]
pub fn title(about: Target) -> String {
    match about {
        Target::Request(id) => id.to_string(),
        // No colon stands in it, which some file systems don't take.
        other => other.to_string().replace(':', "-"),
    }
}

/// One paper on its way. All that is told of it outside is its title and form.
#[derive(Clone, PartialEq, Eq)]
pub struct Job {
    pub about: Target,
    pub form: PrintedForm,
    /// Personal data.
    pub pdf: Vec<u8>,
}

/// The paper itself is not shown.
impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (title, form, bytes) = (title(self.about), self.form.code(), self.pdf.len());
        write!(f, "Job({title} {form}, {bytes} bytes)")
    }
}

/// A paper that was given away, by where it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// In a queue of CUPS; [`state`] tells what becomes of it.
    Queued {
        printer: String,
        server: Option<String>,
        /// The number that CUPS gave the job.
        job: u32,
    },
    /// The command ended well: nothing more is known.
    Taken,
    Written(PathBuf),
}

/// What became of a paper, as far as a program can know: only a person sees the sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobState {
    /// In the queue, behind others or before a printer that is about to begin.
    Waiting,
    Printing,
    /// It left the queue, as far as CUPS tells to the printer.
    Done,
    /// It waits for somebody to see to the printer.
    Stopped(Trouble),
    /// CUPS gave it up or remembers nothing of it: nobody but the clerk knows whether it came out.
    Gone,
}

/// How long a program may take before it is ended.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For `lp` and the configured command; a paper is some 40 KB.
    pub send: Duration,
    /// For a question to CUPS.
    pub ask: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            send: Duration::from_mins(1),
            ask: Duration::from_secs(10),
        }
    }
}

/// The configured command, as errors name it.
const COMMAND: &str = "printing.command";

/// The printers that CUPS has, the default one first, then by name.
///
/// # Errors
/// CUPS is not there or does not answer. That there is no printer is no error.
pub fn printers(server: Option<&str>) -> Result<Vec<Printer>, PrintError> {
    printers_within(server, Limits::default())
}

/// [`printers`] with bounds of one's own.
///
/// # Errors
/// As [`printers`].
pub fn printers_within(server: Option<&str>, limits: Limits) -> Result<Vec<Printer>, PrintError> {
    cups::printers(server, limits)
}

/// Gives one paper away. It is on its way exactly when this is `Ok`, but for [`PrintError::TimedOut`], which can't know.
///
/// # Errors
/// Nothing was printed, and what can be done about it.
pub fn send(outlet: &Outlet, job: &Job) -> Result<Sent, PrintError> {
    send_within(outlet, job, Limits::default())
}

/// [`send`] with bounds of one's own.
///
/// # Errors
/// As [`send`].
pub fn send_within(outlet: &Outlet, job: &Job, limits: Limits) -> Result<Sent, PrintError> {
    match outlet {
        Outlet::Cups { printer, server } => {
            cups::send(printer.as_deref(), server.as_deref(), job, limits)
        }
        Outlet::Command(line) => command(line, job, limits).map(|()| Sent::Taken),
        Outlet::File(folder) => folder::write(folder, job)
            .map(Sent::Written)
            .map_err(|error| PrintError::File(Clean::new(&error.to_string()))),
    }
}

/// What became of a paper. Asks CUPS where it is in a queue; a paper that a command or a file took is [`JobState::Done`].
///
/// # Errors
/// CUPS is not there or does not answer.
pub fn state(sent: &Sent) -> Result<JobState, PrintError> {
    match sent {
        Sent::Queued {
            printer,
            server,
            job,
        } => cups::state(printer, server.as_deref(), *job, Limits::default()),
        Sent::Taken | Sent::Written(_) => Ok(JobState::Done),
    }
}

/// Takes a paper back out of its queue, so that it does not come out later, when nobody stands there. What a command or
/// a file took stays.
///
/// # Errors
/// CUPS is not there, does not answer, or the job is over already.
pub fn cancel(sent: &Sent) -> Result<(), PrintError> {
    match sent {
        Sent::Queued { server, job, .. } => {
            cups::cancel(server.as_deref(), *job, Limits::default())
        }
        Sent::Taken | Sent::Written(_) => Ok(()),
    }
}

fn command(line: &str, job: &Job, limits: Limits) -> Result<(), PrintError> {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(line).env_remove(SECRET);
    let ended = process::run(&mut shell, &job.pdf, limits.send)
        .map_err(|failure| PrintError::of(COMMAND, &failure))?;
    if !ended.status.success() {
        return Err(PrintError::CommandFailed {
            program: COMMAND,
            code: ended.code(),
            what: ended.complaint(),
        });
    }
    if !ended.took_all {
        return Err(PrintError::NotRead(COMMAND));
    }
    Ok(())
}

/// What the desk was started with is none of a printing program's business.
const SECRET: &str = "REESTR_PASSWORD";
