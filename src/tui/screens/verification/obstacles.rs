//! What stands between the application and its acceptance: all of it at once, each with the field to go to.

use crate::domain::{
    Capability, Case, ConsentCode, DuplicateState, Field, Refusal, Section, Step, may,
};
use crate::i18n::Arg;
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::{moment, people, says};

use super::form::{Form, lacks_consent};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    pub text: String,
    pub jump: Option<Field>,
}

impl Obstacle {
    fn new(text: String, jump: Option<Field>) -> Self {
        Self { text, jump }
    }
}

/// The record as it would be with the marks on the screen.
#[must_use]
pub fn marked(case: &Case, form: &Form) -> Case {
    let mut marked = case.clone();
    marked.application.checks = form.marks.checks;
    marked.application.documents_complete = form.marks.documents_complete();
    marked
}

/// Everything that acceptance waits for; empty when it can go on.
#[must_use]
pub fn obstacles(case: &Case, form: &Form, desk: &Desk<'_>) -> Vec<Obstacle> {
    let context = form.context(desk);
    let Err(why) = may(&marked(case, form), Step::Accept, &context) else {
        return Vec::new();
    };
    if matches!(why, Refusal::NotAllowed(_) | Refusal::WrongState(_)) {
        return vec![Obstacle::new(says::refusal(desk, &why), None)];
    }
    let mut found = Vec::new();
    if why == Refusal::PaperOverdue {
        let due = moment::date(desk, case.application.paper_due);
        let args = [("due", Arg::Text(&due))];
        let text = desk.texts.with("verify-missing-overdue", &args);
        found.push(Obstacle::new(text, Some(Field::ApplicationDate)));
    }
    consents(case, desk, &mut found);
    mismatches(form, desk, &mut found);
    unchecked(form, desk, &mut found);
    duplicate(case, desk, &mut found);
    if context.child_birth_date.is_some() && why == Refusal::Age {
        found.push(Obstacle::new(
            says::refusal(desk, &why),
            Some(Field::ChildBirthDate),
        ));
    }
    if found.is_empty() {
        found.push(Obstacle::new(says::refusal(desk, &why), None));
    }
    found
}

fn consents(case: &Case, desk: &Desk<'_>, found: &mut Vec<Obstacle>) {
    for field in ConsentCode::ALL.into_iter().map(ConsentCode::field) {
        if lacks_consent(case, field) {
            let name = field_name(desk, field);
            let text = desk
                .texts
                .with("verify-missing-consent", &[("field", Arg::Text(&name))]);
            found.push(Obstacle::new(text, Some(field)));
        }
    }
}

fn mismatches(form: &Form, desk: &Desk<'_>, found: &mut Vec<Obstacle>) {
    for field in form.marks.checks.mismatches() {
        let section = section_name(desk, field.section());
        let name = field_name(desk, field);
        let args = [
            ("section", Arg::Text(&section)),
            ("field", Arg::Text(&name)),
        ];
        let text = desk.texts.with("verify-missing-mismatch", &args);
        found.push(Obstacle::new(text, Some(field)));
    }
}

fn unchecked(form: &Form, desk: &Desk<'_>, found: &mut Vec<Obstacle>) {
    for section in Section::ALL {
        let mut fields = form.unchecked().filter(|f| f.section() == *section);
        if let Some(first) = fields.next() {
            let name = section_name(desk, *section);
            let args = [
                ("section", Arg::Text(&name)),
                ("count", Arg::Count(1 + fields.count() as i64)),
            ];
            let text = desk.texts.with("verify-missing-unchecked", &args);
            found.push(Obstacle::new(text, Some(first)));
        }
    }
}

fn duplicate(case: &Case, desk: &Desk<'_>, found: &mut Vec<Obstacle>) {
    match case.application.duplicate {
        DuplicateState::Suspected(_) => {
            let names = people::names(desk, Capability::ApplicationResolveDuplicate);
            let args = [("names", Arg::Text(&names))];
            let text = desk.texts.with("verify-missing-duplicate", &args);
            found.push(Obstacle::new(text, None));
        }
        DuplicateState::Resolved(_)
            if case.application.resolved_by == Some(desk.register.profile().clerk) =>
        {
            let text = desk.texts.get("verify-missing-same-person");
            found.push(Obstacle::new(text, None));
        }
        _ => {}
    }
}

#[must_use]
pub fn field_name(desk: &Desk<'_>, field: Field) -> String {
    captions::field(desk.texts, field)
}

#[must_use]
pub fn section_name(desk: &Desk<'_>, section: Section) -> String {
    captions::section(desk.texts, section)
}
