//! How many keys a form costs.

use super::*;
use crate::domain::validate;

/// What the paper shows of a form, with the choices left out: they are chosen, not typed.
const PRINTED: [&str; 22] = [
    "Рочева",
    "Анна",
    "Петровна",
    "12.03.2015",
    "112-233-445 95",
    "г. Сыктывкар, ул. Ленина, д. 5",
    "III-ЕА",
    "512034",
    "01.04.2015",
    "ЗАГС г. Сыктывкара",
    "Рочева",
    "Мария",
    "Ивановна",
    "05.06.1987",
    "г. Сыктывкар, ул. Ленина, д. 5",
    "+7 912 345-67-89",
    "rocheva@example.ru",
    "87 05",
    "123456",
    "01.02.2008",
    "УВД г. Сыктывкара",
    "110-001",
];
const CHOSEN: [&str; 4] = [
    "Общая",
    "Свидетельство о рождении",
    "Мать",
    "Паспорт гражданина РФ",
];

/// A right form but for the e-mail, which is only flagged.
pub fn draft() -> Entries {
    let mut entries = Entries::default();
    for (field, text) in [
        (Field::ChildSurname, "Рочева"),
        (Field::ChildName, "Анна"),
        (Field::ChildPatronymic, "Петровна"),
        (Field::ChildBirthDate, "12.03.2015"),
        (Field::ChildAddress, "г. Сыктывкар, ул. Ленина, д. 5"),
        (Field::ChildCategory, "general"),
        (Field::ChildDocumentKind, "birth_certificate"),
        (Field::ChildDocumentSeries, "III-ЕА"),
        (Field::ChildDocumentNumber, "512034"),
        (Field::ChildDocumentIssuedAt, "01.04.2015"),
        (Field::ChildDocumentIssuer, "ЗАГС г. Сыктывкара"),
        (Field::ApplicantRelation, "mother"),
        (Field::ApplicantSurname, "Рочева"),
        (Field::ApplicantName, "Мария"),
        (Field::ApplicantPatronymic, "Ивановна"),
        (Field::ApplicantBirthDate, "05.06.1987"),
        (Field::ApplicantAddress, "г. Сыктывкар, ул. Ленина, д. 5"),
        (Field::ApplicantPhone, "+7 912 345-67-89"),
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

fn characters(texts: &[&str]) -> usize {
    texts.iter().map(|text| text.chars().count()).sum()
}

/// Keys of a whole form, and the characters of its data.
fn cost(bench: &Bench, what: &str) -> (usize, usize) {
    let card = bench.filled.as_ref().expect("a finished form");
    let found = validate::card(card, bench.world.today);
    assert!(found.iter().all(|(_, finding)| !finding.is_error()));
    assert_eq!(card.child.document.series.as_str(), "III-ЕА");
    assert_eq!(
        card.applicant
            .name
            .patronymic
            .as_ref()
            .map(crate::domain::Clean::as_str),
        Some("Ивановна")
    );
    assert_eq!(card.applicant.address, card.child.address);
    let data = characters(&PRINTED);
    println!(
        "{what}: {} keys for {data} typed characters ({} %), {} with the choices",
        bench.keys,
        bench.keys * 100 / data,
        data + characters(&CHOSEN),
    );
    (bench.keys, data)
}

#[test]
fn a_form_costs_at_most_its_characters_and_fifteen_in_a_hundred() {
    let mut bench = Bench::new();
    bench.type_all("рочева\nанна\nпетровна\n1203201511223344595г. Сыктывкар, ул. Ленина, д. 5\n\n");
    bench.type_all("\nIIIЕА51203401042015ЗАГС г. Сыктывкара\n");
    bench.type_all("\nрочева\nмария\nивановна\n05061987г. Сыктывкар, ул. Ленина, д. 5\n9123456789rocheva@example.ru\n");
    bench.type_all("\n870512345601022008110001УВД г. Сыктывкара\n\n");
    let (keys, data) = cost(&bench, "without offers");
    assert!(keys * 100 <= data * 115, "{keys} keys for {data}");
}

#[test]
fn offers_make_it_cheaper() {
    let mut bench = Bench::new();
    bench.type_all("рочева\nанна\nпетров→\n1203201511223344595сык→ул. Ленина, д. 5\n\n");
    bench.type_all("\nIIIЕА51203401042015ЗАГС г. Сыктывкара\n");
    bench.type_all("\n\nмария\nиванов→\n05061987→\n9123456789rocheva@example.ru\n");
    bench.type_all("\n870512345601022008110001УВД г. Сыктывкара\n\n");
    let (keys, data) = cost(&bench, "with offers");
    assert!(keys < data, "{keys} keys for {data}");
}
