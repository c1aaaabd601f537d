//! Who works, and which applications come: the same for the same seed, and all of them invented.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use reestr::api::alike::AlikeRequest;
use reestr::api::session::Secret;
use reestr::domain::{
    Applicant, ApplicationNumber, ApplicationRef, Capabilities, Capability, Card, Category,
    CertificateNumber, Child, Clean, Consent, ConsentCode, ConsentMode, DocumentKind,
    IdentityDocument, MunicipalityCode, NewApplication, OrganisationId, PersonName, Relation,
    Source, Ticked,
};
use reestr::server::session::password::{Cost, hash_at};
use reestr::server::storage::rows::NewClerk;
use reestr::server::storage::{Result, Storage};
use uuid::Uuid;

pub const HERE: MunicipalityCode = MunicipalityCode(1);
/// Where children move to; nobody works there.
pub const THERE: MunicipalityCode = MunicipalityCode(2);
/// Every surname of a family starts so, and nothing else does.
pub const CANARY: &str = "Канарейк";
const NAMES: &str = "Анна Борис Василиса Григорий Дарина Евгения Златослава Игнатий Климентина Лавр Мстислав \
    Никодим Октябрина Прасковья Ростислав Серафима Тихомир Ульяна Феофан Харитон Эвелина Ярополк";

/// When every run begins.
pub fn beginning() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default()
}

fn today() -> NaiveDate {
    beginning().date_naive()
}

pub fn login(desk: usize) -> String {
    format!("clerk-{desk}")
}

pub fn password(desk: usize) -> Secret {
    Secret(format!("пароль {desk}"))
}

/// Every clerk may work a queue; some see no personal values, some don't activate, some don't take over.
pub fn capabilities(desk: usize) -> Capabilities {
    let all: Capabilities = Capability::ALL.iter().copied().collect();
    match desk % 4 {
        1 => all
            .without(Capability::PersonalView)
            .without(Capability::ProgrammeReview),
        2 => all
            .without(Capability::CertificateActivate)
            .without(Capability::ProgrammeReview),
        3 => all.without(Capability::ApplicationTakeover),
        _ => all,
    }
}

/// Puts a municipality with two offices, and one without any, and all clerks into an empty register.
pub async fn hire(storage: &dyn Storage, desks: usize) -> Result<()> {
    let mut tx = storage.write().await?;
    tx.put_municipality(HERE, &"Сыктывкар".into()).await?;
    tx.put_municipality(THERE, &"Ухта".into()).await?;
    let mut offices = Vec::new();
    for name in ["Дворец творчества", "Школа искусств"] {
        offices.push(tx.put_organisation(HERE, &name.into()).await?);
    }
    for desk in 0..desks {
        let hash = hash_at(&password(desk), Cost::LEAST).unwrap_or_default();
        tx.put_clerk(&NewClerk {
            login: &login(desk),
            name: &format!("Операторов {desk}").into(),
            organisation: offices[desk % 2],
            capabilities: capabilities(desk),
            password: &hash,
        })
        .await?;
    }
    tx.commit().await
}

/// The portal's serials begin behind this one: desks get theirs from the start.
pub const PORTAL: u32 = 500_000;

/// The application that comes as the n-th from the portal.
pub fn application(serial: u32) -> NewApplication {
    let given_at = beginning() - Duration::days(1);
    NewApplication {
        reference: ApplicationRef {
            number: ApplicationNumber::new(HERE, 2026, PORTAL + serial),
            date: today() - Duration::days(1),
        },
        certificate: CertificateNumber::new(HERE, PORTAL + serial),
        organisation: OrganisationId(1 + serial % 2),
        source: Source::Portal,
        consents: ConsentCode::ALL
            .into_iter()
            .map(|code| Consent {
                code,
                text_version: 1,
                given_at,
                ticked: None,
            })
            .collect(),
        paper_due: today() + Duration::days(30),
        card: family(serial),
    }
}

/// What a family brings to a desk, under numbers that the register leased to it.
pub fn brought(
    (number, certificate): (ApplicationNumber, CertificateNumber),
    device: Uuid,
) -> NewApplication {
    // Behind the children of the portal, and still too young for a passport.
    let child = 70 + number.serial() % 100;
    let ticked = Some(Ticked {
        device,
        mode: ConsentMode::Applicant,
    });
    let mut new = application(child);
    new.reference.number = number;
    new.certificate = certificate;
    new.source = Source::Desk;
    for consent in &mut new.consents {
        consent.ticked = ticked;
    }
    new
}

/// The question whether such a child is known already.
pub fn alike_to(new: &NewApplication) -> AlikeRequest {
    let child = &new.card.child;
    AlikeRequest {
        name: child.name.clone(),
        birth_date: child.birth_date,
        document: child.document.clone(),
        snils: child.snils.clone(),
    }
}

/// A child and a parent; no two children are alike.
fn family(serial: u32) -> Card {
    let names: Vec<&str> = NAMES.split_whitespace().collect();
    let born = today() - Duration::days(365 * 6 + i64::from(serial) * 17);
    // No name comes twice, and no two children are born on one day.
    let (first, second) = (serial as usize % names.len(), serial as usize / names.len());
    let name = |ending: &str| PersonName {
        surname: format!("{CANARY}{ending}").into(),
        name: names[first].into(),
        patronymic: Some(names[second % names.len()].into()),
    };
    let document = |kind, series: &str, issued_at| IdentityDocument {
        kind,
        series: series.into(),
        number: format!("{:06}", (serial * 111_111 + 7) % 1_000_000).into(),
        issued_at,
        issuer: "ЗАГС г. Сыктывкара".into(),
        department_code: (kind == DocumentKind::Passport).then(|| "110-001".into()),
    };
    Card {
        child: Child {
            name: name("ина"),
            birth_date: born,
            snils: None,
            address: "г. Сыктывкар, ул. Ленина, д. 5".into(),
            category: Category::General,
            document: document(
                DocumentKind::BirthCertificate,
                "II-ЕА",
                born + Duration::days(20),
            ),
        },
        applicant: Applicant {
            name: name("ин"),
            relation: Relation::Father,
            birth_date: None,
            address: Clean::default(),
            phone: Some("+79121234567".into()),
            email: None,
            document: document(
                DocumentKind::Passport,
                "87 10",
                today() - Duration::days(2000),
            ),
        },
        remarks: Vec::new(),
        decision_text: None,
    }
}
