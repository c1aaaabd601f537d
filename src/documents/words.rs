//! The words that papers share: values of the domain, names, dates. Always Russian, whatever the screens speak.

use std::sync::OnceLock;

use chrono::{Datelike, Months, NaiveDate};

use super::content::Row;
use super::{Made, Office};
use crate::domain::entries::no_patronymic;
use crate::domain::programme::{Direction, ProgrammeRegister, StudyForm, Weekday};
use crate::domain::reason::TerminateReason;
use crate::domain::{Category, IdentityDocument};
use crate::domain::{
    CertificateKind, Clean, ConsentCode, ConsentMode, DocumentKind, Field, Kopecks, PersonName,
    ReissueReason, RejectReason, Relation, ReturnReason,
};
use crate::i18n::{Language, Texts, key};

fn texts() -> &'static Texts {
    static RUSSIAN: OnceLock<Texts> = OnceLock::new();
    RUSSIAN.get_or_init(|| Texts::new(Language::Russian))
}

/// Left to be written by hand: a name, for which a sheet has a line over the whole column, and a day or a number.
pub const BY_HAND: &str = "________________________________________";
pub const BY_HAND_SHORT: &str = "______________";

pub fn date(date: NaiveDate) -> String {
    texts().date(date)
}

/// «сентябрь 2026»
pub fn month(day: NaiveDate) -> String {
    const NAMES: [&str; 12] = [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ];
    let name = NAMES[day.month0() as usize % NAMES.len()];
    format!("{name} {}", day.year())
}

/// «Понедельник»
pub fn weekday(day: Weekday) -> &'static str {
    match day.0 {
        1 => "Понедельник",
        2 => "Вторник",
        3 => "Среда",
        4 => "Четверг",
        5 => "Пятница",
        6 => "Суббота",
        _ => "Воскресенье",
    }
}

/// «1 135,80 руб.», never divided by the end of a line.
pub fn rubles(amount: Kopecks) -> String {
    format!("{amount}\u{a0}руб.")
}

pub fn direction(direction: Direction) -> String {
    texts().get(&key("direction", direction.code()))
}

pub fn study_form(form: StudyForm) -> String {
    texts().get(&key("study-form", form.code()))
}

pub fn programme_register(register: ProgrammeRegister) -> String {
    texts().get(&key("programme-register", register.code()))
}

pub fn terminate_reason(reason: TerminateReason) -> String {
    texts().get(&key("terminate-reason", reason.code()))
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

pub fn reissue_reason(reason: ReissueReason) -> String {
    texts().get(&key("reissue-reason", reason.code()))
}

pub fn return_reason(reason: ReturnReason) -> String {
    texts().get(&key("return-reason", reason.code()))
}

pub fn reject_reason(reason: RejectReason) -> String {
    texts().get(&key("reject-reason", reason.code()))
}

/// A field of the application as a request names it, whose it is included.
pub fn field(field: Field) -> &'static str {
    use Field as F;
    match field {
        F::ApplicationNumber => "Номер заявления",
        F::ApplicationDate => "Дата заявления",
        F::CertificateNumber => "Номер сертификата",
        F::ChildSurname => "Фамилия ребёнка",
        F::ChildName => "Имя ребёнка",
        F::ChildPatronymic => "Отчество ребёнка",
        F::ChildBirthDate => "Дата рождения ребёнка",
        F::ChildSnils => "СНИЛС ребёнка",
        F::ChildAddress => "Адрес ребёнка",
        F::ChildCategory => "Категория ребёнка",
        F::ChildDocumentKind => "Документ ребёнка",
        F::ChildDocumentSeries => "Серия документа ребёнка",
        F::ChildDocumentNumber => "Номер документа ребёнка",
        F::ChildDocumentIssuedAt => "Дата выдачи документа ребёнка",
        F::ChildDocumentIssuer => "Кем выдан документ ребёнка",
        F::ApplicantSurname => "Фамилия заявителя",
        F::ApplicantName => "Имя заявителя",
        F::ApplicantPatronymic => "Отчество заявителя",
        F::ApplicantRelation => "Кем приходится ребёнку",
        F::ApplicantBirthDate => "Дата рождения заявителя",
        F::ApplicantAddress => "Адрес заявителя",
        F::ApplicantPhone => "Телефон",
        F::ApplicantEmail => "Эл. почта",
        F::ApplicantDocumentKind => "Документ заявителя",
        F::ApplicantDocumentSeries => "Серия документа заявителя",
        F::ApplicantDocumentNumber => "Номер документа заявителя",
        F::ApplicantDocumentIssuedAt => "Дата выдачи документа заявителя",
        F::ApplicantDocumentIssuer => "Кем выдан документ заявителя",
        F::ApplicantDocumentDepartment => "Код подразделения",
        F::ConsentConditions
        | F::ConsentChanges
        | F::ConsentPersonalChild
        | F::ConsentPersonalApplicant => "Согласия заявителя",
        F::StatementSigned => "Подпись на заявлении",
        F::ChildDocumentShown => "Документ ребёнка предъявить",
        F::ApplicantDocumentShown => "Документ заявителя предъявить",
        F::ResidenceShown => "Подтверждение места жительства",
    }
}

/// What was typed into a field, as a paper says it: choices by their names.
pub fn typed(field: Field, text: &str) -> String {
    let text = text.trim();
    let named = match field {
        Field::ChildCategory => Category::from_code(text).map(category),
        Field::ApplicantRelation => Relation::from_code(text).map(relation),
        Field::ChildDocumentKind | Field::ApplicantDocumentKind => {
            DocumentKind::from_code(text).map(document_kind)
        }
        Field::ChildPatronymic | Field::ApplicantPatronymic if no_patronymic(text) => {
            Some("нет".to_owned())
        }
        // The department of a child's passport is the second line.
        Field::ChildDocumentIssuer => Some(text.replace('\n', ", код ")),
        _ => None,
    };
    named.unwrap_or_else(|| text.to_owned())
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

/// What was written beside a reason, where anything was.
pub fn explained(text: &Clean) -> Option<Row> {
    let text = text.as_str().trim();
    (!text.is_empty()).then(|| Row::of("Пояснение", text))
}

/// Who made a paper, as its foot says it.
pub fn made(office: &Office, made: &Made) -> String {
    format!(
        "Оформлено {}, {}, сотрудник {}",
        date(made.on),
        office.organisation,
        made.clerk
    )
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
    let shortened = same.day() != birth.day();
    if shortened {
        same.succ_opt().unwrap_or(same)
    } else {
        same
    }
}
