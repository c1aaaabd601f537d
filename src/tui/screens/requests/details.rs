//! Everything about one request, line by line: the child's certificate, where it leads, what it costs, what it has been
//! through. Nothing personal is known here.

use chrono::{Datelike, Months, NaiveDate};

use crate::api::sync::Outcome;
use crate::domain::Target;
use crate::domain::enrolment::{Cost, EnrolmentRequest};
use crate::domain::money::Span;
use crate::domain::programme::{Group, Programme};
use crate::i18n::{Arg, key};
use crate::tui::action::{Action, Place};
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::{moment, people, says, sign};
use crate::tui::theme::Role;

use super::{foresee, history, row, words};

/// What a line is about, and what it says; one without a label belongs to the line above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub label: String,
    pub text: String,
    pub role: Role,
}

/// Lines of one request, labels in the clerk's language.
pub struct Lines<'d> {
    pub desk: &'d Desk<'d>,
    lines: Vec<Line>,
}

impl Lines<'_> {
    pub fn say(&mut self, label: &str, text: String) {
        self.push(label, text, Role::Value);
    }

    pub fn warn(&mut self, label: &str, text: String) {
        self.push(label, text, Role::Warning);
    }

    fn push(&mut self, label: &str, text: String, role: Role) {
        let label = if label.is_empty() {
            String::new()
        } else {
            self.desk.texts.get(label)
        };
        self.lines.push(Line { label, text, role });
    }
}

#[must_use]
pub fn of(request: &EnrolmentRequest, desk: &Desk<'_>) -> Vec<Line> {
    let mut lines = Lines {
        desk,
        lines: Vec::new(),
    };
    acts(request, &mut lines);
    problems(request, &mut lines);
    certificate(request, &mut lines);
    place(request, &mut lines);
    if let Some(cost) = &request.cost {
        money(request, cost, &mut lines);
    }
    history::tell(request, &mut lines);
    lines.lines
}

/// How far this desk's acts have come; of a refused one why, and what can be done.
fn acts(request: &EnrolmentRequest, lines: &mut Lines<'_>) {
    let desk = lines.desk;
    let target = Target::Request(request.id);
    let refused = desk
        .register
        .attention()
        .find(|act| act.envelope.target == target);
    if let Some(act) = refused {
        let caption = captions::command(desk.texts, &act.envelope.command);
        lines.warn("requests-line-refused", caption);
        match &act.outcome {
            Some(Outcome::Refused { why }) => {
                lines.warn("", says::refusal(desk, why));
                if foresee::is_about_places(why) {
                    let (at, key) = (Place::Request, Action::ChangeGroup);
                    lines.warn("", says::with_key(desk, "requests-offer-groups", at, key));
                }
            }
            Some(Outcome::Conflict { by, .. }) => {
                lines.warn("", says::doer(desk, "requests-conflict", by.as_ref()));
            }
            _ => {}
        }
    } else if let Some(progress) = sign::progress(desk, target) {
        let text = format!(
            "{} {}",
            progress.sign(),
            desk.texts.get(progress.text_key())
        );
        lines.push("requests-line-act", text, progress.role());
    }
}

/// What stands against an unanswered request, all of it.
fn problems(request: &EnrolmentRequest, lines: &mut Lines<'_>) {
    for (at, problem) in words::problems(request, lines.desk).into_iter().enumerate() {
        let label = if at == 0 { "requests-line-problem" } else { "" };
        let text = lines
            .desk
            .texts
            .get(&format!("{}-help", problem.text_key()));
        lines.warn(label, text);
    }
}

fn certificate(request: &EnrolmentRequest, lines: &mut Lines<'_>) {
    let desk = lines.desk;
    let texts = desk.texts;
    let mut parts = vec![request.certificate.to_string()];
    if let Some(case) = desk.register.case_of(request.certificate) {
        parts.push(captions::certificate_kind(texts, case.certificate.kind));
        parts.push(captions::certificate_state(texts, case.certificate.state));
    }
    lines.say("column-certificate", parts.join(" · "));
    let records = desk.register.enrolment();
    if let (_, Some(purse)) = foresee::purse_of(request, desk) {
        let [balance, reserved, paid, nominal] =
            [purse.balance, purse.reserved, purse.paid, purse.nominal].map(|sum| sum.to_string());
        let args = [
            ("balance", Arg::Text(&balance)),
            ("reserved", Arg::Text(&reserved)),
            ("paid", Arg::Text(&paid)),
            ("nominal", Arg::Text(&nominal)),
        ];
        lines.say("requests-line-purse", texts.with("requests-purse", &args));
    }
    if let Some(age) = request.age {
        let args = [("age", Arg::Count(i64::from(age)))];
        lines.say("requests-line-age", texts.with("requests-age", &args));
    }
    let account = records.account(request.certificate);
    let claims = account.into_iter().flat_map(|account| &account.claims);
    let others = claims.filter(|claim| claim.request != request.id);
    for (at, claim) in others.enumerate() {
        let label = if at == 0 { "requests-line-others" } else { "" };
        let state = captions::request_state_short(texts, claim.state);
        lines.say(label, format!("{} — {state}", words::at(claim.place, desk)));
    }
}

fn place(request: &EnrolmentRequest, lines: &mut Lines<'_>) {
    let desk = lines.desk;
    let records = desk.register.enrolment();
    let at = request.place;
    let Some(programme) = records.programme(at.programme) else {
        let unknown = desk.texts.get("requests-programme-unknown");
        lines.warn("requests-line-programme", unknown);
        return;
    };
    lines.say("requests-line-programme", called(programme, desk));
    let own = desk.register.profile().organisation;
    if programme.organisation != own {
        let name = people::organisation(desk.register.profile(), programme.organisation);
        lines.say("column-organisation", name);
    }
    if let Some((module, group)) = programme.group(at.module, at.group) {
        let hours = Arg::Count(i64::from(module.hours));
        let args = [("name", Arg::Text(module.name.as_str())), ("hours", hours)];
        let text = desk.texts.with("requests-module", &args);
        lines.say("requests-line-module", text);
        lines.say("requests-line-group", filled(group, request, desk));
        let when = words::schedule(group, desk);
        if !when.is_empty() {
            lines.say("requests-line-schedule", when);
        }
    }
    lines.say("requests-line-days", span(request.days, desk));
}

/// The programme with its register and ages.
fn called(programme: &Programme, desk: &Desk<'_>) -> String {
    let register = captions::register(desk.texts, programme.register);
    let args = [
        ("name", Arg::Text(programme.name.as_str())),
        ("register", Arg::Text(&register)),
        ("from", Arg::Count(i64::from(programme.ages.from))),
        ("to", Arg::Count(i64::from(programme.ages.to))),
    ];
    desk.texts.with("requests-programme", &args)
}

fn filled(group: &Group, request: &EnrolmentRequest, desk: &Desk<'_>) -> String {
    let left = row::left(request.place, desk.register.enrolment());
    let args = [
        ("name", Arg::Text(group.name.as_str())),
        ("left", Arg::Count(i64::from(left.unwrap_or(0)))),
        ("places", Arg::Count(i64::from(group.places))),
    ];
    desk.texts.with("requests-group", &args)
}

fn span(days: Span, desk: &Desk<'_>) -> String {
    let (first, last) = (
        moment::date(desk, days.first),
        moment::date(desk, days.last),
    );
    let args = [("first", Arg::Text(&first)), ("last", Arg::Text(&last))];
    desk.texts.with("requests-days", &args)
}

/// The sums, and month by month what the certificate and what the family pays.
fn money(request: &EnrolmentRequest, cost: &Cost, lines: &mut Lines<'_>) {
    let desk = lines.desk;
    let shares = &cost.shares;
    let row = |key: &str, total: String, certificate: String, parents: String| {
        let args = [
            ("total", Arg::Text(&total)),
            ("certificate", Arg::Text(&certificate)),
            ("parents", Arg::Text(&parents)),
        ];
        desk.texts.with(key, &args)
    };
    let of = |split: &crate::domain::money::Split| split.total().to_string();
    let all = row(
        "requests-cost",
        of(&cost.total),
        of(&shares.certificate),
        of(&shares.parents),
    );
    lines.say("requests-line-cost", all);
    for place in 0..=cost.total.months {
        let amounts = row(
            "requests-cost-month",
            cost.total.month(place).to_string(),
            shares.certificate.month(place).to_string(),
            shares.parents.month(place).to_string(),
        );
        let month = month(request.days.first, place);
        let name = desk
            .texts
            .get(&key("requests-month", &month.month().to_string()));
        let mut text = format!("{name} {}: {amounts}", month.year());
        if place < request.months_paid {
            text = format!("{text}, {}", desk.texts.get("requests-month-paid"));
        }
        lines.say("", text);
    }
}

/// A day of the month that comes `place` months after that of `first`.
fn month(first: NaiveDate, place: u32) -> NaiveDate {
    let own = first.with_day(1).unwrap_or(first);
    own.checked_add_months(Months::new(place)).unwrap_or(own)
}
