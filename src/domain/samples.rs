//! Right records for tests, to be changed in the one place that a test is about.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    Applicant, ApplicationNumber, ApplicationRef, Capabilities, Capability, Card, Case, Category,
    CertificateNumber, Check, CheckKind, Checks, Child, Clean, ClerkId, Command, Consent,
    ConsentCode, Context, DocumentKind, DuplicateState, Field, IdentityDocument, MunicipalityCode,
    NewApplication, OrganisationId, PaperEntry, PersonName, Relation, Side, Source, decide,
};

pub const OWN: MunicipalityCode = MunicipalityCode(1);

pub fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

/// The day on which all samples happen; the application was filed five days before.
pub fn today() -> NaiveDate {
    day(2026, 9, 10)
}

pub fn at() -> DateTime<Utc> {
    today().and_hms_opt(9, 0, 0).unwrap().and_utc()
}

/// A clerk who may do everything and was shown the personal values, in the register.
pub fn context() -> Context {
    Context {
        side: Side::Register,
        at: at(),
        today: today(),
        clerk: ClerkId(7),
        organisation: OrganisationId(60),
        capabilities: all(),
        personal_shown: true,
        child_birth_date: Some(card().child.birth_date),
    }
}

pub fn all() -> Capabilities {
    Capability::ALL.iter().copied().collect()
}

/// The entry of what the family signed today.
pub fn paper() -> PaperEntry {
    PaperEntry {
        journal_number: "18".into(),
        date: today(),
    }
}

pub fn card() -> Card {
    let name = |surname: &str, name: &str, patronymic: &str| PersonName {
        surname: surname.into(),
        name: name.into(),
        patronymic: Some(patronymic.into()),
    };
    Card {
        child: Child {
            name: name("Рочева", "Анна", "Петровна"),
            birth_date: day(2015, 3, 12),
            snils: Some("112-233-445 95".into()),
            address: "г. Сыктывкар, ул. Ленина, д. 5".into(),
            category: Category::General,
            document: IdentityDocument {
                kind: DocumentKind::BirthCertificate,
                series: "III-ЕА".into(),
                number: "512034".into(),
                issued_at: day(2015, 4, 1),
                issuer: "ЗАГС г. Сыктывкара".into(),
                department_code: None,
            },
        },
        applicant: Applicant {
            name: name("Рочева", "Мария", "Ивановна"),
            relation: Relation::Mother,
            birth_date: None,
            address: Clean::default(),
            phone: Some("+79123456789".into()),
            email: Some("rocheva@example.ru".into()),
            document: IdentityDocument {
                kind: DocumentKind::Passport,
                series: "8705".into(),
                number: "123456".into(),
                issued_at: day(2008, 2, 1),
                issuer: "УВД г. Сыктывкара".into(),
                department_code: Some("110-001".into()),
            },
        },
        remarks: Vec::new(),
        decision_text: None,
    }
}

pub fn new_application() -> NewApplication {
    let given_at = at() - chrono::Duration::days(5);
    NewApplication {
        reference: ApplicationRef {
            number: ApplicationNumber::new(OWN, 2026, 123),
            date: day(2026, 9, 5),
        },
        certificate: CertificateNumber::new(OWN, 42),
        organisation: OrganisationId(60),
        source: Source::Portal,
        consents: ConsentCode::ALL
            .map(|code| Consent {
                code,
                text_version: 1,
                given_at,
                ticked: None,
            })
            .to_vec(),
        paper_due: day(2026, 9, 25),
        card: card(),
    }
}

/// Everything compared, everything right.
pub fn checks() -> Checks {
    let mut checks = Checks::default();
    for field in Field::ALL {
        checks.set(CheckKind::PaperDocuments, *field, Check::Match);
        checks.set(CheckKind::PaperRegister, *field, Check::Match);
    }
    checks
}

pub fn accept() -> Command {
    Command::Accept {
        journal_number: "17".into(),
        date: today(),
    }
}

/// Handed in, not compared yet; the register has found no record alike.
pub fn awaiting() -> Case {
    let submit = Command::Submit(Box::new(new_application()));
    let mut case = decide(None, &submit, &context()).unwrap();
    case.application.duplicate = DuplicateState::Clear;
    case
}

/// Compared, complete, ready to be accepted.
pub fn verified() -> Case {
    let verify = Command::Verify {
        checks: checks(),
        documents_complete: true,
        remarks: Vec::new(),
    };
    decide(Some(&awaiting()), &verify, &context()).unwrap()
}

pub fn accepted() -> Case {
    decide(Some(&verified()), &accept(), &context()).unwrap()
}

pub fn confirmed() -> Case {
    decide(Some(&accepted()), &Command::Activate, &context()).unwrap()
}
