//! What every storage promises about letters.

use chrono::{DateTime, Duration, Utc};
use reestr::domain::{ClerkId, MailTrouble, OrganisationId};
use reestr::server::storage::letters::{Addressee, Letter, LetterKey, LetterProgress, LetterState};
use reestr::server::storage::{Storage, StorageError};

use crate::records::{moment, number};
use crate::{HERE, THERE};

fn at(minutes: i64) -> DateTime<Utc> {
    let start = DateTime::from_timestamp_millis(moment().timestamp_millis()).unwrap();
    start + Duration::minutes(minutes)
}

fn letter(serial: u32, version: u64, addressee: Addressee, due: i64) -> Letter {
    Letter {
        key: LetterKey {
            number: number(HERE, serial),
            version,
            addressee,
        },
        address: "anna@example.ru".into(),
        organisation: OrganisationId(1),
        clerk: ClerkId(7),
        identity: format!("{serial}.{version}"),
        queued: at(0),
        progress: LetterProgress {
            state: LetterState::Waiting,
            tries: 0,
            due: at(due),
            answer: String::new(),
        },
    }
}

fn moved(letter: &Letter, state: LetterState) -> LetterProgress {
    LetterProgress {
        state,
        ..letter.progress.clone()
    }
}

pub async fn a_letter_is_queued_once_and_found_when_it_is_due(storage: &dyn Storage) {
    let late = letter(1, 1, Addressee::Applicant, 20);
    let office = letter(1, 1, Addressee::Office, 10);
    let soon = letter(2, 3, Addressee::Applicant, 5);
    let mut tx = storage.write().await.unwrap();
    assert_eq!(tx.next_letter_due().await.unwrap(), None);
    for letter in [&late, &office, &soon] {
        assert!(tx.put_letter(letter).await.unwrap());
    }
    let again = Letter {
        address: "boris@example.ru".into(),
        ..late.clone()
    };
    assert!(!tx.put_letter(&again).await.unwrap());
    tx.commit().await.unwrap();

    let mut tx = storage.read().await.unwrap();
    assert_eq!(tx.next_letter_due().await.unwrap(), Some(at(5)));
    assert_eq!(tx.letters_due(at(4), 10).await.unwrap(), []);
    let due = tx.letters_due(at(20), 10).await.unwrap();
    assert_eq!(due, [soon.clone(), office.clone(), late.clone()]);
    assert_eq!(tx.letters_due(at(20), 1).await.unwrap(), [soon]);
    let own = tx.letters_of(late.key.number).await.unwrap();
    assert_eq!(own, [late, office]);
    assert_eq!(tx.letters_of(number(THERE, 1)).await.unwrap(), []);
}

pub async fn a_letter_leaves_no_state_but_the_one_that_is_named(storage: &dyn Storage) {
    let letter = letter(1, 1, Addressee::Applicant, 0);
    let (key, waiting) = (letter.key, &[LetterState::Waiting]);
    let mut tx = storage.write().await.unwrap();
    let sending = moved(&letter, LetterState::Sending);
    assert!(!tx.move_letter(key, waiting, &sending).await.unwrap());
    tx.put_letter(&letter).await.unwrap();
    assert!(tx.move_letter(key, waiting, &sending).await.unwrap());
    assert!(!tx.move_letter(key, waiting, &sending).await.unwrap());
    assert_eq!(tx.letters_due(at(99), 10).await.unwrap(), []);
    assert_eq!(tx.next_letter_due().await.unwrap(), None);
    let left = tx.letters_under_way().await.unwrap();
    assert_eq!(left.iter().map(|l| l.key).collect::<Vec<_>>(), [key]);
    let from = [LetterState::Sending, LetterState::Doubtful];
    let mut before = vec![LetterState::Sending];
    let ends = MailTrouble::ALL.map(LetterState::Failed);
    for state in ends.into_iter().chain([
        LetterState::Doubtful,
        LetterState::Filed,
        LetterState::Dropped,
        LetterState::Sent,
    ]) {
        let to = LetterProgress {
            state,
            tries: 3,
            due: at(7),
            answer: "550 5.1.1".to_owned(),
        };
        assert!(
            tx.move_letter(key, &before, &to).await.unwrap(),
            "{state:?}"
        );
        let stored = tx.letters_of(key.number).await.unwrap().remove(0);
        assert_eq!(stored.progress, to);
        before = vec![state];
    }
    assert!(!tx.move_letter(key, &from, &sending).await.unwrap());
    assert_eq!(tx.letters_under_way().await.unwrap(), []);
}

pub async fn an_office_has_its_address_until_it_is_taken_away(storage: &dyn Storage) {
    super::promise::offices(storage).await;
    let (here, there) = (OrganisationId(1), OrganisationId(2));
    let address = "papers@example.ru".into();
    let mut tx = storage.write().await.unwrap();
    assert_eq!(tx.office_address(here).await.unwrap(), None);
    tx.set_office_address(here, Some(&address)).await.unwrap();
    assert_eq!(
        tx.office_address(here).await.unwrap(),
        Some(address.clone())
    );
    assert_eq!(tx.office_address(there).await.unwrap(), None);
    tx.set_office_address(here, None).await.unwrap();
    assert_eq!(tx.office_address(here).await.unwrap(), None);
    let nowhere = tx
        .set_office_address(OrganisationId(99), Some(&address))
        .await;
    assert!(matches!(nowhere, Err(StorageError::Missing(_))));
}
