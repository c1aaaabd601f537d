//! What is put right and what changes: on the record, on the card, in the journal, in the audit, at the other desks.

mod certificates;
mod correct;
mod data;
mod merge;
mod transfer;

use reestr::api::path;
use reestr::api::personal::RevealRequest;
use reestr::api::session::Channel;
use reestr::api::sync::Outcome;
use reestr::domain::{
    ApplicationNumber, Card, Case, Changes, Command, Correction, DataChange, Field, PaperEntry,
    Refusal,
};

use crate::office::{Desk, Office, accept, all_match, read};

/// An application that is taken and confirmed by the clerk; its acceptance is entered under its serial. Version 4.
async fn active(desk: &mut Desk<'_>, serial: u32, card: Card) -> ApplicationNumber {
    let office = desk.office;
    let target = office.arrives(office.application(serial, card)).await;
    let entry = accept(&serial.to_string(), office.today());
    for (seen, command) in [(1, all_match()), (2, entry), (3, Command::Activate)] {
        let outcome = desk.give(target, seen, command).await;
        assert_eq!(outcome, applied(seen + 1));
    }
    target
}

/// The clerk is shown the card: only then is told that nothing would change.
async fn shown(office: &Office, login: &str, target: ApplicationNumber) {
    let desk = office.login(login, Channel::Protected).await;
    let reveal = RevealRequest {
        applications: vec![target],
    };
    assert_eq!(desk.post(path::REVEAL, &reveal).await.status(), 200);
}

fn applied(version: u64) -> Outcome {
    Outcome::Applied { version }
}

fn refused(why: Refusal) -> Outcome {
    Outcome::Refused { why }
}

fn paper(office: &Office, number: &str) -> PaperEntry {
    PaperEntry {
        journal_number: number.into(),
        date: office.today(),
    }
}

fn changes(fields: &[(Field, &str)]) -> Changes {
    let mut changes = Changes::default();
    for (field, text) in fields {
        changes.set(*field, text);
    }
    changes
}

/// Three weeks are what an office gives.
fn correct(office: &Office, fields: &[(Field, &str)]) -> Command {
    Command::Correct(Box::new(Correction {
        changes: changes(fields),
        paper_due: office.today() + chrono::Days::new(21),
    }))
}

fn change(office: &Office, fields: &[(Field, &str)], journal: &str) -> Command {
    Command::ChangeData(Box::new(DataChange {
        changes: changes(fields),
        paper: paper(office, journal),
    }))
}

async fn case(desk: &Desk<'_>, target: ApplicationNumber) -> Case {
    read(desk.get(&format!("/v1/applications/{target}")).await).await
}

/// The card as the register keeps it.
async fn kept(office: &Office, target: ApplicationNumber) -> Card {
    let storage = office.running.register().storage();
    let mut tx = storage.read().await.unwrap();
    tx.card(target).await.unwrap().unwrap()
}

/// The outcomes of an action, in order.
async fn told(office: &Office, action: &str) -> Vec<String> {
    let rows = crate::audit::rows(office).await;
    let those = rows.iter().filter(|row| row["action"] == action);
    those
        .map(|row| row["outcome"].as_str().unwrap().to_owned())
        .collect()
}
