//! Algorithm B: an application that is filled in with the family, from its documents to the printed papers. What follows,
//! acceptance and activation, is algorithm A's.

use super::{Wrong, application, mistake_in};
use crate::domain::{Card, Entries, Field, PrintedForm};
use crate::i18n::fold;
use crate::tui::screens::new_application::{Draft, Step};
use crate::tui::tutor::sight::Sight;

/// What the clerk copies from the documents letter by letter. Addresses and names of offices are written in many ways.
const COPIED: [Field; 16] = [
    Field::ChildSurname,
    Field::ChildName,
    Field::ChildPatronymic,
    Field::ChildBirthDate,
    Field::ChildSnils,
    Field::ChildDocumentKind,
    Field::ChildDocumentSeries,
    Field::ChildDocumentNumber,
    Field::ChildDocumentIssuedAt,
    Field::ApplicantSurname,
    Field::ApplicantName,
    Field::ApplicantPatronymic,
    Field::ApplicantRelation,
    Field::ApplicantDocumentSeries,
    Field::ApplicantDocumentNumber,
    Field::ApplicantDocumentIssuedAt,
];

fn at_least(sight: &Sight<'_>, step: Step) -> bool {
    sight.material.application.is_some() || sight.draft().is_some_and(|draft| draft.step >= step)
}

pub fn documents_checked(sight: &Sight<'_>) -> bool {
    at_least(sight, Step::Form)
}

pub fn filled_in(sight: &Sight<'_>) -> bool {
    at_least(sight, Step::Consents)
}

pub fn consented(sight: &Sight<'_>) -> bool {
    let given = sight.draft().is_some_and(Draft::consented);
    given || sight.material.application.is_some()
}

/// The register has it.
pub fn handed_in(sight: &Sight<'_>) -> bool {
    sight.case().is_some()
}

pub fn printed(sight: &Sight<'_>) -> bool {
    let both = [PrintedForm::Statement, PrintedForm::RegisterExtract];
    let number = sight.material.application;
    number.is_some_and(|number| sight.has_printed(number.into(), &both))
}

pub fn wrong(sight: &Sight<'_>) -> Option<Wrong> {
    if let Some(papers) = &sight.material.papers
        && let Some(draft) = sight.draft()
    {
        let handed = draft.handed.as_ref().map(|handed| &handed.new.card);
        let filled_in = (draft.step > Step::Form).then_some(draft.card.as_ref());
        if let Some(card) = handed.or(filled_in.flatten())
            && let Some(field) = differing(papers, card)
        {
            let code = if handed.is_some() {
                "handed-in-otherwise"
            } else {
                "typed-otherwise"
            };
            return Some(mistake_in(code, field));
        }
    }
    application::wrong(sight)
}

/// The first field that was not copied as it stands in the documents.
fn differing(papers: &Card, typed: &Card) -> Option<Field> {
    let (papers, typed) = (Entries::of(papers), Entries::of(typed));
    // Blanks and dashes of a number are the form's matter.
    let plain = |text: &str| fold(text).replace([' ', '-'], "");
    let same = |field: Field| plain(papers.get(field)) == plain(typed.get(field));
    COPIED.into_iter().find(|field| !same(*field))
}
