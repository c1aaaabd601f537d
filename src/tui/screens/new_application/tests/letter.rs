//! The letter of an application that was handed in: its line beside the papers, and the question for an address.

use super::*;
use crate::domain::{Mail, MailState, MailTrouble};

/// Handed in and applied; the record tells this of its letter.
fn with(state: MailState) -> Bench {
    let mut bench = Bench::new();
    let seq = bench.handed_in();
    bench.settle(seq, Outcome::Applied { version: 1 });
    let mut case = bench.world.register.case(number(SERIAL)).unwrap();
    let at = bench.world.now;
    case.application.mail = Some(Mail { state, at });
    bench.hear(&News::Changed {
        reset: false,
        set: vec![case],
        gone: Vec::new(),
    });
    bench
}

fn letter(bench: &Bench) -> Option<(Ticket, Option<String>)> {
    let mut asks = bench.asks.iter().rev();
    asks.find_map(|ask| match ask {
        Ask::Give {
            ticket,
            command: Command::SendMail { address },
            ..
        } => Some((*ticket, address.as_ref().map(ToString::to_string))),
        _ => None,
    })
}

#[test]
fn the_papers_tell_of_the_letter() {
    let bench = with(MailState::Failed(MailTrouble::WrongAddress));
    let screen = bench.screen();
    assert!(screen.contains("такого адреса нет"), "{screen}");
    assert!(screen.contains("Исправьте адрес"), "{screen}");
    let bench = with(MailState::NoAddress);
    assert!(bench.screen().contains("Адреса почты нет"));
}

#[test]
fn another_address_is_given_and_its_saving_told() {
    let mut bench = with(MailState::NoAddress);
    bench.press(Action::SendMail);
    assert_eq!(place(&bench.state), Place::Dialog);
    bench.event(Event::Paste("anna@example.ru"));
    bench.press(Action::Submit);
    assert_eq!(place(&bench.state), Place::NewApplication);
    let (ticket, address) = letter(&bench).unwrap();
    assert_eq!(address.as_deref(), Some("anna@example.ru"));
    let command = Command::SendMail {
        address: Some("anna@example.ru".into()),
    };
    let (at, base) = (bench.world.now, Base::Version(1));
    let envelope = Envelope::new(9, Uuid::nil(), number(SERIAL), base, None, at, command);
    let act = Act {
        envelope,
        outcome: None,
    };
    let act = Box::new(act);
    bench.hear(&News::Saved { ticket, act });
    let told = bench.notices.last().unwrap();
    assert!(told.contains(&number(SERIAL).to_string()), "{told}");
    assert!(
        bench.screen().contains("Письмо в очереди"),
        "{}",
        bench.screen()
    );
}

#[test]
fn an_answer_that_was_not_saved_comes_back() {
    let mut bench = with(MailState::NoAddress);
    bench.press(Action::SendMail);
    bench.event(Event::Paste("anna@example.ru"));
    bench.press(Action::Submit);
    let (ticket, _) = letter(&bench).unwrap();
    let why = Cause::new(CauseCode::Disk, &"");
    bench.hear(&News::NotSaved { ticket, why });
    assert_eq!(place(&bench.state), Place::Dialog);
    assert!(bench.screen().contains("anna@example.ru"));
}
