//! CUPS by its own programs: `lp` takes the paper on standard input, `lpstat` tells what there is, `cancel` takes back.

use std::process::Command;

use super::listing::{Listing, Printer, PrinterState, Told, job_in, job_of};
use super::process::{Ended, Failure, run};
use super::{Job, JobState, Limits, PrintError, SECRET, Sent, Trouble};
use crate::domain::Clean;

/// Every form is made for this sheet.
const MEDIA: &str = "media=A4";

pub fn printers(server: Option<&str>, limits: Limits) -> Result<Vec<Printer>, PrintError> {
    let mut listing = listing(server, limits)?;
    // Printers of the network are an extra: a search that fails or takes too long hides none of the others.
    if let Ok(found) = run(program("lpstat", server).arg("-e"), &[], limits.ask) {
        for name in found.text().lines().map(str::trim) {
            if !name.is_empty() && listing.find(name).is_none() {
                let found = Printer::named(name, PrinterState::Found);
                listing.printers.push(found);
            }
        }
    }
    let mut printers = listing.printers;
    printers.sort_by(|a, b| (!a.default, &a.name).cmp(&(!b.default, &b.name)));
    Ok(printers)
}

pub fn send(
    printer: Option<&str>,
    server: Option<&str>,
    job: &Job,
    limits: Limits,
) -> Result<Sent, PrintError> {
    let known = listing(server, limits)?;
    let printer = match printer {
        Some(name) => name.to_owned(),
        None => standing(&known)?,
    };
    ready(&known, &printer)?;
    let title = super::title(job.about);
    let args = ["-d", &printer, "-t", &title, "-o", MEDIA];
    let ended = run(program("lp", server).args(args), &job.pdf, limits.send)
        .map_err(|failure| PrintError::of("lp", &failure))?;
    if !ended.status.success() {
        return Err(refused(&printer, server, &ended, limits));
    }
    match job_of(&ended.text()) {
        Some(job) => Ok(Sent::Queued {
            printer,
            server: server.map(str::to_owned),
            job,
        }),
        None => Ok(Sent::Taken),
    }
}

pub fn state(
    printer: &str,
    server: Option<&str>,
    job: u32,
    limits: Limits,
) -> Result<JobState, PrintError> {
    let waiting = ask(server, &["-r", "-l", "-W", "not-completed", "-o"], limits)?;
    if let Some(told) = job_in(&waiting, job) {
        let listing = listing(server, limits)?;
        let hindered = listing.find(printer).and_then(Printer::hindered);
        if let Some(trouble) = hindered.or_else(|| told.status.and_then(Trouble::in_status)) {
            return Ok(JobState::Stopped(trouble));
        }
        return Ok(if told.alerts.contains(&"job-printing") {
            JobState::Printing
        } else {
            JobState::Waiting
        });
    }
    let over = ask(server, &["-r", "-l", "-W", "completed", "-o"], limits)?;
    Ok(match job_in(&over, job) {
        Some(told) if printed(&told) => JobState::Done,
        _ => JobState::Gone,
    })
}

/// Whether a job that is over came out. CUPS 2.4 often alerts of nothing but its end: then one that was begun counts.
fn printed(told: &Told<'_>) -> bool {
    let any = |word| told.alerts.iter().any(|alert| alert.contains(word));
    any("job-completed") || told.status.is_some() && !any("cancel") && !any("abort")
}

pub fn cancel(server: Option<&str>, job: u32, limits: Limits) -> Result<(), PrintError> {
    let ended = run(
        program("cancel", server).arg(job.to_string()),
        &[],
        limits.ask,
    )
    .map_err(|failure| PrintError::of("cancel", &failure))?;
    if ended.status.success() {
        return Ok(());
    }
    listing(server, limits)?;
    Err(said_no("cancel", &ended))
}

/// The printer to take when nobody chose one.
fn standing(known: &Listing) -> Result<String, PrintError> {
    match (&known.default, known.printers.as_slice()) {
        (Some(default), _) => Ok(default.clone()),
        (None, [only]) => Ok(only.name.clone()),
        (None, _) => Err(PrintError::NoPrinter),
    }
}

fn ready(known: &Listing, printer: &str) -> Result<(), PrintError> {
    match known.find(printer).map(|found| &found.state) {
        Some(PrinterState::Stopped(why)) => Err(PrintError::Stopped {
            printer: Clean::new(printer),
            why: why.clone(),
        }),
        // A printer of the network has no queue yet; whether there is one of that name is for `lp` to say.
        _ => Ok(()),
    }
}

/// Why `lp` said no: what has changed since the printers were listed, or else its own words.
fn refused(printer: &str, server: Option<&str>, ended: &Ended, limits: Limits) -> PrintError {
    let known = match listing(server, limits) {
        Ok(known) => known,
        Err(error) => return error,
    };
    if let Err(error) = ready(&known, printer) {
        return error;
    }
    if known.find(printer).is_none() {
        return PrintError::UnknownPrinter(Clean::new(printer));
    }
    said_no("lp", ended)
}

fn said_no(program: &'static str, ended: &Ended) -> PrintError {
    PrintError::CommandFailed {
        program,
        code: ended.code(),
        what: ended.complaint(),
    }
}

fn listing(server: Option<&str>, limits: Limits) -> Result<Listing, PrintError> {
    ask(server, &["-r", "-l", "-d", "-p", "-a"], limits).map(|text| Listing::parse(&text))
}

/// What `lpstat` says. Its exit code means little: it is 0 without CUPS and 1 without printers, so `-r` goes before each
/// question and has to be answered.
fn ask(server: Option<&str>, args: &[&str], limits: Limits) -> Result<String, PrintError> {
    let ended = match run(program("lpstat", server).args(args), &[], limits.ask) {
        Ok(ended) => ended,
        Err(Failure::TimedOut) => return Err(PrintError::NoCups(Clean::default())),
        Err(failure) => return Err(PrintError::of("lpstat", &failure)),
    };
    let text = ended.text();
    if Listing::parse(&text).running != Some(true) {
        return Err(PrintError::NoCups(ended.complaint()));
    }
    Ok(text)
}

fn program(name: &str, server: Option<&str>) -> Command {
    let mut command = Command::new(name);
    command.env("LC_ALL", "C").env_remove(SECRET);
    if let Some(server) = server {
        command.env("CUPS_SERVER", server);
    }
    command
}
