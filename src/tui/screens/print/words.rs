//! What the printing says, in the clerk's words.

use crate::documents::PaperError;
use crate::documents::printing::{Outlet, PrintError, PrinterState, Sent, Trouble};
use crate::domain::Clean;
use crate::i18n::{Arg, key};
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::says;

use super::message::Failure;
use super::outlet::{Choice, Offered, Printers};
use super::run::{Run, Sheet, Step, holds_password};
use super::state::{Dialog, Paper};
use super::update::{Answer, about};

/// Why the paper can't be made, and in which field.
#[must_use]
pub fn paper_error(why: &PaperError, desk: &Desk<'_>) -> String {
    match why {
        PaperError::Glyph { character, label } => {
            let code = format!("U+{:04X}", u32::from(*character));
            let character = Clean::new(&character.to_string());
            let args = [
                ("character", Arg::Text(character.as_str())),
                ("code", Arg::Text(&code)),
                ("field", Arg::Text(label)),
            ];
            desk.texts.with("print-glyph", &args)
        }
        PaperError::Setting(_) => desk.texts.get("print-damaged"),
    }
}

#[must_use]
pub fn print_error(why: &PrintError, desk: &Desk<'_>) -> String {
    let detail = why.detail();
    let args = [("detail", Arg::Text(detail.as_str()))];
    desk.texts.with(&key("print-error", why.code()), &args)
}

/// What keeps the printer from printing, and what to do.
#[must_use]
pub fn trouble(what: &Trouble, desk: &Desk<'_>) -> String {
    let detail = what.detail();
    let args = [("detail", Arg::Text(detail.as_str()))];
    desk.texts.with(&key("printer-trouble", what.code()), &args)
}

/// Why a paper did not go out; `None` where it did, or may yet.
#[must_use]
pub fn failure(step: &Step, desk: &Desk<'_>) -> Option<String> {
    match step {
        Step::NotNoted(cause) => {
            let why = captions::cause(desk.texts, cause);
            let args = [("why", Arg::Text(&why))];
            Some(desk.texts.with("print-step-not-noted", &args))
        }
        Step::Failed(Failure::Paper(why)) => Some(paper_error(why, desk)),
        Step::Failed(Failure::Print(why)) => Some(print_error(why, desk)),
        Step::Failed(Failure::Password) => Some(desk.texts.get("print-no-password")),
        Step::Failed(Failure::Refused(why)) => Some(says::refusal(desk, why)),
        _ => None,
    }
}

/// How far a paper is. `among_failed`: another one failed, and this one waits for it.
#[must_use]
pub fn step(sheet: &Sheet, among_failed: bool, desk: &Desk<'_>) -> String {
    if let Some(why) = failure(&sheet.step, desk) {
        return why;
    }
    let texts = desk.texts;
    match &sheet.step {
        Step::Password | Step::Noted | Step::Making | Step::Noting if among_failed => {
            texts.get("print-step-left")
        }
        Step::Password => texts.get("print-step-password"),
        Step::Noting | Step::Noted => texts.get("print-step-noting"),
        Step::Making => texts.get("print-step-making"),
        Step::Sent => sent(sheet, desk),
        Step::Waiting => texts.get("print-step-waiting"),
        Step::Printing => texts.get("print-step-printing"),
        Step::Done => match &sheet.sent {
            Some(Sent::Queued { .. }) => texts.get("print-step-done"),
            _ => sent(sheet, desk),
        },
        Step::Stopped(what) => trouble(what, desk),
        Step::Gone => texts.get("print-step-gone"),
        Step::Unsure => texts.get("print-step-unsure"),
        Step::NotNoted(_) | Step::Failed(_) => String::new(),
    }
}

fn sent(sheet: &Sheet, desk: &Desk<'_>) -> String {
    match &sheet.sent {
        Some(Sent::Queued { printer, .. }) => {
            let printer = Clean::new(printer);
            let args = [("printer", Arg::Text(printer.as_str()))];
            desk.texts.with("print-step-sent", &args)
        }
        Some(Sent::Written(path)) => {
            let path = Clean::new(&path.display().to_string());
            let args = [("path", Arg::Text(path.as_str()))];
            desk.texts.with("print-step-written", &args)
        }
        Some(Sent::Taken) | None => desk.texts.get("print-step-taken"),
    }
}

/// Where a choice leads, as a line of the list.
#[must_use]
pub fn choice(choice: &Choice, offered: &Offered, printers: &Printers, desk: &Desk<'_>) -> String {
    let texts = desk.texts;
    match choice {
        Choice::Printer(None) => texts.get("print-outlet-default"),
        Choice::Printer(Some(name)) => printer(name, printers, desk),
        Choice::Command => texts.get("print-outlet-command"),
        Choice::Folder | Choice::File => {
            let path = match choice.outlet(offered) {
                Some(Outlet::File(path)) => Clean::new(&path.display().to_string()),
                _ => Clean::default(),
            };
            let key = match choice {
                Choice::Folder => "print-outlet-folder",
                _ => "print-outlet-file",
            };
            texts.with(key, &[("path", Arg::Text(path.as_str()))])
        }
    }
}

fn printer(name: &str, printers: &Printers, desk: &Desk<'_>) -> String {
    let shown = Clean::new(name);
    let with = |key: &str, why: &Clean| {
        let args = [
            ("printer", Arg::Text(shown.as_str())),
            ("why", Arg::Text(why.as_str())),
        ];
        desk.texts.with(key, &args)
    };
    let none = Clean::default();
    match (printers.find(name), printers) {
        (Some(known), _) => match &known.state {
            PrinterState::Idle | PrinterState::Printing if known.trouble.is_some() => {
                let what = known.trouble.as_ref().map(|what| trouble(what, desk));
                with(
                    "print-printer-trouble",
                    &Clean::new(&what.unwrap_or_default()),
                )
            }
            PrinterState::Stopped(why) if why.is_empty() => with("print-printer-stopped", &none),
            PrinterState::Stopped(why) => with("print-printer-stopped-why", why),
            PrinterState::Found => with("print-printer-found", &none),
            PrinterState::Printing => with("print-printer-printing", &none),
            PrinterState::Idle if known.default => with("print-printer-default", &none),
            PrinterState::Idle => shown.to_string(),
        },
        (None, Printers::Known(_)) => with("print-printer-gone", &none),
        (None, Printers::Asked | Printers::Unknown(_)) => shown.to_string(),
    }
}

/// What the clerk is asked, or what happens just now.
#[must_use]
pub fn question(run: &Run, desk: &Desk<'_>) -> String {
    let asked = desk.texts.get(if run.failed() {
        "print-question-failed"
    } else if !run.went_out() {
        "print-question-wait"
    } else if run.to_file() {
        "print-question-file"
    } else {
        "print-question"
    });
    if run.over() && run.holds_password() {
        let rotates = desk.texts.get("print-question-password");
        return format!("{asked} {rotates}");
    }
    asked
}

/// Whether what is ticked puts another password in the place of one that the family may have.
#[must_use]
pub fn rotates(dialog: &Dialog) -> bool {
    let again = |paper: &Paper| paper.chosen && paper.copy && holds_password(&paper.document);
    dialog.papers.iter().any(again)
}

#[must_use]
pub fn answer(answer: Answer, desk: &Desk<'_>) -> String {
    desk.texts.get(match answer {
        Answer::Yes => "print-answer-yes",
        Answer::Again => "print-answer-again",
        Answer::Retry => "print-answer-retry",
        Answer::Elsewhere => "print-answer-elsewhere",
        Answer::Later => "print-answer-later",
    })
}

#[must_use]
pub fn all_out(run: &Run, desk: &Desk<'_>) -> String {
    about("print-all-out", run.about(), desk)
}
