//! CUPS by its own programs: `lp` takes the paper on standard input, `lpstat` tells what there is, `cancel` takes back.

use std::process::Command;

use super::listing::{Listing, Printer, PrinterState, alerts_of, job_of};
use super::process::{Ended, run};
use super::{Job, JobState, Limits, PrintError, SECRET, Sent};
use crate::domain::Clean;

/// Every form is made for this sheet.
const MEDIA: &str = "media=A4";

pub fn printers(server: Option<&str>, limits: Limits) -> Result<Vec<Printer>, PrintError> {
    let mut listing = listing(server, limits)?;
    // Printers of the network are an extra: a search that fails or takes too long hides none of the others.
    if let Ok(found) = ask(server, "lpstat", &["-e"], limits) {
        for name in found.text().lines().map(str::trim) {
            if !name.is_empty() && listing.find(name).is_none() {
                listing.printers.push(Printer {
                    name: name.to_owned(),
                    default: false,
                    state: PrinterState::Found,
                });
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
    let title = job.number.to_string();
    let args = ["-d", &printer, "-t", &title, "-o", MEDIA];
    let ended = run(program("lp", server).args(args), &job.pdf, limits.send)
        .map_err(|failure| PrintError::of("lp", &failure))?;
    if !ended.status.success() {
        return Err(refused(&printer, server, &ended, limits));
    }
    match job_of(&ended.text()) {
        Some((_, job)) => Ok(Sent::Queued {
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
    let waiting = ask(
        server,
        "lpstat",
        &["-l", "-W", "not-completed", "-o"],
        limits,
    )?;
    if let Some(alerts) = alerts_of(&waiting.text(), job) {
        let listing = listing(server, limits)?;
        return Ok(match listing.find(printer).map(|known| &known.state) {
            Some(PrinterState::Stopped(why)) => JobState::Stopped(why.clone()),
            _ if alerts.iter().any(|alert| alert == "job-printing") => JobState::Printing,
            _ => JobState::Waiting,
        });
    }
    let over = ask(server, "lpstat", &["-l", "-W", "completed", "-o"], limits)?;
    Ok(match alerts_of(&over.text(), job) {
        Some(alerts) if !alerts.iter().any(|alert| failed(alert)) => JobState::Done,
        _ => JobState::Gone,
    })
}

fn failed(alert: &str) -> bool {
    alert.contains("cancel") || alert.contains("abort")
}

pub fn cancel(server: Option<&str>, job: u32, limits: Limits) -> Result<(), PrintError> {
    ask(server, "cancel", &[&job.to_string()], limits).map(drop)
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
    PrintError::CommandFailed {
        program: "lp",
        code: ended.code(),
        what: ended.complaint(),
    }
}

fn listing(server: Option<&str>, limits: Limits) -> Result<Listing, PrintError> {
    let args = ["-r", "-d", "-p", "-a"];
    let ended = run(program("lpstat", server).args(args), &[], limits.ask)
        .map_err(|failure| PrintError::of("lpstat", &failure))?;
    let listing = Listing::parse(&ended.text());
    if listing.running != Some(true) {
        return Err(PrintError::NoCups(ended.complaint()));
    }
    Ok(listing)
}

/// Runs one of the programs, which has to end well.
fn ask(
    server: Option<&str>,
    name: &'static str,
    args: &[&str],
    limits: Limits,
) -> Result<Ended, PrintError> {
    let ended = run(program(name, server).args(args), &[], limits.ask)
        .map_err(|failure| PrintError::of(name, &failure))?;
    if !ended.status.success() {
        return Err(PrintError::CommandFailed {
            program: name,
            code: ended.code(),
            what: ended.complaint(),
        });
    }
    Ok(ended)
}

fn program(name: &str, server: Option<&str>) -> Command {
    let mut command = Command::new(name);
    command.env("LC_ALL", "C").env_remove(SECRET);
    if let Some(server) = server {
        command.env("CUPS_SERVER", server);
    }
    command
}
