//! A mail server that refuses, puts off, or is not there: what is tried again, for how long, and what the clerk is told.

use chrono::Duration;
use reestr::domain::{MailState, MailTrouble};
use reestr::server::storage::letters::LetterState;

use crate::bench::{Bench, PARENT};
use crate::smtp::Smtp;

#[tokio::test]
async fn a_refusal_is_told_at_once_and_not_tried_again() {
    let Some(smtp) = Smtp::start() else { return };
    let bench = Bench::plain(&smtp).await;
    let failed = |serial, email: &'static str, trouble| {
        let bench = &bench;
        async move {
            let number = bench.submit(serial, Some(email)).await;
            let letter = bench.wait(number, LetterState::Failed(trouble)).await;
            assert_eq!(bench.record(number).await, Some(MailState::Failed(trouble)));
            letter.progress.answer
        }
    };
    let answer = failed(1, "nobody@parents.example", MailTrouble::WrongAddress).await;
    assert_eq!(answer, "550 5.1.1");
    let answer = failed(2, "stuffed@parents.example", MailTrouble::MailboxFull).await;
    assert_eq!(answer, "552 5.2.2");
    smtp.flag("refuse");
    let answer = failed(3, PARENT, MailTrouble::Refused).await;
    assert_eq!(answer, "550 5.7.1");
    smtp.unflag("refuse");
    smtp.flag("closed");
    let answer = failed(4, PARENT, MailTrouble::Refused).await;
    assert_eq!(answer, "554 5.3.2");
    smtp.unflag("closed");
    // What has failed is never tried again by itself, not even in time.
    bench.pass(Duration::days(4));
    let number = bench.submit(5, Some(PARENT)).await;
    bench.wait(number, LetterState::Sent).await;
    smtp.wait_delivered(1).await;
    assert_eq!(smtp.read(), 1);
}

#[tokio::test]
async fn a_server_that_turns_strangers_away_at_first_gets_the_letter_later() {
    let Some(smtp) = Smtp::start() else { return };
    let bench = Bench::plain(&smtp).await;
    let number = bench.submit(1, Some("grey@parents.example")).await;
    let letter = bench.tried(number, 1).await;
    assert_eq!(letter.progress.state, LetterState::Waiting);
    assert_eq!(letter.progress.answer, "450 4.7.1");
    assert_eq!(bench.record(number).await, Some(MailState::Queued));
    let pause = letter.progress.due - letter.queued;
    assert!(
        pause >= Duration::minutes(3) && pause <= Duration::minutes(7),
        "{pause}"
    );
    smtp.flag("let-in");
    bench.pass(Duration::minutes(7));
    bench.wait(number, LetterState::Sent).await;
    smtp.wait_delivered(1).await;
    assert_eq!(smtp.read(), 1);
}

#[tokio::test]
async fn a_full_mailbox_is_tried_for_three_days() {
    let Some(smtp) = Smtp::start() else { return };
    let bench = Bench::plain(&smtp).await;
    let number = bench.submit(1, Some("full@parents.example")).await;
    let mut tries = 1;
    loop {
        let fits = |letter: &reestr::server::storage::letters::Letter| {
            letter.progress.tries >= tries || letter.progress.state != LetterState::Waiting
        };
        let letter = crate::bench::wait(bench.storage(), number, fits).await;
        if letter.progress.state != LetterState::Waiting {
            assert_eq!(
                letter.progress.state,
                LetterState::Failed(MailTrouble::MailboxFull)
            );
            assert_eq!(letter.progress.answer, "452 4.2.2");
            break;
        }
        tries += 1;
        bench.pass(letter.progress.due - bench.now());
    }
    assert!((10..40).contains(&tries), "{tries}");
    assert_eq!(
        bench.record(number).await,
        Some(MailState::Failed(MailTrouble::MailboxFull))
    );
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_until_it_is() {
    let Some(mut smtp) = Smtp::start() else {
        return;
    };
    smtp.stop();
    let bench = Bench::plain(&smtp).await;
    let number = bench.submit(1, Some(PARENT)).await;
    let letter = bench.tried(number, 1).await;
    assert_eq!(
        (letter.progress.state, &*letter.progress.answer),
        (LetterState::Waiting, "")
    );
    smtp.listen();
    bench.pass(Duration::minutes(7));
    bench.wait(number, LetterState::Sent).await;
    smtp.wait_delivered(1).await;
}

#[tokio::test]
async fn a_server_that_is_never_there_is_given_up() {
    let Some(mut smtp) = Smtp::start() else {
        return;
    };
    smtp.stop();
    let bench = Bench::plain(&smtp).await;
    let number = bench.submit(1, Some(PARENT)).await;
    bench.tried(number, 1).await;
    bench.pass(Duration::days(4));
    bench
        .wait(number, LetterState::Failed(MailTrouble::GaveUp))
        .await;
}

#[tokio::test]
async fn a_letter_that_still_waits_gives_way_to_the_next_one() {
    let Some(smtp) = Smtp::start() else { return };
    let bench = Bench::plain(&smtp).await;
    let number = bench.submit(1, Some("grey@parents.example")).await;
    bench.tried(number, 1).await;
    bench.send_mail(number, Some(PARENT)).await;
    bench.wait(number, LetterState::Sent).await;
    smtp.flag("let-in");
    bench.pass(Duration::days(1));
    let other = bench.submit(2, Some(PARENT)).await;
    bench.wait(other, LetterState::Sent).await;
    smtp.wait_delivered(2).await;
    let states: Vec<LetterState> = bench
        .letters(number)
        .await
        .iter()
        .map(|l| l.progress.state)
        .collect();
    assert_eq!(states, [LetterState::Dropped, LetterState::Sent]);
    assert_eq!(bench.record(number).await, Some(MailState::Sent));
}
