//! An act in words: what it said, what the register answered, what to do next. No codes, no JSON.

use chrono::NaiveDate;

use crate::api::sync::Outcome;
use crate::domain::{Changes, Check, CheckKind, Checks, Clean, Command, Field, PaperEntry, Remark};
use crate::i18n::{self, Arg};
use crate::tui::action::{Action, Place};
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::{moment, says};
use crate::tui::widgets::signs::Progress;

use super::enrolment;
use super::entry::Entry;

/// A line of the act: what it is, and its text.
pub type Line = (String, String);

/// The fields of the command.
#[must_use]
pub fn said(command: &Command, desk: &Desk<'_>) -> Vec<Line> {
    let texts = desk.texts;
    let line = |key: &str, text: String| (texts.get(key), text);
    let reason = |area: &str, code: &str| line("act-reason", texts.get(&i18n::key(area, code)));
    let text = |text: &str| (!text.is_empty()).then(|| line("act-text", text.to_owned()));
    let with = |reason: Line, words: &str| {
        let mut lines = vec![reason];
        lines.extend(text(words));
        lines
    };
    let journal = |number: &Clean, date: NaiveDate| {
        let date = moment::date(desk, date);
        let args = [
            ("journal", Arg::Text(number.as_str())),
            ("date", Arg::Text(&date)),
        ];
        line("act-journal", texts.with("act-journal-entry", &args))
    };
    let entry = |paper: Option<&PaperEntry>| paper.map(|p| journal(&p.journal_number, p.date));
    let changed = |changes: &Changes| {
        let fields: Vec<Field> = changes.fields().iter().collect();
        line("act-changed", captions::fields(texts, &fields))
    };
    match command {
        Command::Submit(new) => {
            let date = moment::date(desk, new.reference.date);
            vec![
                line("act-date", date),
                line("act-certificate", new.certificate.to_string()),
            ]
        }
        Command::Verify {
            checks,
            documents_complete,
            remarks,
        } => compared(checks, *documents_complete, remarks, desk),
        Command::Accept {
            journal_number,
            date,
        } => {
            vec![journal(journal_number, *date)]
        }
        Command::Reject { reason: why, text } => {
            with(reason("reject-reason", why.code()), text.as_str())
        }
        Command::Return { reason: why, text } => {
            with(reason("return-reason", why.code()), text.as_str())
        }
        Command::ResolveDuplicate { reason: why } => vec![reason("resolve-reason", why.code())],
        Command::Suspend {
            reason: why,
            text,
            paper,
        } => {
            let mut lines = with(reason("suspend-reason", why.code()), text.as_str());
            lines.extend(entry(paper.as_ref()));
            lines
        }
        Command::Exclude { reason: why, paper } => {
            let why = reason("exclude-reason", why.code());
            std::iter::once(why).chain(entry(paper.as_ref())).collect()
        }
        Command::Reissue { reason: why, paper } => {
            let why = reason("reissue-reason", why.code());
            std::iter::once(why).chain(entry(Some(paper))).collect()
        }
        Command::Withdraw { paper } | Command::Restore { paper } => {
            entry(paper.as_ref()).into_iter().collect()
        }
        Command::Correct(correction) => vec![changed(&correction.changes)],
        Command::ChangeData(change) => {
            let fields = changed(&change.changes);
            std::iter::once(fields)
                .chain(entry(Some(&change.paper)))
                .collect()
        }
        Command::Merge { certificate, .. } => {
            let number = certificate.to_string();
            vec![(texts.get("act-merge"), number)]
        }
        Command::TransferCertificate { to, paper } => {
            let to = (texts.get("act-transfer"), to.to_string());
            std::iter::once(to).chain(entry(Some(paper))).collect()
        }
        Command::TakeOver { reason: why } => vec![reason("take-over-reason", why.code())],
        Command::Enrolment(command) => enrolment::said(command, desk),
        Command::Programme(_)
        | Command::Funding(_)
        | Command::Account(_)
        | Command::Activate
        | Command::Expire
        | Command::ExpireCertificate
        | Command::SendMail { .. }
        | Command::IssuePassword { .. }
        | Command::NoteShown
        | Command::NotePrinted { .. } => Vec::new(),
    }
}

fn compared(checks: &Checks, complete: bool, remarks: &[Remark], desk: &Desk<'_>) -> Vec<Line> {
    let texts = desk.texts;
    let differ: Vec<Field> = checks.mismatches().collect();
    let matching = Field::ALL.iter().filter(|field| {
        checks.get(CheckKind::PaperDocuments, **field) == Check::Match && !differ.contains(field)
    });
    let matching = matching.count();
    let args = [
        ("match", Arg::Count(matching as i64)),
        ("differ", Arg::Count(differ.len() as i64)),
        (
            "open",
            Arg::Count((Field::ALL.len() - matching - differ.len()) as i64),
        ),
    ];
    let set = if complete {
        "act-documents-complete"
    } else {
        "act-documents-incomplete"
    };
    let mut lines = vec![
        (texts.get("act-marks"), texts.with("act-marks-count", &args)),
        (texts.get("act-documents"), texts.get(set)),
    ];
    if !differ.is_empty() {
        lines.push((texts.get("act-differ"), captions::fields(texts, &differ)));
    }
    for remark in remarks {
        let value = remark.right_value.as_ref().map_or("", |v| v.as_str());
        let args = [
            ("value", Arg::Text(value)),
            ("note", Arg::Text(remark.note.as_str())),
        ];
        let key = match (value.is_empty(), remark.note.is_empty()) {
            (false, false) => "verify-remark-both",
            (false, true) => "verify-remark-value",
            _ => "verify-remark-note",
        };
        lines.push((
            captions::fields(texts, &[remark.field]),
            texts.with(key, &args),
        ));
    }
    lines
}

/// Whether the act is a password on paper: that one is not given again, another extract is printed.
#[must_use]
pub fn is_password(entry: &Entry) -> bool {
    matches!(entry.command, Command::IssuePassword { .. })
}

/// The register's word on the act.
#[must_use]
pub fn answered(entry: &Entry, desk: &Desk<'_>) -> String {
    let texts = desk.texts;
    match entry.outcome() {
        None => texts.get(entry.progress.text_key()),
        Some(Outcome::Applied { .. }) => texts.get("outbox-applied"),
        Some(Outcome::Already { by, .. }) => says::doer(desk, "outbox-already", by.as_ref()),
        Some(Outcome::Conflict { by, .. }) => says::doer(desk, "outbox-conflict", by.as_ref()),
        Some(Outcome::Refused { why }) => says::refusal(desk, why),
    }
}

/// What the clerk can do about it, with the keys.
#[must_use]
pub fn to_do(entry: &Entry, desk: &Desk<'_>) -> String {
    let key = |action| says::key(desk, Place::Outbox, action);
    let (reopen, revisit) = (key(Action::Reopen), key(Action::Revisit));
    let (retry, dismiss) = (key(Action::Retry), key(Action::Dismiss));
    let args = [
        ("reopen", Arg::Text(&reopen)),
        ("revisit", Arg::Text(&revisit)),
        ("retry", Arg::Text(&retry)),
        ("dismiss", Arg::Text(&dismiss)),
    ];
    let text = match (entry.progress, entry.outcome()) {
        (Progress::Saving, _) => "act-do-saving",
        (Progress::Saved, _) => "act-do-saved",
        (Progress::Applied, _) => "act-do-applied",
        (Progress::Attention, _) if is_password(entry) => "act-do-password",
        (Progress::Attention, Some(Outcome::Already { .. })) => "act-do-already",
        (Progress::Attention, Some(Outcome::Conflict { .. })) => "act-do-conflict",
        (Progress::Attention, _) if entry.target.case().is_none() => "act-do-elsewhere",
        (Progress::Attention, _) => "act-do-refused",
    };
    desk.texts.with(text, &args)
}
