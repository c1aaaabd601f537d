//! The documents on the desk: there is no paper in the training, so the screen shows what it would say. Invented people.

use chrono::NaiveDate;

use crate::domain::{Card, Clean, IdentityDocument, PersonName};
use crate::i18n::Arg;
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::moment;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, ink};

/// Room before what a document says.
const INDENT: &str = "  ";

type Lines = Vec<Vec<Ink<'static>>>;

/// Document by document, each line at most `width` wide.
pub fn lines(card: Option<&Card>, desk: &Desk<'_>, width: u16) -> Lines {
    let Some(card) = card else {
        return vec![vec![Ink::own(desk.texts.get("tutor-papers-none"))]];
    };
    let (child, applicant) = (&card.child, &card.applicant);
    let mut lines = Lines::new();
    document(&mut lines, &child.document, desk);
    person(&mut lines, &child.name, Some(child.birth_date), desk);
    issued(&mut lines, &child.document, desk, width);
    if let Some(snils) = &child.snils {
        say(
            &mut lines,
            "tutor-paper-snils",
            &[("number", snils.as_str())],
            desk,
            width,
        );
    }
    let address = [("address", child.address.as_str())];
    say(&mut lines, "tutor-paper-address", &address, desk, width);
    document(&mut lines, &applicant.document, desk);
    person(&mut lines, &applicant.name, applicant.birth_date, desk);
    issued(&mut lines, &applicant.document, desk, width);
    let relation = captions::relation(desk.texts, applicant.relation);
    let told = |value: &Option<Clean>| value.as_ref().map_or("—", Clean::as_str).to_owned();
    let (phone, email) = (told(&applicant.phone), told(&applicant.email));
    let facts = [
        ("relation", relation.as_str()),
        ("phone", phone.as_str()),
        ("email", email.as_str()),
    ];
    say(&mut lines, "tutor-paper-told", &facts, desk, width);
    lines
}

/// The kind, the series and the number.
fn document(lines: &mut Lines, paper: &IdentityDocument, desk: &Desk<'_>) {
    let kind = captions::document_kind(desk.texts, paper.kind);
    lines.push(vec![
        Ink::own(kind).role(Role::Label),
        Ink::own(format!("  {} № {}", paper.series, paper.number)).role(Role::Value),
    ]);
}

fn person(lines: &mut Lines, name: &PersonName, born: Option<NaiveDate>, desk: &Desk<'_>) {
    let patronymic = name.patronymic.as_ref().map_or("", Clean::as_str);
    let mut text = format!("{INDENT}{} {} {patronymic}", name.surname, name.name);
    if let Some(born) = born {
        let born = moment::typed(born);
        let born = [("date", Arg::Text(&born))];
        text = format!(
            "{}, {}",
            text.trim_end(),
            desk.texts.with("tutor-paper-born", &born)
        );
    }
    lines.push(vec![Ink::own(text).role(Role::Value)]);
}

fn issued(lines: &mut Lines, paper: &IdentityDocument, desk: &Desk<'_>, width: u16) {
    let date = moment::typed(paper.issued_at);
    let mut facts = vec![("date", date.as_str()), ("issuer", paper.issuer.as_str())];
    let key = match &paper.department_code {
        Some(code) => {
            facts.push(("code", code.as_str()));
            "tutor-paper-issued-code"
        }
        None => "tutor-paper-issued",
    };
    let args: Vec<(&str, Arg<'_>)> = facts
        .into_iter()
        .map(|(name, text)| (name, Arg::Text(text)))
        .collect();
    for row in ink::wrap(&desk.texts.with(key, &args), width.saturating_sub(2)) {
        lines.push(vec![Ink::own(format!("{INDENT}{row}")).role(Role::Value)]);
    }
}

fn say(lines: &mut Lines, key: &str, facts: &[(&str, &str)], desk: &Desk<'_>, width: u16) {
    let args: Vec<(&str, Arg<'_>)> = facts
        .iter()
        .map(|(name, text)| (*name, Arg::Text(text)))
        .collect();
    for row in ink::wrap(&desk.texts.with(key, &args), width) {
        lines.push(vec![Ink::own(row).role(Role::Value)]);
    }
}
