//! Acts on programmes, requests and money in words: what they are about, and what they said. No identifiers.

use crate::domain::{Command, EnrolmentCommand, Target};
use crate::i18n::Arg;
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::{moment, says};

use super::entry::Entry;
use super::words::Line;

/// What a record is called on screen: an application and a certificate by their number, a request by its certificate, a
/// programme by its name.
#[must_use]
pub fn called(entry: &Entry, desk: &Desk<'_>) -> String {
    let records = desk.register.enrolment();
    let unknown = || desk.texts.get("outbox-not-here");
    match entry.target {
        Target::Case(number) => number.to_string(),
        Target::Account(certificate) => certificate.to_string(),
        Target::Request(id) => match (&entry.command, records.request(id)) {
            (Command::Enrolment(EnrolmentCommand::Enrol { form }), _) => {
                form.certificate.to_string()
            }
            (_, Some(request)) => request.certificate.to_string(),
            (_, None) => unknown(),
        },
        Target::Programme(id) => records
            .programme(id)
            .map_or_else(unknown, |programme| programme.name.to_string()),
        Target::Funding(_) => desk.texts.get("place-funding"),
    }
}

/// The same with how it stands now, and the key of what it is.
#[must_use]
pub fn about(entry: &Entry, desk: &Desk<'_>) -> (&'static str, String) {
    let name = called(entry, desk);
    let records = desk.register.enrolment();
    match entry.target {
        Target::Case(number) => {
            let case = desk.register.confirmed(number);
            let text = case.map(|case| format!("{name} · {}", says::state(desk, case)));
            ("act-application", text.unwrap_or(name))
        }
        Target::Request(id) => {
            let state = records.request(id).map(|request| request.state);
            let state = state.map(|state| captions::request_state(desk.texts, state));
            let text = state.map(|state| format!("{name} · {state}"));
            ("act-request", text.unwrap_or(name))
        }
        Target::Programme(_) => ("act-programme", name),
        Target::Funding(_) => ("act-municipality", name),
        Target::Account(_) => ("act-certificate", name),
    }
}

/// The fields of a command on a request.
#[must_use]
pub fn said(command: &EnrolmentCommand, desk: &Desk<'_>) -> Vec<Line> {
    let texts = desk.texts;
    let line = |key: &str, text: String| (texts.get(key), text);
    let mut lines = match command {
        EnrolmentCommand::RefuseRequest { reason, .. } => {
            let reason = captions::request_refuse_reason(texts, *reason);
            vec![line("act-reason", reason)]
        }
        EnrolmentCommand::Terminate {
            by, reason, notice, ..
        } => {
            let (by, reason) = (
                captions::party(texts, *by),
                captions::terminate_reason(texts, *reason),
            );
            vec![
                line("act-reason", format!("{by}: {reason}")),
                line("act-notice", moment::date(desk, *notice)),
            ]
        }
        EnrolmentCommand::Conclude {
            contract_number,
            date,
            ..
        } => {
            let date = moment::date(desk, *date);
            let args = [
                ("journal", Arg::Text(contract_number.as_str())),
                ("date", Arg::Text(&date)),
            ];
            vec![line("act-contract", texts.with("act-journal-entry", &args))]
        }
        EnrolmentCommand::Enrol { form } => {
            vec![line("act-certificate", form.certificate.to_string())]
        }
        EnrolmentCommand::ConfirmRequest
        | EnrolmentCommand::WithdrawRequest
        | EnrolmentCommand::ChangeGroup { .. }
        | EnrolmentCommand::Complete
        | EnrolmentCommand::ExpireOffer { .. }
        | EnrolmentCommand::PayMonths => Vec::new(),
    };
    if let EnrolmentCommand::RefuseRequest { text, .. } | EnrolmentCommand::Terminate { text, .. } =
        command
        && !text.is_empty()
    {
        lines.push(line("act-text", text.to_string()));
    }
    lines
}
