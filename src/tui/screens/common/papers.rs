//! The papers of an application, made of what this desk has of it at hand: the record, the card, the profile and the texts
//! of the consents.
//!
//! Says what can't be made and why, and decides nothing else: who may print, where to and what is a copy is the business of
//! the printing.

use crate::documents::{
    Asked, Document, Made, Notice, Office, Receipt, RegisterExtract, Request, Statement, Told,
};
use crate::domain::{
    ApplicationState, Card, Case, CertificateNumber, CertificateState, Clean, Command, Consent,
    ConsentText, PrintedForm,
};
use crate::i18n::{self, Arg};
use crate::tui::screens::Desk;

use super::{people, training_papers};

/// Why a paper can't be made here now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The register has not told this desk the text of a consent that was given.
    Texts,
    /// Nothing was accepted that could be receipted.
    NotAccepted,
    /// The application ended without a certificate.
    Closed,
    /// The certificate is neither reserved nor active.
    Certificate,
    /// The paper belongs to an action, or to a decision that was not taken.
    NotDecided,
}

impl Lack {
    /// The key of the sentence that says what to do.
    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Texts => "print-lack-texts",
            Self::NotAccepted => "print-lack-not-accepted",
            Self::Closed => "print-lack-closed",
            Self::Certificate => "print-lack-certificate",
            Self::NotDecided => "print-lack-not-decided",
        }
    }
}

/// What can be made of an application, in the order in which it is handed over, and what can't.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    pub documents: Vec<Document>,
    pub lacking: Vec<(PrintedForm, Lack)>,
}

/// Every paper of the application. None of them is marked as a copy: the printing knows which are.
#[must_use]
pub fn of(case: &Case, card: &Card, desk: &Desk<'_>) -> Papers {
    let mut papers = Papers::default();
    for form in listed(case) {
        match one(form, case, card, desk) {
            Ok(document) => papers.documents.push(document),
            Err(lack) => papers.lacking.push((form, lack)),
        }
    }
    papers
}

/// What belongs to an application in its state. What the family asks for later is printed by the actions themselves.
fn listed(case: &Case) -> Vec<PrintedForm> {
    use PrintedForm as P;
    match case.application.state {
        ApplicationState::Rejected(_) => vec![P::RejectionNotice],
        ApplicationState::Returned(_) => vec![P::ReturnNotice, P::Statement, P::RegisterExtract],
        _ => vec![P::Statement, P::RegisterExtract, P::Receipt],
    }
}

/// One paper of the application.
///
/// # Errors
/// What it lacks.
pub fn one(form: PrintedForm, case: &Case, card: &Card, desk: &Desk<'_>) -> Result<Document, Lack> {
    if matches!(
        form,
        PrintedForm::ReturnNotice | PrintedForm::RejectionNotice
    ) {
        return decision(case, Some(card), desk);
    }
    if closed(case.application.state) {
        return Err(Lack::Closed);
    }
    let mut document = match form {
        PrintedForm::Statement => Document::Statement(Box::new(statement(case, card, desk)?)),
        PrintedForm::RegisterExtract => {
            Document::RegisterExtract(Box::new(extract(case, card, desk)?))
        }
        PrintedForm::Receipt => Document::Receipt(Box::new(receipt(case, card, desk)?)),
        _ => return Err(Lack::NotDecided),
    };
    confirm(&mut document, desk);
    Ok(document)
}

/// Lets the paper say whether the register has applied what it rests on, as this desk knows it now.
pub fn confirm(document: &mut Document, desk: &Desk<'_>) {
    let case = document.about().case();
    let applied = case.and_then(|number| desk.register.applied(number));
    let applied = applied.as_ref();
    match document {
        Document::Statement(paper) => {
            paper.confirmed = applied.is_some_and(|case| {
                case.certificate.number == paper.certificate
                    && case.application.paper_due == paper.paper_due
            });
        }
        Document::RegisterExtract(paper) => {
            paper.confirmed = applied.is_some_and(|case| {
                let state = case.certificate.state;
                let suspended = matches!(state, CertificateState::Suspended(_));
                let active = suspended || state == CertificateState::Active;
                case.certificate.number == paper.certificate
                    && (active || !paper.active)
                    && suspended == paper.suspended
            });
        }
        Document::Receipt(paper) => {
            paper.confirmed =
                applied.is_some_and(|case| case.application.intake.as_ref() == Some(&paper.intake));
        }
        // They rest on what the family says, and on decisions that stand on them.
        Document::Request(_) | Document::Notice(_) => {}
        Document::Offer(learning) => training_papers::confirm(learning, desk),
        Document::EnrolmentStatement(paper) => training_papers::confirm(&mut paper.learning, desk),
        Document::TerminationNotice(paper) => training_papers::confirm(&mut paper.learning, desk),
        Document::GroupChange(paper) => training_papers::confirm(&mut paper.learning, desk),
    }
}

/// What the family signs to ask for something. Without a card its names are written by hand.
#[must_use]
pub fn request(asked: Asked, case: &Case, card: Option<&Card>, desk: &Desk<'_>) -> Document {
    Document::Request(Box::new(Request {
        office: office(desk),
        reference: case.application.reference,
        certificate: case.certificate.number,
        applicant: card.map(|card| card.applicant.name.clone()),
        child: card.map(|card| card.child.name.clone()),
        birth_date: card.map(|card| card.child.birth_date),
        asked,
        made: made(desk),
    }))
}

/// The decision by which the certificate of `case` goes and `stays` stays.
#[must_use]
pub fn merger(
    stays: CertificateNumber,
    case: &Case,
    card: Option<&Card>,
    desk: &Desk<'_>,
) -> Document {
    notice(Told::Merge(stays), case, card, desk)
}

/// What is handed to the family when its application was sent back or refused. Without a card nobody is named in it.
///
/// # Errors
/// There was no such decision.
pub fn decision(case: &Case, card: Option<&Card>, desk: &Desk<'_>) -> Result<Document, Lack> {
    let application = &case.application;
    let told = match application.state {
        ApplicationState::Returned(reason) => Told::Return {
            reason,
            text: explanation(case, card, desk),
            fields: application.checks.mismatches().collect(),
            until: Some(application.paper_due).filter(|due| *due >= desk.today),
        },
        ApplicationState::Rejected(reason) => Told::Rejection {
            reason,
            text: explanation(case, card, desk),
        },
        _ => return Err(Lack::NotDecided),
    };
    Ok(notice(told, case, card, desk))
}

fn notice(told: Told, case: &Case, card: Option<&Card>, desk: &Desk<'_>) -> Document {
    Document::Notice(Box::new(Notice {
        office: office(desk),
        reference: case.application.reference,
        certificate: case.certificate.number,
        applicant: card.map(|card| card.applicant.name.clone()),
        child: card.map(|card| card.child.name.clone()),
        told,
        made: made(desk),
    }))
}

/// What was written beside the reason: of this desk's own decision, else as the register has it.
fn explanation(case: &Case, card: Option<&Card>, desk: &Desk<'_>) -> Clean {
    let own = desk.register.acts().rev().find_map(|act| {
        let envelope = &act.envelope;
        match &envelope.command {
            Command::Return { text, .. } | Command::Reject { text, .. }
                if envelope.target == case.number() =>
            {
                Some(text.clone())
            }
            _ => None,
        }
    });
    own.or_else(|| card.and_then(|card| card.decision_text.clone()))
        .unwrap_or_default()
}

/// What the paper is called, as one reads it in a list.
#[must_use]
pub fn name(form: PrintedForm, desk: &Desk<'_>) -> String {
    desk.texts.get(&i18n::key("print-paper", form.code()))
}

/// What is lacking, as one sentence for each paper.
#[must_use]
pub fn lacking(lacking: &[(PrintedForm, Lack)], desk: &Desk<'_>) -> String {
    let sentence = |(form, lack): &(PrintedForm, Lack)| {
        let paper = name(*form, desk);
        let args = [("paper", Arg::Text(&paper))];
        desk.texts.with(lack.text_key(), &args)
    };
    // Where all of them lack the same, it is said once.
    let first = lacking.first().map(|(_, lack)| *lack);
    if first == Some(Lack::Closed) {
        return desk.texts.get(Lack::Closed.text_key());
    }
    let sentences: Vec<String> = lacking.iter().map(sentence).collect();
    sentences.join(" ")
}

fn closed(state: ApplicationState) -> bool {
    matches!(
        state,
        ApplicationState::Expired | ApplicationState::Withdrawn | ApplicationState::Rejected(_)
    )
}

fn statement(case: &Case, card: &Card, desk: &Desk<'_>) -> Result<Statement, Lack> {
    let application = &case.application;
    Ok(Statement {
        office: office(desk),
        reference: application.reference,
        certificate: case.certificate.number,
        card: card.clone(),
        consents: consents(&application.consents, desk)?,
        paper_due: application.paper_due,
        confirmed: false,
        made: made(desk),
    })
}

fn extract(case: &Case, card: &Card, desk: &Desk<'_>) -> Result<RegisterExtract, Lack> {
    let state = case.certificate.state;
    let suspended = matches!(state, CertificateState::Suspended(_));
    let active = match state {
        CertificateState::Active | CertificateState::Suspended(_) => true,
        CertificateState::Reserved => false,
        _ => return Err(Lack::Certificate),
    };
    Ok(RegisterExtract {
        office: office(desk),
        reference: case.application.reference,
        certificate: case.certificate.number,
        kind: case.certificate.kind,
        active,
        suspended,
        child: card.child.name.clone(),
        birth_date: card.child.birth_date,
        password: None,
        confirmed: false,
        made: made(desk),
    })
}

fn receipt(case: &Case, card: &Card, desk: &Desk<'_>) -> Result<Receipt, Lack> {
    let intake = case.application.intake.clone().ok_or(Lack::NotAccepted)?;
    let accepted_by = people::clerk(desk.register.profile(), intake.clerk);
    Ok(Receipt {
        office: office(desk),
        reference: case.application.reference,
        certificate: case.certificate.number,
        applicant: card.applicant.name.clone(),
        child: card.child.name.clone(),
        accepted_by: Clean::new(&accepted_by),
        intake,
        confirmed: false,
        made: made(desk),
    })
}

/// Each consent with the text that was read, of whichever version.
fn consents(given: &[Consent], desk: &Desk<'_>) -> Result<Vec<(Consent, ConsentText)>, Lack> {
    let forms = desk.register.supplies().forms().ok_or(Lack::Texts)?;
    let read = |consent: &Consent| {
        let text = forms
            .consents
            .iter()
            .find(|text| (text.code, text.version) == (consent.code, consent.text_version));
        text.map(|text| (*consent, text.clone()))
    };
    given
        .iter()
        .map(read)
        .collect::<Option<_>>()
        .ok_or(Lack::Texts)
}

pub(super) fn office(desk: &Desk<'_>) -> Office {
    let profile = desk.register.profile();
    let organisation = people::organisation(profile, profile.organisation);
    Office {
        organisation: Clean::new(&organisation),
        municipality: profile.municipality_name.clone(),
        zone: profile.zone,
    }
}

pub(super) fn made(desk: &Desk<'_>) -> Made {
    Made {
        on: desk.today,
        clerk: desk.register.profile().clerk_name.clone(),
        copy: false,
    }
}

#[cfg(test)]
mod tests;
