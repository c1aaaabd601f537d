//! Applications, cards and clerks that tests of the screens work on; no real person's.

use chrono::NaiveDate;

use crate::api::forms::Forms;
use crate::api::personal::{Alike, RevealedCard};
use crate::api::session::{Colleague, OrganisationName, Profile};
use crate::domain::{
    Applicant, Application, ApplicationNumber, ApplicationRef, ApplicationState, Capabilities,
    Capability, Card, Case, Category, Certificate, CertificateKind, CertificateNumber,
    CertificateState, Checks, Child, Clean, ClerkId, Consent, ConsentCode, ConsentText,
    DocumentKind, DuplicateState, IdentityDocument, MunicipalityCode, OrganisationId, PersonName,
    Relation, Source,
};

const MUNICIPALITY: MunicipalityCode = MunicipalityCode(1);

/// A right set that can do algorithm A from end to end.
pub const FULL: [Capability; 7] = [
    Capability::ApplicationSearch,
    Capability::ApplicationAccept,
    Capability::ApplicationReject,
    Capability::ApplicationReturn,
    Capability::ApplicationResolveDuplicate,
    Capability::CertificateActivate,
    Capability::PersonalView,
];

pub fn without(gone: &[Capability]) -> Vec<Capability> {
    FULL.into_iter().filter(|c| !gone.contains(c)).collect()
}

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The same with the right to print.
pub fn printing() -> Vec<Capability> {
    [FULL.as_slice(), &[Capability::Print]].concat()
}

/// What a desk knows once it was told: the first version of every consent.
pub fn forms() -> Forms {
    let text = |code: ConsentCode| ConsentText {
        code,
        version: 1,
        title: format!("Согласие {}", code.code()).as_str().into(),
        text: "Я согласен.".into(),
        meaning: "Так можно.".into(),
        refusal: "Без этого нельзя.".into(),
    };
    Forms {
        revision: "0123456789abcdef".to_owned(),
        paper_days: 30,
        days_off: Vec::new(),
        working_days: Vec::new(),
        municipalities: Vec::new(),
        submit_open: true,
        consents: ConsentCode::ALL.map(text).into(),
        issuers: Vec::new(),
    }
}

pub fn number(serial: u32) -> ApplicationNumber {
    ApplicationNumber::new(MUNICIPALITY, 2026, serial)
}

/// An application that waits for its paper, handed in on day `serial` of August, September …
pub fn case(serial: u32) -> Case {
    let date = day(2026, 8, 1) + chrono::Days::new(u64::from(serial));
    let consents = ConsentCode::ALL.map(|code| Consent {
        code,
        text_version: 1,
        given_at: date.and_hms_opt(9, 30, 0).unwrap().and_utc(),
        ticked: None,
    });
    Case {
        application: Application {
            reference: ApplicationRef {
                number: number(serial),
                date,
            },
            version: 1,
            organisation: OrganisationId(1 + serial % 3),
            source: Source::Portal,
            state: ApplicationState::AwaitingPaper,
            consents: consents.into(),
            checks: Checks::default(),
            documents_complete: false,
            duplicate: DuplicateState::Clear,
            resolved_by: None,
            paper_due: day(2026, 12, 31),
            intake: None,
            mail: None,
        },
        certificate: Certificate {
            number: CertificateNumber::new(MUNICIPALITY, serial),
            kind: CertificateKind::Accounting,
            state: CertificateState::Reserved,
            working_contracts: 0,
            served_by: None,
        },
    }
}

pub fn accepted(serial: u32) -> Case {
    let mut case = case(serial);
    case.application.state = ApplicationState::Accepted;
    case.application.intake = Some(crate::domain::IntakeRegistration {
        journal_number: Clean::new(&(100 + serial).to_string()),
        date: day(2026, 11, 20),
        clerk: ClerkId(9),
        organisation: OrganisationId(1),
    });
    case
}

fn name(surname: &str, name: &str, patronymic: &str) -> PersonName {
    PersonName {
        surname: surname.into(),
        name: name.into(),
        patronymic: Some(patronymic.into()),
    }
}

fn card() -> Card {
    Card {
        child: Child {
            name: name("Семёнова", "Анна", "Петровна"),
            birth_date: day(2015, 3, 12),
            snils: Some("112-233-445 95".into()),
            address: "г. Сыктывкар, ул. Коммунистическая, д. 24, кв. 117".into(),
            category: Category::General,
            document: IdentityDocument {
                kind: DocumentKind::BirthCertificate,
                series: "II-ЕА".into(),
                number: "512337".into(),
                issued_at: day(2015, 3, 25),
                issuer: "Управление записи актов гражданского состояния г. Сыктывкара".into(),
                department_code: None,
            },
        },
        applicant: Applicant {
            name: name("Семёнова", "Ольга", "Ивановна"),
            relation: Relation::Mother,
            birth_date: None,
            address: Clean::default(),
            phone: Some("+7 912 123-45-67".into()),
            email: None,
            document: IdentityDocument {
                kind: DocumentKind::Passport,
                series: "8705".into(),
                number: "123456".into(),
                issued_at: day(2010, 6, 1),
                issuer: "ОВД г. Сыктывкара".into(),
                department_code: Some("110-001".into()),
            },
        },
        remarks: Vec::new(),
        decision_text: None,
    }
}

pub fn revealed(serial: u32) -> RevealedCard {
    RevealedCard {
        application: number(serial),
        card: card(),
        alike: Vec::new(),
    }
}

/// The same child with one digit of the document changed: the known fraud.
pub fn revealed_with_alike(serial: u32) -> RevealedCard {
    let mut other = card();
    other.child.document.number = "512837".into();
    other.child.name.name = "Алла".into();
    RevealedCard {
        alike: vec![Alike {
            application: number(700),
            card: other,
        }],
        ..revealed(serial)
    }
}

pub fn profile(capabilities: &[Capability]) -> Profile {
    let organisation = |id, name: &str| OrganisationName {
        id: OrganisationId(id),
        name: name.into(),
    };
    let capabilities: Capabilities = capabilities.iter().copied().collect();
    Profile {
        clerk: ClerkId(5),
        clerk_name: "Попова И. Н.".into(),
        organisation: OrganisationId(1),
        municipality: MUNICIPALITY,
        municipality_name: "Сыктывкар".into(),
        zone: crate::domain::Zone::MOSCOW,
        capabilities,
        organisations: vec![
            organisation(1, "МАУДО «Дворец творчества детей и учащейся молодёжи»"),
            organisation(2, "МУДО «Центр детского творчества»"),
            organisation(3, "МБУ «Спортивная школа № 2»"),
        ],
        colleagues: vec![
            Colleague {
                id: ClerkId(5),
                name: "Попова И. Н.".into(),
                capabilities,
            },
            Colleague {
                id: ClerkId(9),
                name: "Рочева Т. В.".into(),
                capabilities: FULL.into_iter().collect(),
            },
        ],
    }
}
