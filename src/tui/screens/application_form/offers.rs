//! What is likely to be typed next. An offer is shown, and stands in the form only when the clerk takes it.

use super::places;
use super::slots::{Nature, Slot};
use super::state::{Content, State};
use super::supposed::issuers;
use crate::api::forms::Issuer;
use crate::domain::validate::age;
use crate::domain::{Category, Command, DocumentKind, Field, Relation};
use crate::tui::screens::Desk;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    /// What would stand in the row: the whole text, or the code of a choice.
    pub text: String,
    /// Enter on the empty row takes it; a guess has to be taken by its own key.
    pub firm: bool,
}

pub(super) fn offer(state: &State, at: usize, desk: &Desk<'_>) -> Option<Offer> {
    let row = state.rows.get(at)?;
    let typed = row.text();
    let right = state.right(at, desk.texts).filter(|right| *right != typed);
    if right.is_some() || state.marked.blind {
        return right.map(|text| Offer { text, firm: false });
    }
    let firm = |text: String| Some(Offer { text, firm: true });
    if let Content::Choice(_) = row.content {
        let code = default(state, row.slot, desk)?;
        return if typed.is_empty() {
            firm(code.to_owned())
        } else {
            None
        };
    }
    if typed.is_empty() {
        return likely(state, row.slot, desk).and_then(firm);
    }
    let meant = state
        .findings(desk.today)
        .into_iter()
        .filter(|(found, finding)| *found == at && state.said(at, finding))
        .find_map(|(_, finding)| finding.suggestion);
    let text = match meant {
        Some(meant) => Some(meant.as_str().to_owned()),
        None => finished(state, row.slot, &typed, desk),
    };
    let text = text.filter(|text| *text != typed)?;
    Some(Offer { text, firm: false })
}

/// What a choice is most often.
fn default(state: &State, slot: Slot, desk: &Desk<'_>) -> Option<&'static str> {
    let supposed = &state.supposed;
    let Slot::Of(field) = slot else {
        return None;
    };
    match field {
        Field::ChildCategory => Some(supposed.category.unwrap_or(Category::General).code()),
        Field::ApplicantRelation => Some(supposed.relation.unwrap_or(Relation::Mother).code()),
        Field::ApplicantDocumentKind => {
            let kind = supposed.applicant_document;
            Some(kind.unwrap_or(DocumentKind::Passport).code())
        }
        Field::ChildDocumentKind => {
            let birth = state.entries().date(Field::ChildBirthDate);
            let years = birth.and_then(|birth| age::years(birth, desk.today));
            let by_age = if years.is_some_and(|years| years >= age::PASSPORT) {
                DocumentKind::Passport
            } else {
                DocumentKind::BirthCertificate
            };
            Some(supposed.child_document.unwrap_or(by_age).code())
        }
        _ => None,
    }
}

/// What an empty line is likely to hold, from what stands elsewhere.
fn likely(state: &State, slot: Slot, desk: &Desk<'_>) -> Option<String> {
    let entries = state.entries();
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
    match slot {
        Slot::Of(Field::ApplicantSurname) => {
            surname(entries.get(Field::ChildSurname).trim(), entries.relation()?)
        }
        Slot::Of(Field::ApplicantAddress) => filled(entries.get(Field::ChildAddress)),
        Slot::Of(Field::ChildAddress) => filled(entries.get(Field::ApplicantAddress)),
        Slot::Of(Field::ChildDocumentIssuer) => body(state, entries.child_department(), desk),
        Slot::Of(Field::ApplicantDocumentIssuer) => {
            let code = entries.get(Field::ApplicantDocumentDepartment);
            body(state, code, desk)
        }
        Slot::ChildDepartment => department(state, entries.child_issuer(), desk),
        Slot::Of(Field::ApplicantDocumentDepartment) => {
            let issuer = entries.get(Field::ApplicantDocumentIssuer);
            department(state, issuer, desk)
        }
        Slot::Of(_) => None,
    }
}

/// How a line that was begun is likely to end.
fn finished(state: &State, slot: Slot, typed: &str, desk: &Desk<'_>) -> Option<String> {
    match slot.nature() {
        Nature::Address => places::completed(typed),
        Nature::Issuer => {
            let begun = folded(typed);
            let known = known(state, desk);
            let starts = |issuer: &&Issuer| folded(issuer.name.as_str()).starts_with(&begun);
            let found = known
                .iter()
                .find(starts)
                .filter(|_| begun.chars().count() > 1)?;
            Some(found.name.as_str().to_owned())
        }
        Nature::Patronymic => patronymic(state, slot, typed),
        _ => None,
    }
}

/// The parent's surname by the child's.
fn surname(child: &str, relation: Relation) -> Option<String> {
    let ends = |ends: &[&str]| ends.iter().any(|end| child.ends_with(end));
    let without = |letters: usize| {
        let count = child.chars().count().checked_sub(letters)?;
        Some(child.chars().take(count).collect::<String>())
    };
    if child.is_empty() {
        return None;
    }
    match relation {
        Relation::Mother if ends(&["ов", "ев", "ёв", "ин", "ын"]) => {
            Some(format!("{child}а"))
        }
        Relation::Mother if ends(&["ский", "цкий"]) => Some(format!("{}ая", without(2)?)),
        Relation::Father if ends(&["ова", "ева", "ёва", "ина", "ына"]) => without(1),
        Relation::Father if ends(&["ская", "цкая"]) => Some(format!("{}ий", without(2)?)),
        Relation::Mother | Relation::Father => Some(child.to_owned()),
        _ => None,
    }
}

/// The end of a patronymic, by the sex of who bears it.
fn patronymic(state: &State, slot: Slot, typed: &str) -> Option<String> {
    let entries = state.entries();
    let surname = match slot {
        Slot::Of(Field::ChildPatronymic) => entries.get(Field::ChildSurname),
        _ => entries.get(Field::ApplicantSurname),
    };
    let ends = |list: [&str; 4]| list.iter().any(|end| surname.ends_with(end));
    let by_surname = if ends(["ова", "ева", "ина", "ая"]) {
        Some(true)
    } else if ends(["ов", "ев", "ин", "ий"]) {
        Some(false)
    } else {
        None
    };
    let woman = match (slot, entries.relation()) {
        (Slot::Of(Field::ApplicantPatronymic), Some(Relation::Mother)) => true,
        (Slot::Of(Field::ApplicantPatronymic), Some(Relation::Father)) => false,
        _ => by_surname?,
    };
    let begun = ["ов", "ев"].iter().any(|end| typed.ends_with(end)) && typed.chars().count() > 3;
    begun.then(|| format!("{typed}{}", if woman { "на" } else { "ич" }))
}

/// The body of a department.
fn body(state: &State, department: &str, desk: &Desk<'_>) -> Option<String> {
    let code = crate::domain::validate::document::department(department);
    if !code.is_right() {
        return None;
    }
    let known = known(state, desk);
    let found = known
        .iter()
        .find(|issuer| issuer.department_code.as_ref() == Some(&code.value))?;
    Some(found.name.as_str().to_owned())
}

/// The department of a body.
fn department(state: &State, issuer: &str, desk: &Desk<'_>) -> Option<String> {
    let name = folded(issuer);
    let known = known(state, desk);
    let found = known
        .iter()
        .find(|known| known.department_code.is_some() && folded(known.name.as_str()) == name)?;
    let code = found.department_code.as_ref()?;
    Some(code.as_str().to_owned())
}

/// Bodies that were typed before: at this desk, in what it handed in, in this office.
fn known(state: &State, desk: &Desk<'_>) -> Vec<Issuer> {
    let mut known = state.supposed.issuers.clone();
    for act in desk.register.acts().rev() {
        if let Command::Submit(new) = &act.envelope.command {
            known.extend(issuers(&new.card));
        }
    }
    if let Some(forms) = desk.register.supplies().forms() {
        known.extend(forms.issuers.iter().cloned());
    }
    known
}

fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase().replace('ё', "е")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_follow_the_child() {
        for (child, relation, parent) in [
            ("Рочев", Relation::Mother, Some("Рочева")),
            ("Рочева", Relation::Mother, Some("Рочева")),
            ("Рочева", Relation::Father, Some("Рочев")),
            ("Вишневский", Relation::Mother, Some("Вишневская")),
            ("Вишневская", Relation::Father, Some("Вишневский")),
            ("Шевченко", Relation::Father, Some("Шевченко")),
            ("Рочева", Relation::Guardian, None),
            ("", Relation::Mother, None),
        ] {
            assert_eq!(surname(child, relation).as_deref(), parent, "{child}");
        }
    }
}
