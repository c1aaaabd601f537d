//! A thousand planted values pass through a desk: none of them is found in any file that it writes, nor in its log.
#![cfg(all(feature = "server", feature = "tui"))]

#[allow(dead_code, reason = "each test binary uses a part")]
#[path = "crash/bench.rs"]
mod bench;
#[allow(dead_code, reason = "each test binary uses a part")]
#[path = "offline/clerk.rs"]
mod clerk;
#[allow(dead_code, reason = "each test binary uses a part")]
#[path = "offline/line.rs"]
mod line;
#[allow(dead_code, reason = "each test binary uses a part")]
#[path = "api/office.rs"]
mod office;
#[path = "canary/people.rs"]
mod people;
#[path = "canary/scan.rs"]
mod scan;

use std::fs;
use std::sync::Mutex;

use reestr::api::search::PersonalSearchRequest;
use reestr::domain::{Clean, Command, Field, Remark, ReturnReason};
use reestr::store::ground::Files;
use reestr::store::worker::Request;
use reestr::sync::desk::{Ask, News, Ticket};

use clerk::{Clerk, Place, slot};
use line::Mode;
use office::{PASSWORD, SYKTYVKAR, all_match, number};
use people::{family, word};
use scan::Scan;

const FAMILIES: usize = 64;
/// Of the clerks and of the session.
const SECRETS: [&str; 6] = [
    "Анна Первая",
    "anna",
    PASSWORD,
    bench::TOKEN,
    bench::LOGIN,
    bench::PASSWORD,
];

/// Everything that a day brings: cards, remarks, a decision with its reason, drafts, searches, with and without a line.
async fn day(place: &Place, clerk: &mut Clerk, planted: &mut Vec<String>) {
    let mut plant = |text: String| {
        planted.push(text.clone());
        text
    };
    for n in 0..FAMILIES {
        let target = number(SYKTYVKAR, n as u32 + 1);
        clerk.ask(Ask::Card {
            application: target,
        });
        let shown = clerk
            .until(|news| match news {
                News::Card {
                    application,
                    result,
                } if *application == target => Some(result.is_ok()),
                _ => None,
            })
            .await;
        assert!(shown, "the card of {target}");
        if n == FAMILIES / 2 {
            place.set(Mode::Cut);
        }
        if n % 2 == 0 {
            let Command::Verify {
                checks,
                documents_complete,
                ..
            } = all_match()
            else {
                unreachable!("it verifies");
            };
            let remark = Remark {
                field: Field::ChildSurname,
                note: Clean::new(&plant(word("Замечание", 9, n))),
                right_value: Some(Clean::new(&plant(word("Канарин", 14, n)))),
            };
            let remarks = vec![remark];
            let verify = Command::Verify {
                checks,
                documents_complete,
                remarks,
            };
            clerk.give(target, verify).await;
        } else {
            let text = Clean::new(&plant(word("Возврат", 10, n)));
            let reason = ReturnReason::Illegible;
            clerk.give(target, Command::Return { reason, text }).await;
        }
        clerk.ask(Ask::Draft {
            key: plant(word("Ключ", 11, n)),
            text: plant(word("Черновик", 12, n)),
        });
        if n == FAMILIES / 2 {
            place.set(Mode::Whole);
            clerk.ask(Ask::SyncNow);
            clerk.link(reestr::sync::desk::LinkState::Connected).await;
        }
    }
    for n in 0..20 {
        let ticket = Ticket(9_000 + n as u64);
        let name = Clean::new(&plant(word("Искомов", 13, n)));
        clerk.ask(Ask::PersonalSearch {
            ticket,
            request: PersonalSearchRequest {
                name,
                ..PersonalSearchRequest::default()
            },
        });
        clerk
            .until(|news| match news {
                News::Found { ticket: t, .. } if *t == ticket => Some(()),
                _ => None,
            })
            .await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_thousand_planted_values_none_is_in_any_file_or_in_the_log() {
    let written = tempfile::tempdir().unwrap();
    let log = fs::File::create(written.path().join("trace.log")).unwrap();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(Mutex::new(log))
        .init();
    let place = Place::new().await;
    let mut planted: Vec<String> = SECRETS.map(str::to_owned).into();
    for n in 0..FAMILIES {
        let (card, values) = family(n);
        planted.extend(values);
        let new = place.office.application(n as u32 + 1, card);
        place.office.arrives(new).await;
    }
    let data = written.path().join("data");
    let mut clerk = place.clerk_in(&data, &place.open.url());
    clerk.unlock(PASSWORD).await;
    clerk.has(FAMILIES).await;
    day(&place, &mut clerk, &mut planted).await;
    clerk.stop().await;
    assert!(planted.len() >= 1_000, "{} values", planted.len());

    // A damaged cache is moved aside, with all that it held.
    for entry in fs::read_dir(slot(&data).join("cache")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let length = fs::metadata(&path).unwrap().len() as usize;
            fs::write(&path, vec![0x5a; length]).unwrap();
        }
    }
    let mut clerk = place.clerk_in(&data, &place.open.url());
    clerk.unlock(PASSWORD).await;
    clerk
        .until(|news| matches!(news, News::CacheRebuilt { .. }).then_some(()))
        .await;
    clerk.stop().await;

    // The token of a session, as the store gets it.
    let ground = Files::new(written.path().join("other"));
    let mut bench = bench::Bench::on(Box::new(ground));
    bench.make();
    bench.give(1).unwrap();
    bench.ask(Request::Stop);

    let scan = Scan::new(planted);
    let (found, files) = scan.under(written.path());
    assert!(files >= 12, "{files} files");
    assert!(found.is_empty(), "{found:#?}");

    let value = family(7).1.remove(1);
    fs::write(data.join("in-clear"), format!("x {value} y")).unwrap();
    let (found, _) = scan.under(written.path());
    assert_eq!(found.len(), 1, "what lies in clear is not found");
}
