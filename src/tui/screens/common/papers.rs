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

use super::people;

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
    let applied = desk.register.applied(document.number());
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

fn office(desk: &Desk<'_>) -> Office {
    let profile = desk.register.profile();
    let organisation = people::organisation(profile, profile.organisation);
    Office {
        organisation: Clean::new(&organisation),
        municipality: profile.municipality_name.clone(),
        zone: profile.zone,
    }
}

fn made(desk: &Desk<'_>) -> Made {
    Made {
        on: desk.today,
        clerk: desk.register.profile().clerk_name.clone(),
        copy: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    use crate::api::sync::{Base, Envelope, Outcome};
    use crate::domain::{Command, ConsentCode, RejectReason};
    use crate::sync::desk::{Act, News, Ticket};
    use crate::tui::screens::common::rig::{
        Rig, accepted, case, forms, number, printing, revealed,
    };

    fn forms_of(papers: &Papers) -> Vec<PrintedForm> {
        papers.documents.iter().map(Document::form).collect()
    }

    fn rig() -> Rig {
        let mut rig = Rig::new(&printing(), Vec::new());
        rig.hear(&crate::sync::desk::News::Forms(Box::new(forms())));
        rig
    }

    #[test]
    fn a_receipt_is_made_once_the_paper_was_accepted() {
        let rig = rig();
        let card = revealed(1).card;
        let waiting = of(&case(1), &card, &rig.world.desk());
        assert_eq!(
            forms_of(&waiting),
            [PrintedForm::Statement, PrintedForm::RegisterExtract]
        );
        assert_eq!(waiting.lacking, [(PrintedForm::Receipt, Lack::NotAccepted)]);
        let said = lacking(&waiting.lacking, &rig.world.desk());
        assert!(said.contains("Расписка"), "{said}");
        let papers = of(&accepted(1), &card, &rig.world.desk());
        let Some(Document::Receipt(receipt)) = papers.documents.last() else {
            panic!("no receipt: {papers:?}");
        };
        assert_eq!(receipt.accepted_by.as_str(), "Рочева Т. В.");
        assert_eq!(receipt.intake.journal_number.as_str(), "101");
        assert_eq!(receipt.made.on, rig.world.today);
        assert!(!receipt.made.copy);
    }

    #[test]
    fn a_statement_carries_the_text_that_was_read_and_not_a_newer_one() {
        let mut rig = rig();
        let mut old = case(1);
        old.application.consents[0].text_version = 2;
        let made = one(
            PrintedForm::Statement,
            &old,
            &revealed(1).card,
            &rig.world.desk(),
        );
        assert_eq!(made, Err(Lack::Texts), "nobody knows version 2 here");
        let mut newer = forms();
        let mut second = newer.consents[0].clone();
        second.version = 2;
        second.title = "Вторая редакция".into();
        newer.consents.push(second);
        rig.hear(&crate::sync::desk::News::Forms(Box::new(newer)));
        let title = |case: &Case| match one(
            PrintedForm::Statement,
            case,
            &revealed(1).card,
            &rig.world.desk(),
        ) {
            Ok(Document::Statement(statement)) => {
                assert_eq!(statement.consents.len(), ConsentCode::ALL.len());
                statement.consents[0].1.title.to_string()
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(title(&old), "Вторая редакция");
        assert_ne!(title(&case(1)), "Вторая редакция");
    }

    #[test]
    fn without_the_texts_the_extract_is_still_made() {
        let rig = Rig::new(&printing(), Vec::new());
        let papers = of(&case(1), &revealed(1).card, &rig.world.desk());
        assert_eq!(forms_of(&papers), [PrintedForm::RegisterExtract]);
        assert_eq!(papers.lacking[0], (PrintedForm::Statement, Lack::Texts));
    }

    #[test]
    fn an_extract_tells_whether_the_certificate_can_be_used() {
        let rig = rig();
        let extract = |state| {
            let mut case = case(1);
            case.certificate.state = state;
            let card = revealed(1).card;
            match one(
                PrintedForm::RegisterExtract,
                &case,
                &card,
                &rig.world.desk(),
            ) {
                Ok(Document::RegisterExtract(extract)) => Ok(extract.active),
                Ok(other) => panic!("{other:?}"),
                Err(lack) => Err(lack),
            }
        };
        assert_eq!(extract(CertificateState::Reserved), Ok(false));
        assert_eq!(extract(CertificateState::Active), Ok(true));
        assert_eq!(extract(CertificateState::Released), Err(Lack::Certificate));
    }

    fn confirmed(papers: &Papers) -> Vec<bool> {
        let confirmed = papers.documents.iter().map(|document| match document {
            Document::Statement(paper) => paper.confirmed,
            Document::RegisterExtract(paper) => paper.confirmed,
            Document::Receipt(paper) => paper.confirmed,
            Document::Request(_) | Document::Notice(_) => true,
        });
        confirmed.collect()
    }

    #[test]
    fn a_paper_tells_what_the_register_has_not_taken() {
        let mut rig = Rig::new(&printing(), vec![case(1), accepted(2)]);
        rig.hear(&News::Forms(Box::new(forms())));
        let card = revealed(1).card;
        let made = |case: &Case| confirmed(&of(case, &card, &rig.world.desk()));
        assert_eq!(made(&case(3)), [false, false], "it was handed in here");
        assert_eq!(made(&case(1)), [true, true]);
        assert_eq!(made(&accepted(1)), [true, true, false]);
        assert_eq!(made(&accepted(2)), [true, true, true]);
        let mut other = case(1);
        other.certificate.number = case(5).certificate.number;
        assert_eq!(made(&other), [false, false], "the numbers are another's");
    }

    #[test]
    fn an_activation_is_confirmed_as_soon_as_the_register_has_answered() {
        let mut rig = Rig::new(&printing(), vec![accepted(2)]);
        let (target, at) = (number(2), rig.world.now);
        let made = |rig: &Rig| {
            let case = rig.world.register.case(target).unwrap();
            let form = PrintedForm::RegisterExtract;
            match one(form, &case, &revealed(2).card, &rig.world.desk()) {
                Ok(Document::RegisterExtract(extract)) => (extract.active, extract.confirmed),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(made(&rig), (false, true));
        let (ticket, base) = (Ticket(1), Base::Version(1));
        let register = &mut rig.world.register;
        register.giving(ticket, target, Command::Activate, at);
        let envelope = Envelope::new(1, Uuid::nil(), target, base, None, at, Command::Activate);
        assert_eq!(made(&rig), (true, false));
        let act = Act {
            envelope,
            outcome: None,
        };
        rig.world.register.saved(ticket, act);
        assert_eq!(made(&rig), (true, false));
        let applied = Outcome::Applied { version: 2 };
        rig.world.register.settled(1, &applied);
        assert_eq!(made(&rig), (true, true), "its record is under way still");
    }

    #[test]
    fn of_a_refused_application_there_is_the_notice_alone() {
        let rig = rig();
        let mut refused = case(1);
        refused.application.state = ApplicationState::Rejected(RejectReason::Age);
        let papers = of(&refused, &revealed(1).card, &rig.world.desk());
        assert_eq!(forms_of(&papers), [PrintedForm::RejectionNotice]);
        refused.application.state = ApplicationState::Withdrawn;
        let papers = of(&refused, &revealed(1).card, &rig.world.desk());
        assert!(papers.documents.is_empty());
        let said = lacking(&papers.lacking, &rig.world.desk());
        assert_eq!(said, rig.world.texts.get("print-lack-closed"));
    }

    #[test]
    fn a_returned_application_comes_with_its_notice() {
        use crate::domain::{Check, CheckKind, Field, ReturnReason};
        let rig = rig();
        let mut case = case(1);
        case.application.state = ApplicationState::Returned(ReturnReason::DataMismatch);
        let checks = &mut case.application.checks;
        checks.set(CheckKind::PaperDocuments, Field::ChildName, Check::Mismatch);
        let mut card = revealed(1).card;
        card.decision_text = Some("имя с ошибкой".into());
        let papers = of(&case, &card, &rig.world.desk());
        let Some(Document::Notice(notice)) = papers.documents.first() else {
            panic!("no notice: {papers:?}");
        };
        let told = Told::Return {
            reason: ReturnReason::DataMismatch,
            text: "имя с ошибкой".into(),
            fields: vec![Field::ChildName],
            until: Some(case.application.paper_due),
        };
        assert_eq!(notice.told, told);
        assert!(papers.lacking.is_empty());
    }
}
