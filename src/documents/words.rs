//! The words that papers share: values of the domain, names, dates. Always Russian, whatever the screens speak.

use std::sync::OnceLock;

use chrono::{Months, NaiveDate};

use crate::domain::{Category, IdentityDocument};
use crate::domain::{
    CertificateKind, Clean, ConsentCode, ConsentMode, DocumentKind, PersonName, Relation,
};
use crate::i18n::{Language, Texts, key};

fn texts() -> &'static Texts {
    static RUSSIAN: OnceLock<Texts> = OnceLock::new();
    RUSSIAN.get_or_init(|| Texts::new(Language::Russian))
}

pub fn date(date: NaiveDate) -> String {
    texts().date(date)
}

pub fn document_kind(kind: DocumentKind) -> String {
    texts().get(match kind {
        DocumentKind::BirthCertificate => "document-kind-birth-certificate",
        DocumentKind::Passport => "document-kind-passport",
        DocumentKind::TemporaryCard => "document-kind-temporary-card",
        DocumentKind::ForeignPassport => "document-kind-foreign-passport",
        DocumentKind::ForeignBirthCertificate => "document-kind-foreign-birth-certificate",
        DocumentKind::ResidencePermit => "document-kind-residence-permit",
        DocumentKind::RefugeeCertificate => "document-kind-refugee-certificate",
        DocumentKind::Other => "document-kind-other",
    })
}

pub fn relation(relation: Relation) -> String {
    texts().get(match relation {
        Relation::Mother => "relation-mother",
        Relation::Father => "relation-father",
        Relation::Guardian => "relation-guardian",
        Relation::Representative => "relation-representative",
        Relation::SelfApplied => "relation-self-applied",
    })
}

pub fn category(category: Category) -> String {
    texts().get(&key("category", category.code()))
}

pub fn certificate_kind(kind: CertificateKind) -> String {
    texts().get(match kind {
        CertificateKind::Accounting => "certificate-kind-accounting",
        CertificateKind::Financed => "certificate-kind-financed",
    })
}

/// The name of a consent of which no text is at hand, because it was not given.
pub fn consent(code: ConsentCode) -> String {
    texts().get(&key("consent", code.code()))
}

/// Who ticked, as the paper says it behind the moment.
pub fn consent_mode(mode: ConsentMode) -> &'static str {
    match mode {
        ConsentMode::Applicant => "отмечено заявителем лично у стойки организации",
        ConsentMode::Portal => "отмечено заявителем на своём устройстве",
    }
}

/// Surname, name and patronymic; who has no patronymic has two words.
pub fn full_name(name: &PersonName) -> String {
    let parts = [
        Some(&name.surname),
        Some(&name.name),
        name.patronymic.as_ref(),
    ];
    let words = parts.into_iter().flatten().map(Clean::as_str);
    words
        .filter(|word| !word.trim().is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// «Рочева М. И.»: what stands beside a signature.
pub fn initials(name: &PersonName) -> String {
    let mut short = name.surname.as_str().to_owned();
    for part in [Some(&name.name), name.patronymic.as_ref()]
        .into_iter()
        .flatten()
    {
        if let Some(first) = part.as_str().trim().chars().next() {
            short.push('\u{a0}');
            short.extend(first.to_uppercase());
            short.push('.');
        }
    }
    short
}

/// «8705 № 123456»; either may be missing on a foreign document.
pub fn series_and_number(document: &IdentityDocument) -> String {
    match (document.series.is_empty(), document.number.is_empty()) {
        (false, false) => format!("{} № {}", document.series, document.number),
        (true, _) => format!("№ {}", document.number),
        (false, true) => document.series.to_string(),
    }
}

/// The day on which a certificate ends: the eighteenth birthday, for those born on 29 February the 1 March after it.
pub fn eighteenth_birthday(birth: NaiveDate) -> NaiveDate {
    let same = birth
        .checked_add_months(Months::new(18 * 12))
        .unwrap_or(birth);
    let shortened = chrono::Datelike::day(&same) != chrono::Datelike::day(&birth);
    if shortened {
        same.succ_opt().unwrap_or(same)
    } else {
        same
    }
}
