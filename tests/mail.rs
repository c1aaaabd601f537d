//! Letters with the papers, from the act at a desk to a real mail server, and every way in which that can fail.
#![cfg(feature = "server")]

#[path = "mail/bench.rs"]
mod bench;
#[path = "mail/failing.rs"]
mod failing;
#[path = "support/letter.rs"]
mod letter;
#[path = "api/office.rs"]
#[allow(dead_code, reason = "the tests of the API use the rest")]
mod office;
#[path = "mail/once.rs"]
mod once;
#[path = "support/smtp.rs"]
mod smtp;

use std::os::unix::fs::PermissionsExt;
use std::process::{Command as Program, Stdio};

use reestr::domain::{Clean, Command, MailState, MailTrouble};
use reestr::server::admin;
use reestr::server::mail::Line;
use reestr::server::storage::letters::{Addressee, LetterState};

use bench::{Bench, PARENT};
use letter::Part;
use smtp::Smtp;

/// The text of a PDF; `None` where there is no pdftotext.
fn text_of(pdf: &[u8]) -> Option<String> {
    use std::io::Write;
    let spawned = Program::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut program) = spawned else {
        println!("skipped: needs pdftotext");
        return None;
    };
    let mut stdin = program.stdin.take().unwrap();
    let pdf = pdf.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&pdf));
    let output = program.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    Some(String::from_utf8(output.stdout).unwrap())
}

#[tokio::test]
async fn the_papers_arrive_under_cyrillic_names() {
    let Some(smtp) = Smtp::start() else { return };
    let bench = Bench::plain(&smtp).await;
    let number = bench.submit(1, Some(PARENT)).await;
    bench.wait(number, LetterState::Sent).await;
    let letter = Part::read(&smtp.wait_delivered(1).await[0]);
    assert_eq!(
        letter.decoded("subject"),
        format!("Заявление № {number} на сертификат дополнительного образования")
    );
    assert_eq!(letter.header("to"), PARENT);
    assert_eq!(letter.header("envelope-to"), PARENT);
    assert_eq!(letter.header("auto-submitted"), "auto-generated");
    assert!(letter.header("message-id").ends_with("@office.example>"));
    assert!(
        letter
            .header("date")
            .starts_with("Tue, 10 Mar 2026 09:00:00")
    );
    let from = letter.decoded("from");
    assert!(
        from.contains("Дворец, Сыктывкар") && from.contains("<reestr@office.example>"),
        "{from}"
    );

    let parts = letter.parts();
    let text = parts[0].text();
    for said in [
        &*number.to_string(),
        "Дворец, Сыктывкар",
        "09.04.2026",
        "пароля в ней нет",
        "не активен",
    ] {
        assert!(text.contains(said), "{said} is not in {text}");
    }
    assert!(
        !text.contains("Матвей") && !text.contains("Ольга"),
        "{text}"
    );
    let names: Vec<String> = parts[1..].iter().map(Part::file_name).collect();
    assert_eq!(
        names,
        [
            format!("Заявление {number}.pdf"),
            format!("Выписка {number}.pdf")
        ]
    );
    let papers: Vec<Vec<u8>> = parts[1..].iter().map(Part::body).collect();
    assert!(papers.iter().all(|pdf| pdf.starts_with(b"%PDF")));
    if let (Some(statement), Some(extract)) = (text_of(&papers[0]), text_of(&papers[1])) {
        assert!(
            statement.contains("Матвей") && statement.contains(&number.to_string()),
            "{statement}"
        );
        assert!(
            extract.contains("не активирован") && extract.contains("КОПИЯ"),
            "{extract}"
        );
        assert!(!extract.contains("Пароль показан"), "{extract}");
    }
}

#[tokio::test]
async fn the_office_gets_a_letter_of_its_own_where_it_wants_one() {
    let Some(smtp) = Smtp::start() else { return };
    let bench = Bench::plain(&smtp).await;
    let storage = bench.storage();
    let office = office::organisation(office::SYKTYVKAR);
    let wrong = admin::set_office_address(storage, office, Some(&"дворец".into())).await;
    assert!(matches!(wrong, Err(admin::AdminError::Address)));
    let address = Clean::new("papers@office.example");
    admin::set_office_address(storage, office, Some(&address))
        .await
        .unwrap();
    let number = bench.submit(1, Some(PARENT)).await;
    bench.wait(number, LetterState::Sent).await;
    let letters = smtp.wait_delivered(2).await;
    let mut to: Vec<String> = letters
        .iter()
        .map(|l| Part::read(l).header("to").to_owned())
        .collect();
    to.sort();
    assert_eq!(to, ["papers@office.example", PARENT]);
    // Without the applicant's address the office gets its own, and the record speaks of the applicant's alone.
    let other = bench.submit(2, None).await;
    smtp.wait_delivered(3).await;
    assert_eq!(bench.record(other).await, Some(MailState::NoAddress));
    admin::set_office_address(storage, office, None)
        .await
        .unwrap();
    let third = bench.submit(3, None).await;
    assert_eq!(bench.letters(third).await, []);
}

#[tokio::test]
async fn the_line_is_encrypted_and_the_register_logs_in() {
    let Some(smtp) = Smtp::start() else { return };
    smtp.flag("login");
    let ports = [(Line::StartTls, smtp.plain), (Line::Tls, smtp.tls)];
    for (count, (line, port)) in ports.into_iter().enumerate() {
        let bench = Bench::encrypted(&smtp, line, port, smtp::PASSWORD).await;
        let number = bench.submit(1, Some(PARENT)).await;
        bench.wait(number, LetterState::Sent).await;
        let letters = smtp.wait_delivered(count + 1).await;
        let letter = String::from_utf8_lossy(&letters[count]).into_owned();
        assert!(letter.contains("esmtpsa"), "{letter}");
    }
}

#[tokio::test]
async fn nothing_leaves_without_the_tls_or_the_login_that_is_demanded() {
    let Some(smtp) = Smtp::start() else { return };
    let wrong = Bench::encrypted(&smtp, Line::Tls, smtp.tls, "другой").await;
    let number = wrong.submit(1, Some(PARENT)).await;
    let letter = wrong.tried(number, 1).await;
    assert_eq!(letter.progress.state, LetterState::Waiting);
    assert!(
        letter.progress.answer.starts_with("535"),
        "{:?}",
        letter.progress
    );
    wrong.close().await;
    // Nobody whom we trust has signed the certificate.
    let stranger = Bench::untrusted(&smtp).await;
    let number = stranger.submit(1, Some(PARENT)).await;
    let letter = stranger.tried(number, 1).await;
    assert_eq!(
        (letter.progress.state, letter.progress.answer.as_str()),
        (LetterState::Waiting, "")
    );
    stranger.close().await;
    // A server that offers no TLS, or somebody between who has taken the offer out.
    smtp.flag("no-tls");
    let bench = Bench::encrypted(&smtp, Line::StartTls, smtp.plain, smtp::PASSWORD).await;
    let number = bench.submit(1, Some(PARENT)).await;
    let letter = bench.tried(number, 1).await;
    assert_eq!(letter.progress.state, LetterState::Waiting);
    assert_eq!(smtp.read(), 0);
    assert_eq!(bench.record(number).await, Some(MailState::Queued));
}

#[tokio::test]
async fn without_a_relay_letters_become_files_of_their_owner_alone() {
    let bench = Bench::filing().await;
    let number = bench.submit(1, Some(PARENT)).await;
    bench.wait(number, LetterState::Filed).await;
    assert_eq!(bench.record(number).await, Some(MailState::Filed));
    let folder = bench.office.database().with_file_name("letters");
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let names: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, [format!("{number}-1.eml").as_str()]);
    let path = folder.join(&names[0]);
    assert_eq!(mode(&path), 0o600);
    let letter = Part::read(&std::fs::read(path).unwrap());
    assert_eq!((letter.header("to"), letter.parts().len()), (PARENT, 3));
}

#[tokio::test]
async fn an_address_is_put_right_and_the_papers_sent_again() {
    let Some(smtp) = Smtp::start() else { return };
    let bench = Bench::plain(&smtp).await;
    let number = bench.submit(1, Some("nobody@parents.example")).await;
    bench
        .wait(number, LetterState::Failed(MailTrouble::WrongAddress))
        .await;
    let told = MailState::Failed(MailTrouble::WrongAddress);
    assert_eq!(bench.record(number).await, Some(told));
    assert_eq!(
        bench.heard(number).await,
        Some(told),
        "desks hear of it by delta"
    );

    bench.send_mail(number, Some(PARENT)).await;
    bench.wait(number, LetterState::Sent).await;
    assert_eq!(
        Part::read(&smtp.wait_delivered(1).await[0]).header("to"),
        PARENT
    );
    assert_eq!(bench.record(number).await, Some(MailState::Sent));
    assert_eq!(bench.address(number).await.as_deref(), Some(PARENT));
    // To the same address once more: a person may.
    bench.send_mail(number, None).await;
    bench.wait(number, LetterState::Sent).await;
    let letters = smtp.wait_delivered(2).await;
    let ids: Vec<String> = letters
        .iter()
        .map(|l| Part::read(l).header("message-id").to_owned())
        .collect();
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test]
async fn addresses_of_other_alphabets_go_by_their_names_on_the_wire() {
    let Some(smtp) = Smtp::start() else { return };
    let bench = Bench::plain(&smtp).await;
    let number = bench.submit(1, Some("anna@почта.рф")).await;
    bench.wait(number, LetterState::Sent).await;
    let letter = Part::read(&smtp.wait_delivered(1).await[0]);
    assert_eq!(letter.header("to"), "anna@xn--80a1acny.xn--p1ai");
    // This server takes no Cyrillic before the @: it is told as it is, and nothing is sent.
    let number = bench.submit(2, Some("анна@почта.рф")).await;
    bench
        .wait(number, LetterState::Failed(MailTrouble::Refused))
        .await;
    smtp.wait_delivered(1).await;
}

#[tokio::test]
async fn without_an_address_nothing_is_queued_and_the_record_says_so() {
    let bench = Bench::filing().await;
    let number = bench.submit(1, None).await;
    assert_eq!(bench.letters(number).await, []);
    assert_eq!(bench.record(number).await, Some(MailState::NoAddress));
    bench.send_mail(number, Some(PARENT)).await;
    bench.wait(number, LetterState::Filed).await;
}

#[tokio::test]
async fn papers_that_cannot_be_made_are_no_letter() {
    let bench = Bench::filing().await;
    let number = bench.submit_from(1, Some(PARENT), "ул. 東京, д. 1").await;
    let failed = LetterState::Failed(MailTrouble::NoPapers);
    bench.wait(number, failed).await;
    assert_eq!(
        bench.record(number).await,
        Some(MailState::Failed(MailTrouble::NoPapers))
    );
    assert!(!bench.office.database().with_file_name("letters").exists());
}

#[tokio::test]
async fn an_application_that_has_ended_needs_no_letter() {
    let Some(smtp) = Smtp::start() else { return };
    let bench = Bench::plain(&smtp).await;
    let number = bench.submit(1, Some("grey@parents.example")).await;
    bench.tried(number, 1).await;
    bench.give(number, Command::Withdraw { paper: None }).await;
    smtp.flag("let-in");
    bench.pass(chrono::Duration::hours(1));
    bench.wait(number, LetterState::Dropped).await;
    assert_eq!(bench.record(number).await, None);
    assert_eq!(smtp.read(), 0);
    assert_eq!(
        bench.letters(number).await[0].key.addressee,
        Addressee::Applicant
    );
}
