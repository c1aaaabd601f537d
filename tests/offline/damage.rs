//! Damaged files: the cache may go, an act may not, and what can't be trusted says so.

use std::fs;

use reestr::sync::desk::{Ask, CauseCode, News, UnlockRefusal};

use crate::clerk::{Place, slot};
use crate::line::Mode;
use crate::office::{PASSWORD, SYKTYVKAR, all_match, number};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_cache_is_moved_aside_and_filled_again_and_acts_survive() {
    let place = Place::new().await.with_applications(1..4).await;
    let mut clerk = place.connected().await;
    clerk.has(3).await;
    place.set(Mode::Cut);
    let act = clerk.give(number(SYKTYVKAR, 2), all_match()).await;
    clerk.ask(Ask::Draft {
        key: "note".into(),
        text: "недописано".into(),
    });
    clerk.stop().await;

    let cache = slot(place.data.path()).join("cache");
    for entry in fs::read_dir(&cache).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let length = fs::metadata(&path).unwrap().len() as usize;
            fs::write(&path, vec![0x5a; length]).unwrap();
        }
    }
    let mut clerk = place.clerk();
    let unlocked = clerk.unlock(PASSWORD).await;
    assert_eq!(unlocked.acts, [act]);
    assert!(unlocked.cases.is_empty() && unlocked.drafts.is_empty());
    let moved_to = clerk
        .until(|news| match news {
            News::CacheRebuilt { moved_to } => Some(moved_to.clone()),
            _ => None,
        })
        .await;
    assert!(moved_to.is_dir());
    place.set(Mode::Whole);
    clerk.ask(Ask::SyncNow);
    clerk.has(3).await;
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn drafts_and_journal_numbers_come_back() {
    let place = Place::new().await;
    let mut clerk = place.connected().await;
    let range = clerk
        .until(|news| match news {
            News::Journal(range) => Some(*range),
            _ => None,
        })
        .await;
    for text in ["начато", "недописано"] {
        clerk.ask(Ask::Draft {
            key: "verification".into(),
            text: text.into(),
        });
    }
    clerk.ask(Ask::Draft {
        key: "other".into(),
        text: "x".into(),
    });
    clerk.ask(Ask::Draft {
        key: "other".into(),
        text: String::new(),
    });
    clerk.ask(Ask::JournalUsed {
        number: range.next + 2,
    });
    clerk.stop().await;
    let mut clerk = place.clerk();
    let unlocked = clerk.unlock(PASSWORD).await;
    let draft = ("verification".to_owned(), "недописано".to_owned());
    assert_eq!(unlocked.drafts, [draft]);
    assert_eq!(unlocked.journal.unwrap().next, range.next + 2);
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_journal_is_refused_loudly_and_left_as_it_is() {
    let place = Place::new().await.with_applications(1..2).await;
    let mut clerk = place.connected().await;
    clerk.has(1).await;
    place.set(Mode::Cut);
    for _ in 0..3 {
        clerk.give(number(SYKTYVKAR, 1), all_match()).await;
    }
    clerk.stop().await;
    let path = slot(place.data.path()).join("outbox");
    let mut bytes = fs::read(&path).unwrap();
    // In the first frame.
    bytes[12_288 + 400] ^= 4;
    fs::write(&path, &bytes).unwrap();
    let mut clerk = place.clerk();
    clerk.try_password(PASSWORD);
    let why = clerk
        .until(|news| match news {
            News::UnlockRefused(UnlockRefusal::Store { why }) => Some(why.clone()),
            _ => None,
        })
        .await;
    assert!(why.code == CauseCode::Damaged, "{why:?}");
    assert_eq!(fs::read(&path).unwrap(), bytes);
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_file_of_the_store_tells_a_name_or_is_readable_by_others() {
    use std::os::unix::fs::PermissionsExt;

    let place = Place::new().await.with_applications(1..4).await;
    let mut clerk = place.connected().await;
    clerk.has(3).await;
    clerk.ask(Ask::Card {
        application: number(SYKTYVKAR, 1),
    });
    let card = clerk
        .until(|news| match news {
            News::Card { result, .. } => result.clone().ok(),
            _ => None,
        })
        .await;
    clerk.ask(Ask::Draft {
        key: "Секретова".into(),
        text: "Секретова".into(),
    });
    clerk.give(number(SYKTYVKAR, 1), all_match()).await;
    clerk.stop().await;
    let surname = card.card.child.name.surname.as_str().to_owned();
    let canaries = [
        surname.as_str(),
        "Секретова",
        "Анна Первая",
        "anna",
        PASSWORD,
    ];
    let mut dirs = vec![place.data.path().to_owned()];
    let mut files = 0;
    while let Some(dir) = dirs.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            assert!(canaries.iter().all(|canary| !name.contains(canary)));
            // Inside the cache the modes are sled's own; the directory keeps everybody out.
            let ours = !path.parent().unwrap().ends_with("cache");
            if path.is_dir() {
                assert!(mode == 0o700 || !ours, "{name}");
                dirs.push(path);
                continue;
            }
            files += 1;
            assert!(mode == 0o600 || !ours, "{name}");
            let bytes = fs::read(&path).unwrap();
            for canary in canaries {
                let found = bytes
                    .windows(canary.len())
                    .any(|window| window == canary.as_bytes());
                assert!(!found, "{name} holds {canary}");
            }
        }
    }
    assert!(files >= 5);
}
