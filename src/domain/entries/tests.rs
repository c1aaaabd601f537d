//! What is typed becomes a card or a list of findings; any text at all gets a verdict.

use proptest::prelude::*;

use super::*;
use crate::domain::samples::{day, today};
use crate::domain::validate::{self, Code};
use crate::domain::{Card, Category};

/// What a clerk types for the card of the samples.
pub fn filled() -> Entries {
    let mut entries = Entries::default();
    for (field, text) in [
        (Field::ChildSurname, "Рочева"),
        (Field::ChildName, "Анна"),
        (Field::ChildPatronymic, "Петровна"),
        (Field::ChildBirthDate, "12.03.2015"),
        (Field::ChildSnils, "112-233-445 95"),
        (Field::ChildAddress, "г. Сыктывкар,  ул. Ленина, д. 5"),
        (Field::ChildCategory, "general"),
        (Field::ChildDocumentKind, "birth_certificate"),
        (Field::ChildDocumentSeries, "ІІІ-EA"),
        (Field::ChildDocumentNumber, "512034"),
        (Field::ChildDocumentIssuedAt, "01.04.2015"),
        (Field::ChildDocumentIssuer, "ЗАГС г. Сыктывкара"),
        (Field::ApplicantRelation, "mother"),
        (Field::ApplicantSurname, "Рочева"),
        (Field::ApplicantName, "Мария"),
        (Field::ApplicantPatronymic, "Ивановна"),
        (Field::ApplicantBirthDate, "05.06.1987"),
        (Field::ApplicantAddress, "г. Сыктывкар, ул. Ленина, д. 5"),
        (Field::ApplicantPhone, "8 912 345-67-89"),
        (Field::ApplicantEmail, "rocheva@example.ru"),
        (Field::ApplicantDocumentKind, "passport"),
        (Field::ApplicantDocumentSeries, "87 05"),
        (Field::ApplicantDocumentNumber, "123456"),
        (Field::ApplicantDocumentIssuedAt, "01.02.2008"),
        (Field::ApplicantDocumentIssuer, "УВД г. Сыктывкара"),
        (Field::ApplicantDocumentDepartment, "110-001"),
    ] {
        entries.set(field, text);
    }
    entries
}

/// The child of the samples applies itself.
pub fn self_applied() -> Entries {
    let mut entries = filled();
    entries.set(Field::ChildBirthDate, "12.03.2011");
    entries.set(Field::ChildDocumentKind, "passport");
    entries.set(Field::ChildDocumentSeries, "8725");
    entries.set(Field::ChildDocumentIssuedAt, "01.04.2025");
    entries.set_child_issuer("МВД по Республике Коми", "110-002");
    entries.set(Field::ApplicantRelation, "self_applied");
    entries
}

fn errors(change: impl FnOnce(&mut Entries)) -> Vec<(Field, Code)> {
    let mut entries = filled();
    change(&mut entries);
    let errors = entries.card(today()).err().unwrap_or_default();
    errors
        .into_iter()
        .map(|(f, found)| (f, found.code))
        .collect()
}

fn codes(entries: &Entries) -> Vec<(Field, Code)> {
    let found = entries.findings(today());
    found
        .into_iter()
        .map(|(f, found)| (f, found.code))
        .collect()
}

fn card(entries: &Entries) -> Card {
    entries.card(today()).expect("a right form")
}

#[test]
fn a_right_form_becomes_a_card_in_the_kept_shapes() {
    let card = card(&filled());
    assert_eq!(card.child.document.series.as_str(), "III-ЕА");
    assert_eq!(
        card.child.address.as_str(),
        "г. Сыктывкар, ул. Ленина, д. 5"
    );
    assert_eq!(card.child.category, Category::General);
    let applicant = &card.applicant;
    assert_eq!(applicant.birth_date, Some(day(1987, 6, 5)));
    assert_eq!(applicant.document.series.as_str(), "8705");
    let phone = applicant.phone.as_ref().map(crate::domain::Clean::as_str);
    assert_eq!(phone, Some("+79123456789"));
}

#[test]
fn commas_with_nothing_between_them_become_one() {
    let mut entries = filled();
    entries.set(Field::ChildAddress, "г. Сыктывкар, ,  ул. Ленина,, д. 5,");
    assert_eq!(
        card(&entries).child.address.as_str(),
        "г. Сыктывкар, ул. Ленина, д. 5"
    );
}

#[test]
fn an_empty_form_names_every_field_that_is_needed() {
    let errors = Entries::default().card(today()).err().unwrap_or_default();
    let fields: Vec<Field> = errors.iter().map(|(field, _)| *field).collect();
    assert!(fields.is_sorted());
    assert!(fields.contains(&Field::ChildPatronymic));
    assert!(fields.contains(&Field::ApplicantDocumentIssuer));
    assert!(!fields.contains(&Field::ChildSnils));
    assert!(!fields.contains(&Field::ApplicantPhone));
    assert!(!fields.contains(&Field::ApplicantEmail));
}

#[test]
fn no_patronymic_has_to_be_said() {
    assert_eq!(
        errors(|e| e.set(Field::ChildPatronymic, "")),
        [(Field::ChildPatronymic, Code::PatronymicMissing)]
    );
    let mut entries = filled();
    entries.set(Field::ChildPatronymic, NO_PATRONYMIC);
    assert_eq!(card(&entries).child.name.patronymic, None);
    entries.set(Field::ChildPatronymic, "—");
    assert_eq!(card(&entries).child.name.patronymic, None);
}

#[test]
fn a_child_of_four_years_and_364_days_waits_a_day() {
    assert_eq!(
        errors(|e| {
            e.set(Field::ChildBirthDate, "11.09.2021");
            e.set(Field::ChildDocumentIssuedAt, "12.09.2021");
        }),
        [(Field::ChildBirthDate, Code::Age)]
    );
    let five = errors(|e| {
        e.set(Field::ChildBirthDate, "10.09.2021");
        e.set(Field::ChildDocumentIssuedAt, "12.09.2021");
    });
    assert_eq!(five, []);
}

#[test]
fn a_representative_of_fifteen_is_refused_and_a_child_of_fifteen_is_not() {
    let fifteen = errors(|e| e.set(Field::ApplicantBirthDate, "01.02.2011"));
    let minor = (Field::ApplicantBirthDate, Code::RepresentativeMinor);
    assert!(fifteen.contains(&minor), "{fifteen:?}");
    let card = card(&self_applied());
    assert_eq!(card.applicant.name, card.child.name);
    assert_eq!(card.applicant.document, card.child.document);
    assert_eq!(card.applicant.address, card.child.address);
    assert_eq!(card.applicant.birth_date, Some(card.child.birth_date));
    let code = card.child.document.department_code.as_ref();
    assert_eq!(code.map(crate::domain::Clean::as_str), Some("110-002"));
    assert_eq!(
        card.child.document.issuer.as_str(),
        "МВД по Республике Коми"
    );
    let mut young = filled();
    young.set(Field::ApplicantRelation, "self_applied");
    assert!(codes(&young).contains(&(Field::ApplicantRelation, Code::SelfTooYoung)));
}

#[test]
fn foreign_documents_have_no_shape_of_their_own() {
    let mut entries = filled();
    entries.set(Field::ChildDocumentKind, "foreign_birth_certificate");
    entries.set(Field::ChildDocumentSeries, "");
    entries.set(Field::ChildDocumentNumber, "22ZZ-77/а");
    entries.set(Field::ApplicantDocumentKind, "foreign_passport");
    entries.set(Field::ApplicantDocumentSeries, "AB");
    entries.set(Field::ApplicantDocumentNumber, "1234567");
    let card = card(&entries);
    assert_eq!(card.child.document.number.as_str(), "22ZZ-77/а");
    assert_eq!(card.applicant.document.department_code, None);
}

#[test]
fn slips_of_the_hand_are_flagged() {
    let mut entries = filled();
    entries.set(Field::ApplicantBirthDate, "05.06.2005");
    entries.set(Field::ApplicantPatronymic, "Иванович");
    entries.set(Field::ApplicantDocumentIssuedAt, "01.07.2019");
    entries.set(Field::ApplicantEmail, "");
    assert_eq!(
        codes(&entries),
        [
            (Field::ChildDocumentSeries, Code::SeriesLetters),
            (Field::ApplicantPatronymic, Code::PatronymicSex),
            (Field::ApplicantBirthDate, Code::AgeGap),
            (Field::ApplicantPhone, Code::PhonePrefix),
            (Field::ApplicantEmail, Code::EmailMissing),
            (Field::ApplicantDocumentIssuedAt, Code::PassportOutlived),
        ]
    );
    let mut twice = self_applied();
    twice.set(Field::ApplicantRelation, "mother");
    twice.set(Field::ApplicantDocumentSeries, "8725");
    twice.set(Field::ApplicantDocumentNumber, "512034");
    assert!(codes(&twice).contains(&(Field::ApplicantDocumentNumber, Code::SameDocument)));
}

#[test]
fn long_names_and_addresses_fit() {
    let mut entries = filled();
    entries.set(Field::ChildSurname, &"я".repeat(60));
    entries.set(Field::ChildAddress, &"я".repeat(300));
    assert_eq!(card(&entries).child.address.as_str().chars().count(), 300);
    assert_eq!(
        errors(|e| {
            e.set(Field::ChildSurname, &"я".repeat(61));
            e.set(Field::ChildAddress, &"я".repeat(301));
        }),
        [
            (Field::ChildSurname, Code::TooLong),
            (Field::ChildAddress, Code::TooLong)
        ]
    );
}

#[test]
fn issuer_and_department_of_the_child_share_a_field() {
    let mut entries = Entries::default();
    entries.set_child_issuer("УВД", "");
    assert_eq!(
        (entries.child_issuer(), entries.child_department()),
        ("УВД", "")
    );
    entries.set_child_issuer("УВД\nг.", "110-0");
    assert_eq!(entries.child_issuer(), "УВД г.");
    assert_eq!(entries.child_department(), "110-0");
    entries.set_child_issuer("", "110-001");
    assert_eq!(
        (entries.child_issuer(), entries.child_department()),
        ("", "110-001")
    );
    entries.set_child_issuer("", "");
    assert!(entries.is_empty());
}

#[test]
fn what_a_card_lacked_before_stands_in_nobodys_way() {
    let mut older = crate::domain::samples::card();
    older.applicant.birth_date = None;
    older.applicant.address = crate::domain::Clean::default();
    older.applicant.document.series = "87 05".into();
    assert!(Entries::of(&older).card(today()).is_err());
    let change = |fields: &[(Field, &str)]| {
        let mut changes = Changes::default();
        for (field, text) in fields {
            changes.set(*field, text);
        }
        changes.applied_to(&older, today())
    };
    let moved = change(&[(Field::ChildAddress, "г. Ухта")]).unwrap();
    assert_eq!(moved.child.address.as_str(), "г. Ухта");
    assert_eq!(moved.applicant.birth_date, None);
    // What is touched has to be right, and so has what no longer fits to it.
    let wrong = change(&[(Field::ApplicantBirthDate, "31.02.1980")]);
    assert_eq!(wrong, Err(vec![Field::ApplicantBirthDate]));
    let emptied = change(&[(Field::ApplicantAddress, " ")]);
    assert_eq!(emptied, Err(vec![Field::ApplicantAddress]));
    let born = change(&[(Field::ChildBirthDate, "12.03.2016")]);
    assert_eq!(born, Err(vec![Field::ChildDocumentIssuedAt]));
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,30}",
        "[а-яА-ЯёЁ -]{0,20}",
        "[0-9.+-]{0,14}",
        "[0-3][0-9]\\.[01][0-9]\\.(19|20)[0-9]{2}",
        Just("passport".to_owned()),
        Just("self_applied".to_owned()),
        Just("-".to_owned()),
    ]
}

proptest! {
    #[test]
    fn any_texts_get_a_verdict(
        texts in prop::collection::vec((0..Field::ALL.len(), any_text()), 0..12),
        own in any::<bool>(),
    ) {
        let mut entries = if own { self_applied() } else { filled() };
        for (at, text) in texts {
            entries.set(Field::ALL[at], &text);
        }
        let findings = entries.findings(today());
        let wrong = findings.iter().any(|(_, finding)| finding.is_error());
        match entries.card(today()) {
            Ok(card) => {
                prop_assert!(!wrong);
                let back = Entries::of(&card).card(today());
                prop_assert_eq!(back.as_ref(), Ok(&card));
                let found = validate::card(&card, today());
                prop_assert!(found.iter().all(|(_, finding)| !finding.is_error()), "{:?}", found);
            }
            Err(errors) => prop_assert!(wrong && !errors.is_empty()),
        }
    }

    #[test]
    fn a_draft_comes_back_as_it_was(
        texts in prop::collection::vec((0..Field::ALL.len(), any_text()), 0..12),
    ) {
        let mut entries = Entries::default();
        for (at, text) in texts {
            entries.set(Field::ALL[at], &text);
        }
        let kept = serde_json::to_string(&entries).unwrap();
        prop_assert_eq!(serde_json::from_str::<Entries>(&kept).unwrap(), entries);
    }
}
