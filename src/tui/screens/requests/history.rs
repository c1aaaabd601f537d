//! What a request has been through: who did which step, and when.

use chrono::{DateTime, Utc};

use crate::domain::ClerkId;
use crate::domain::enrolment::{Contract, EnrolmentRequest, Mark, RequestState, Termination};
use crate::i18n::Arg;
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::{moment, people};

use super::details::Lines;
use super::words;

pub fn tell(request: &EnrolmentRequest, lines: &mut Lines<'_>) {
    let desk = lines.desk;
    let source = captions::source(desk.texts, request.source);
    let made = who_when(request.created_by, request.created_at, desk);
    lines.say("requests-line-created", format!("{made} · {source}"));
    if let Some(mark) = request.confirmed {
        lines.say("requests-line-confirmed", marked(mark, desk));
        if request.by_one_person() {
            lines.warn("", desk.texts.get("requests-by-one-person"));
        }
    }
    if let RequestState::Refused(reason) = request.state {
        let why = words::refused_for(reason, desk);
        let text = words::with_text(why, request.refusal_text.as_str());
        lines.say("requests-line-refusal", text);
    }
    if let Some(contract) = &request.contract {
        concluded(contract, lines);
    }
    if let Some(termination) = &request.termination {
        terminated(termination, lines);
    }
    if let RequestState::Terminated(ending) = request.state {
        let ending = captions::ending(desk.texts, ending);
        lines.say("requests-line-ended", ending);
    }
}

fn concluded(contract: &Contract, lines: &mut Lines<'_>) {
    let desk = lines.desk;
    let date = moment::date(desk, contract.date);
    let received = moment::date(desk, contract.statement_received);
    let args = [
        ("number", Arg::Text(contract.number.as_str())),
        ("date", Arg::Text(&date)),
        ("received", Arg::Text(&received)),
    ];
    let text = desk.texts.with("requests-contract", &args);
    lines.say("requests-line-contract", text);
    lines.say("", marked(contract.concluded, desk));
}

fn terminated(termination: &Termination, lines: &mut Lines<'_>) {
    let desk = lines.desk;
    let notice = moment::date(desk, termination.notice);
    let effective = moment::date(desk, termination.effective);
    let why = words::ending(termination.by, termination.reason, desk);
    let why = words::with_text(why, termination.text.as_str());
    let args = [
        ("effective", Arg::Text(&effective)),
        ("notice", Arg::Text(&notice)),
        ("why", Arg::Text(&why)),
    ];
    let text = desk.texts.with("requests-termination", &args);
    lines.say("requests-line-termination", text);
    lines.say("", marked(termination.given, desk));
}

fn marked(mark: Mark, desk: &Desk<'_>) -> String {
    who_when(Some(mark.clerk), mark.at, desk)
}

fn who_when(clerk: Option<ClerkId>, at: DateTime<Utc>, desk: &Desk<'_>) -> String {
    let who = match clerk {
        Some(id) => people::clerk(desk.register.profile(), id),
        None => desk.texts.get("requests-by-family"),
    };
    format!("{}, {who}", moment::moment(desk, at))
}
