//! How papers get out. Nothing is printed, and no command of the office is run.

use std::path::Path;
use std::time::Duration;

use super::folder;
use super::report::{Finding, Section, say};
use crate::config::Printing;
use crate::documents::printing::{Limits, PrintError, Printer, PrinterState, printers_within};
use crate::i18n::key;
use crate::store::wipe::PAPERS;

const SECTION: Section = Section::Printing;
/// CUPS is asked twice.
const LIMITS: Limits = Limits {
    send: Duration::from_secs(5),
    ask: Duration::from_secs(5),
};

pub fn check(printing: &Printing, data: &Path) -> Vec<Finding> {
    if let Some(path) = &printing.folder {
        let what = say("doctor-print-folder").text("path", path.display());
        let mut findings = vec![Finding::ok(SECTION, "printing.way", what)];
        findings.extend(folder::check(SECTION, path, false));
        return findings;
    }
    if printing.command.is_some() {
        let what = say("doctor-print-command");
        return vec![Finding::note(SECTION, "printing.way", what)];
    }
    let server = printing.server.as_deref();
    match printers_within(server, LIMITS) {
        Ok(found) => of_cups(printing, &found),
        Err(error) => {
            let named = printing.server.is_some() || printing.printer.is_some();
            vec![without_cups(&error, named, data)]
        }
    }
}

/// An office may do without a printer; one that has named a printer may not.
fn without_cups(error: &PrintError, named: bool, data: &Path) -> Finding {
    let check = "printing.cups";
    let what = say(key("print-error", error.code())).text("detail", error.detail().as_str());
    let todo = say("doctor-print-cups-do").text("path", data.join(PAPERS).display());
    if named {
        Finding::failure(SECTION, check, what, todo)
    } else {
        Finding::warning(SECTION, check, what, todo)
    }
}

fn of_cups(printing: &Printing, found: &[Printer]) -> Vec<Finding> {
    if found.is_empty() && printing.printer.is_none() {
        let (what, todo) = (say("doctor-print-none"), say("doctor-print-none-do"));
        return vec![Finding::warning(SECTION, "printing.cups", what, todo)];
    }
    let names: Vec<&str> = found.iter().map(|printer| printer.name.as_str()).collect();
    let what = say("doctor-print-cups")
        .count("count", found.len())
        .text("names", names.join(", "));
    let mut findings = vec![Finding::ok(SECTION, "printing.cups", what)];
    let taken = match &printing.printer {
        // An instance of a printer is written behind its name.
        Some(name) => {
            let queue = name.split('/').next().unwrap_or(name);
            let taken = found.iter().find(|printer| printer.name == queue);
            if taken.is_none() {
                let what = say("doctor-print-unknown").text("name", name);
                let todo = say("doctor-print-unknown-do");
                findings.push(Finding::failure(SECTION, "printing.printer", what, todo));
            }
            taken
        }
        None => found.iter().find(|printer| printer.default),
    };
    match taken {
        Some(printer) => findings.push(one(printer)),
        None if printing.printer.is_none() => {
            let what = say("doctor-print-no-default");
            findings.push(Finding::note(SECTION, "printing.printer", what));
        }
        None => {}
    }
    findings
}

fn one(printer: &Printer) -> Finding {
    let check = "printing.printer";
    let told = |key: &'static str| say(key).text("name", &printer.name);
    match (&printer.state, &printer.trouble) {
        (PrinterState::Stopped(why), _) => {
            let what = told("doctor-print-stopped").text("why", why.as_str());
            Finding::warning(SECTION, check, what, say("doctor-print-stopped-do"))
        }
        (_, Some(_)) => {
            let todo = say("doctor-print-stopped-do");
            Finding::warning(SECTION, check, told("doctor-print-trouble"), todo)
        }
        _ => Finding::ok(SECTION, check, told("doctor-print-ready")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::Verdict;
    use super::*;
    use crate::domain::Clean;

    fn printer(name: &str, default: bool, state: PrinterState) -> Printer {
        Printer {
            name: name.to_owned(),
            default,
            state,
            trouble: None,
        }
    }

    fn worst(printing: &Printing, found: &[Printer]) -> (Verdict, String) {
        let findings = of_cups(printing, found);
        let worst = findings.iter().max_by_key(|f| f.verdict).unwrap();
        (worst.verdict, worst.what.key.clone().into_owned())
    }

    #[test]
    fn the_printer_that_papers_go_to_is_judged() {
        let chosen = |name: &str| Printing {
            printer: Some(name.to_owned()),
            ..Printing::default()
        };
        let found = [
            printer("Desk", true, PrinterState::Idle),
            printer("Hall", false, PrinterState::Stopped(Clean::new("no toner"))),
        ];
        let is = |verdict, key: &str| (verdict, key.to_owned());
        let any = Printing::default();
        assert_eq!(worst(&any, &found).0, Verdict::Ok);
        assert_eq!(worst(&chosen("Desk/duplex"), &found).0, Verdict::Ok);
        assert_eq!(
            worst(&chosen("Hall"), &found),
            is(Verdict::Warning, "doctor-print-stopped")
        );
        assert_eq!(
            worst(&chosen("Attic"), &found),
            is(Verdict::Failure, "doctor-print-unknown")
        );
        assert_eq!(
            worst(&any, &found[1..]),
            is(Verdict::Note, "doctor-print-no-default")
        );
        assert_eq!(worst(&any, &[]), is(Verdict::Warning, "doctor-print-none"));
    }
}
