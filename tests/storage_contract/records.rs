//! Records to store, right ones, to be changed in the one place that a promise is about.

use chrono::{DateTime, NaiveDate, Utc};
use reestr::domain::duplicate::Likeness;
use reestr::domain::{
    Applicant, Application, ApplicationNumber, ApplicationRef, ApplicationState, Card, Case,
    Category, Certificate, CertificateKind, CertificateNumber, CertificateState, Checks, Child,
    Clean, DocumentKind, DuplicateState, IdentityDocument, MunicipalityCode, OrganisationId,
    PersonName, Relation, Source,
};

pub fn moment() -> DateTime<Utc> {
    "2026-03-10T09:00:00.123456Z".parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn number(municipality: MunicipalityCode, serial: u32) -> ApplicationNumber {
    ApplicationNumber::new(municipality, 2026, serial)
}

pub fn case(municipality: MunicipalityCode, serial: u32) -> Case {
    Case {
        application: Application {
            reference: ApplicationRef {
                number: number(municipality, serial),
                date: day("2026-03-01"),
            },
            version: 1,
            organisation: OrganisationId(1),
            source: Source::Portal,
            state: ApplicationState::AwaitingPaper,
            consents: Vec::new(),
            checks: Checks::default(),
            documents_complete: false,
            duplicate: DuplicateState::Clear,
            resolved_by: None,
            paper_due: day("2026-03-31"),
            intake: None,
            mail: None,
        },
        certificate: Certificate {
            number: CertificateNumber::new(municipality, serial),
            kind: CertificateKind::Accounting,
            state: CertificateState::Reserved,
            working_contracts: 0,
            served_by: None,
        },
    }
}

pub fn card() -> Card {
    let document = |kind| IdentityDocument {
        kind,
        series: "II-ЕА".into(),
        number: "123456".into(),
        issued_at: day("2015-06-01"),
        issuer: "ЗАГС".into(),
        department_code: None,
    };
    let name = PersonName {
        surname: "Орлов".into(),
        name: "Матвей".into(),
        patronymic: None,
    };
    Card {
        child: Child {
            name: name.clone(),
            birth_date: day("2015-05-05"),
            snils: None,
            address: "Сыктывкар".into(),
            category: Category::General,
            document: document(DocumentKind::BirthCertificate),
        },
        applicant: Applicant {
            name,
            relation: Relation::Father,
            birth_date: None,
            address: Clean::default(),
            phone: None,
            email: None,
            document: document(DocumentKind::Passport),
        },
        remarks: Vec::new(),
        decision_text: None,
    }
}

pub fn keys(name: &str, born: &str, document: &str, snils: Option<&str>) -> Likeness {
    Likeness {
        name: name.to_owned(),
        birth_date: day(born),
        document: document.to_owned(),
        snils: snils.map(str::to_owned),
    }
}
