//! Questions over the verification: the journal entry, reasons, what differs, what is missing.

use crate::domain::{
    Case, Command, Field, Refusal, RejectReason, ResolveReason, ReturnReason, TakeOverReason,
};
use crate::i18n::Arg;
use crate::tui::action::Action;
use crate::tui::captions;
use crate::tui::form::{self, Kind};
use crate::tui::screens::Desk;
use crate::tui::screens::common::holders::Holder;
use crate::tui::screens::common::{moment, whose};
use crate::tui::theme::Role;
use crate::tui::widgets::{self, Ink};

use super::form::{Form, Word};
use super::marks::Aim;
use super::obstacles::{Obstacle, field_name};

/// What the question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    Accept,
    Reject,
    Return,
    Resolve,
    /// The address of the letter.
    Mail,
    Mismatch(Field),
    /// The application is a colleague's: what was pressed is done once it was taken over.
    TakeOver(Action),
    /// The same for who may not take it over.
    Held,
    /// Where each line of the list leads.
    Missing(Vec<Option<Field>>),
}

#[derive(Debug)]
pub struct Dialog {
    pub about: About,
    pub asked: widgets::Dialog,
}

/// The longest journal number, note, value, in characters.
const JOURNAL_NUMBER: usize = 20;
const LONGEST_TEXT: usize = 300;

impl Dialog {
    #[must_use]
    pub fn typing(&self) -> bool {
        self.asked.typing()
    }

    /// The journal entry, with the next number and today's date filled in, or with those of an act that comes back:
    /// Enter accepts. A number that was refused is not proposed again.
    #[must_use]
    pub fn accept(next: Option<u32>, form: &Form, case: &Case, desk: &Desk<'_>) -> Self {
        let next = next.map(|n| n.to_string());
        let taken = form.word == Some(Word::Refused(Refusal::JournalNumberTaken));
        let (number, date, help) = match (&form.again, next) {
            (Some(Command::Accept { date, .. }), next) if taken => (
                next.unwrap_or_default(),
                *date,
                "verify-accept-number-taken",
            ),
            (
                Some(Command::Accept {
                    journal_number,
                    date,
                }),
                _,
            ) => (
                journal_number.to_string(),
                *date,
                "verify-accept-number-again",
            ),
            (_, Some(next)) => (next, desk.today, "verify-accept-number-help"),
            (_, None) => (String::new(), desk.today, "verify-accept-number-none"),
        };
        let fields = vec![
            form::Field::new(
                "number",
                "verify-accept-number",
                Kind::Text {
                    most: JOURNAL_NUMBER,
                },
            )
            .required()
            .helped(help)
            .filled(&number),
            form::Field::new("date", "verify-accept-date", Kind::Date)
                .required()
                .filled(&moment::typed(date)),
        ];
        let application = case.number().to_string();
        let certificate = case.certificate.number.to_string();
        let args = [
            ("application", Arg::Text(&application)),
            ("certificate", Arg::Text(&certificate)),
        ];
        let asked = widgets::Dialog::new(title(desk, "verify-accept-title"))
            .say(Ink::own(desk.texts.with("verify-accept-about", &args)))
            .form(form::Form::new(fields));
        Self {
            about: About::Accept,
            asked,
        }
    }

    /// A reason from the list and a text. A field that differs proposes its reason.
    #[must_use]
    pub fn reject(form: &Form, desk: &Desk<'_>) -> Self {
        let reasons = RejectReason::ALL
            .iter()
            .map(|reason| captions::reject_reason(desk.texts, *reason));
        let (before, text) = match &form.again {
            Some(Command::Reject { reason, text }) => (Some(*reason), text.as_str()),
            _ => (None, ""),
        };
        let mut asked = reason(desk, "verify-reject-title", reasons.collect(), text);
        if let Some(before) = before {
            asked.pick(place_of(RejectReason::ALL, &before));
        } else if form.marks.checks.mismatches().next().is_some() {
            asked.pick(place_of(RejectReason::ALL, &RejectReason::DataMismatch));
        }
        Self {
            about: About::Reject,
            asked,
        }
    }

    #[must_use]
    pub fn send_back(form: &Form, desk: &Desk<'_>) -> Self {
        let reasons = ReturnReason::ALL
            .iter()
            .map(|reason| captions::return_reason(desk.texts, *reason));
        let (before, text) = match &form.again {
            Some(Command::Return { reason, text }) => (Some(*reason), text.as_str()),
            _ => (None, ""),
        };
        let mut asked = reason(desk, "verify-return-title", reasons.collect(), text);
        if let Some(before) = before {
            asked.pick(place_of(ReturnReason::ALL, &before));
        } else if form.marks.checks.mismatches().next().is_some() {
            asked.pick(place_of(ReturnReason::ALL, &ReturnReason::DataMismatch));
        }
        Self {
            about: About::Return,
            asked,
        }
    }

    #[must_use]
    pub fn resolve(desk: &Desk<'_>) -> Self {
        let choices = ResolveReason::ALL
            .iter()
            .map(|reason| captions::resolve_reason(desk.texts, *reason))
            .collect();
        let asked = widgets::Dialog::new(title(desk, "verify-resolve-title"))
            .say(Ink::own(desk.texts.get("verify-resolve-about")))
            .choose(choices);
        Self {
            about: About::Resolve,
            asked,
        }
    }

    /// Who has it, since when, and why it is taken over.
    #[must_use]
    pub fn take_over(holder: &Holder, action: Action, desk: &Desk<'_>) -> Self {
        let choices = TakeOverReason::ALL
            .iter()
            .map(|reason| captions::take_over_reason(desk.texts, *reason))
            .collect();
        let asked = widgets::Dialog::new(title(desk, "verify-take-over-title"))
            .say(Ink::own(at_whom(holder, "verify-take-over", desk)))
            .choose(choices);
        Self {
            about: About::TakeOver(action),
            asked,
        }
    }

    /// Who has it, for a clerk who may not take it over.
    #[must_use]
    pub fn held(holder: &Holder, desk: &Desk<'_>) -> Self {
        let choices = ["verify-held-wait", "verify-held-back", "verify-held-next"];
        let choices = choices.iter().map(|key| desk.texts.get(key)).collect();
        let asked = widgets::Dialog::new(title(desk, "verify-held-title"))
            .say(Ink::own(at_whom(holder, "verify-held", desk)))
            .choose(choices);
        Self {
            about: About::Held,
            asked,
        }
    }

    /// What differs from what, and the right value or a note.
    #[must_use]
    pub fn mismatch(form: &Form, desk: &Desk<'_>) -> Self {
        let field = form.field;
        let old = form.marks.remark_on(field);
        let text = Kind::Text { most: LONGEST_TEXT };
        let right = old.and_then(|remark| remark.right_value.as_ref());
        let fields = vec![
            form::Field::new("value", "verify-mismatch-value", text)
                .helped("verify-mismatch-value-help")
                .filled(right.map_or("", |value| value.as_str())),
            form::Field::new("note", "verify-mismatch-note", text)
                .filled(old.map_or("", |remark| remark.note.as_str())),
        ];
        let name = field_name(desk, field);
        let heading = desk
            .texts
            .with("verify-mismatch-title", &[("field", Arg::Text(&name))]);
        let mut asked = widgets::Dialog::new(Ink::own(heading)).form(form::Form::new(fields));
        let choices = sides(form);
        if choices.len() > 1 {
            asked = asked.choose(
                choices
                    .iter()
                    .map(|aim| desk.texts.get(differs_key(*aim)))
                    .collect(),
            );
        }
        Self {
            about: About::Mismatch(field),
            asked,
        }
    }

    /// Everything that acceptance waits for; Enter leads to the place.
    #[must_use]
    pub fn missing(obstacles: Vec<Obstacle>, desk: &Desk<'_>) -> Self {
        let (choices, jumps) = obstacles.into_iter().map(|o| (o.text, o.jump)).unzip();
        let asked = widgets::Dialog::new(title(desk, "verify-missing-title"))
            .say(Ink::own(desk.texts.get("verify-missing-about")).role(Role::Dim))
            .choose(choices);
        Self {
            about: About::Missing(jumps),
            asked,
        }
    }
}

/// What the field can differ from: the choices of the dialog, in their order.
#[must_use]
pub fn sides(form: &Form) -> Vec<Aim> {
    match form.aim {
        Aim::Both if form.sees(form.field) => vec![Aim::Documents, Aim::Register, Aim::Both],
        Aim::Register if form.sees(form.field) => vec![Aim::Register],
        _ => vec![Aim::Documents],
    }
}

fn differs_key(aim: Aim) -> &'static str {
    match aim {
        Aim::Both => "verify-differs-both",
        Aim::Documents => "verify-differs-documents",
        Aim::Register => "verify-differs-register",
    }
}

/// The sentence of `key`, with the time where this desk has seen the beginning.
fn at_whom(holder: &Holder, key: &str, desk: &Desk<'_>) -> String {
    let who = whose::at_whom(&holder.name, desk);
    match holder.since {
        Some(since) => {
            let time = moment::time(desk, since);
            let args = [("who", Arg::Text(&who)), ("time", Arg::Text(&time))];
            desk.texts.with(&format!("{key}-since"), &args)
        }
        None => desk.texts.with(key, &[("who", Arg::Text(&who))]),
    }
}

fn title(desk: &Desk<'_>, key: &str) -> Ink<'static> {
    Ink::own(desk.texts.get(key))
}

fn reason(desk: &Desk<'_>, heading: &str, choices: Vec<String>, filled: &str) -> widgets::Dialog {
    let text = form::Field::new(
        "text",
        "verify-reason-text",
        Kind::Text { most: LONGEST_TEXT },
    )
    .helped("verify-reason-text-help")
    .filled(filled);
    widgets::Dialog::new(title(desk, heading))
        .choose(choices)
        .form(form::Form::new(vec![text]))
}

fn place_of<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|other| other == one).unwrap_or(0)
}
