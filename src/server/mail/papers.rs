//! The papers of a letter, of what the register has when it is sent: so a letter that waited tells how things are now.
//!
//! The extract is a copy and has no password: the family's stands on the printed one alone.

use chrono::{DateTime, NaiveDate, Utc};

use crate::documents::{Made, Office, RegisterExtract, Statement};
use crate::domain::{
    ApplicationState, Card, Case, CertificateState, Clean, Consent, ConsentText, Zone,
};
use crate::server::consents;
use crate::server::storage::letters::Letter;
use crate::server::storage::{Read, Result};

/// How far the application is: what the letter advises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The signed paper is awaited until this day.
    Paper {
        due: NaiveDate,
    },
    /// It was taken; the certificate is not active yet.
    Accepted,
    Active,
    /// Confirmed, and the certificate can't be used now.
    Inactive,
}

/// What a letter is made of.
#[derive(Clone, Debug)]
pub struct Papers {
    pub stage: Stage,
    pub statement: Box<Statement>,
    /// None while the certificate is neither reserved nor active.
    pub extract: Option<Box<RegisterExtract>>,
}

/// What became of the question for papers.
#[derive(Debug)]
pub enum Gathered {
    Papers(Box<Papers>),
    /// The application has ended: nobody needs the letter any more.
    Ended,
    /// What was read at the desk is not known here.
    Lacking,
}

/// Reads everything that the papers of the letter need.
pub async fn gather<R: Read + ?Sized>(
    tx: &mut R,
    letter: &Letter,
    now: DateTime<Utc>,
) -> Result<Gathered> {
    let number = letter.key.number;
    let (Some(case), Some(card)) = (tx.case(number).await?, tx.card(number).await?) else {
        return Ok(Gathered::Ended);
    };
    let Some(stage) = stage(&case) else {
        return Ok(Gathered::Ended);
    };
    let office = office(tx, letter).await?;
    let texts = consents::all(tx).await?;
    let Some(consents) = read(&case.application.consents, &texts) else {
        return Ok(Gathered::Lacking);
    };
    let clerk = tx.clerk(letter.clerk).await?;
    let made = Made {
        on: office.zone.date(now),
        clerk: clerk.map(|clerk| clerk.name).unwrap_or_default(),
        copy: false,
    };
    let extract = extract(&case, &card, &office, made.clone());
    let statement = Statement {
        office,
        reference: case.application.reference,
        certificate: case.certificate.number,
        card,
        consents,
        paper_due: case.application.paper_due,
        confirmed: true,
        made,
    };
    Ok(Gathered::Papers(Box::new(Papers {
        stage,
        statement: Box::new(statement),
        extract: extract.map(Box::new),
    })))
}

/// `None`: the application has ended without a certificate.
fn stage(case: &Case) -> Option<Stage> {
    match (case.application.state, case.certificate.state) {
        (
            ApplicationState::Expired | ApplicationState::Withdrawn | ApplicationState::Rejected(_),
            _,
        ) => None,
        (ApplicationState::Accepted, _) => Some(Stage::Accepted),
        (ApplicationState::Confirmed, CertificateState::Active) => Some(Stage::Active),
        (ApplicationState::Confirmed, _) => Some(Stage::Inactive),
        _ => Some(Stage::Paper {
            due: case.application.paper_due,
        }),
    }
}

fn extract(case: &Case, card: &Card, office: &Office, made: Made) -> Option<RegisterExtract> {
    let state = case.certificate.state;
    let suspended = matches!(state, CertificateState::Suspended(_));
    let active = match state {
        CertificateState::Active | CertificateState::Suspended(_) => true,
        CertificateState::Reserved => false,
        _ => return None,
    };
    Some(RegisterExtract {
        office: office.clone(),
        reference: case.application.reference,
        certificate: case.certificate.number,
        kind: case.certificate.kind,
        active,
        suspended,
        confirmed: true,
        password: None,
        child: card.child.name.clone(),
        birth_date: card.child.birth_date,
        made: Made { copy: true, ..made },
    })
}

/// Each consent with the text that was read, of whichever version.
fn read(given: &[Consent], texts: &[ConsentText]) -> Option<Vec<(Consent, ConsentText)>> {
    let text = |consent: &Consent| {
        let mut texts = texts.iter();
        let text = texts.find(|t| (t.code, t.version) == (consent.code, consent.text_version));
        text.map(|text| (*consent, text.clone()))
    };
    given.iter().map(text).collect()
}

async fn office<R: Read + ?Sized>(tx: &mut R, letter: &Letter) -> Result<Office> {
    let home = tx.municipality_of(letter.organisation).await?;
    let home = home.unwrap_or(letter.key.number.municipality());
    let offices = tx.organisations(home).await?;
    let name = offices
        .into_iter()
        .find(|office| office.id == letter.organisation)
        .map(|office| office.name);
    Ok(Office {
        organisation: name.unwrap_or_default(),
        municipality: tx.municipality(home).await?.unwrap_or_else(Clean::default),
        zone: tx.zone(home).await?.unwrap_or(Zone::MOSCOW),
    })
}
