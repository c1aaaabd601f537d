//! Applications that are filled in at the desk while the line is away: numbers from what was leased, texts from what was told.

use reestr::api::sync::Outcome;
use reestr::domain::{
    ApplicationNumber, ApplicationState, Command, NewApplication, PrintedForm, Refusal, Source,
};
use reestr::store::projection::Sign;
use reestr::sync::desk::{Ask, Burnt, LinkState, News};

use crate::clerk::{Clerk, Place, clone_dir, copy_dir};
use crate::line::Mode;
use crate::office::{PASSWORD, accept, all_match, card};

/// A clerk whose desk has numbers and forms, and has gone home; the line is away.
async fn supplied(place: &Place) {
    let mut clerk = place.connected().await;
    let today = place.office.today();
    loop {
        let supplies = clerk.shown().supplies();
        if supplies.next_numbers(today).is_some() && supplies.forms().is_some() {
            break;
        }
        clerk.hear().await;
    }
    clerk.stop().await;
    place.set(Mode::Cut);
}

/// What a family has brought, under the next numbers of the desk.
fn brought(place: &Place, clerk: &Clerk, surname: &str, day: &str) -> NewApplication {
    let supplies = clerk.shown().supplies();
    let (number, certificate) = supplies.next_numbers(place.office.today()).unwrap();
    let mut new = place.office.application(1, card(surname, day, "765432"));
    new.reference.number = number;
    new.certificate = certificate;
    new.source = Source::Desk;
    new
}

async fn submitted(clerk: &mut Clerk, number: ApplicationNumber) -> Option<NewApplication> {
    clerk.ask(Ask::Submitted {
        application: number,
    });
    clerk
        .until(|news| match news {
            News::Submitted {
                application,
                submitted,
            } if *application == number => Some(submitted.as_deref().cloned()),
            _ => None,
        })
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_application_is_filled_in_and_worked_without_a_line_and_applied_once() {
    let place = Place::new().await;
    supplied(&place).await;
    let mut clerk = place.clerk();
    let unlocked = clerk.unlock(PASSWORD).await;
    assert_eq!(unlocked.numbers.len(), 60);
    let forms = unlocked.forms.expect("told behind the first login");
    assert!(forms.paper_days > 0 && !forms.consents.is_empty());

    let new = brought(&place, &clerk, "Зырянова", "2016-05-07");
    let number = new.reference.number;
    clerk.ask(Ask::OnDesk {
        application: Some(number),
    });
    let printed = Command::NotePrinted {
        form: PrintedForm::Statement,
        copy: false,
    };
    let commands = [
        Command::Submit(Box::new(new.clone())),
        printed,
        all_match(),
        accept("31", place.office.today()),
        Command::Activate,
    ];
    for command in commands {
        clerk.give(number, command).await;
    }
    let shown = clerk.shown().case(number).unwrap();
    assert_eq!(shown.application.state, ApplicationState::Confirmed);
    assert_eq!(clerk.shown().sign(number), Some(Sign::Saved));
    clerk.stop().await;

    let mut clerk = place.clerk();
    let unlocked = clerk.unlock(PASSWORD).await;
    assert_eq!((unlocked.acts.len(), unlocked.numbers.len()), (5, 59));
    assert!(unlocked.numbers.iter().all(|(own, _)| *own != number));
    assert_eq!(submitted(&mut clerk, number).await, Some(new.clone()));
    clerk.ask(Ask::OnDesk {
        application: Some(number),
    });
    place.set(Mode::Whole);
    clerk.ask(Ask::SyncNow);
    for (seq, version) in [(1, 1), (2, 1), (3, 2), (4, 3), (5, 4)] {
        assert_eq!(clerk.settled(seq).await, Outcome::Applied { version });
    }
    clerk.sees(number, 4).await;
    let known = clerk.shown().confirmed(number).unwrap();
    assert_eq!(known.application.state, ApplicationState::Confirmed);
    assert_eq!(clerk.shown().waiting().acts, 0);
    assert_eq!(submitted(&mut clerk, number).await, Some(new));
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_cloned_disk_one_gets_the_number_and_the_other_hands_in_under_another() {
    let place = Place::new().await;
    supplied(&place).await;
    let copy = clone_dir(place.data.path());
    let mut first = place.clerk();
    first.unlock(PASSWORD).await;
    let mut second = place.clerk_in(copy.path(), &place.open.url());
    second.unlock(PASSWORD).await;
    let families = [("Зырянова", "2016-05-07"), ("Канева", "2017-08-09")];
    let mut numbers = Vec::new();
    let mut last = None;
    for (clerk, (surname, day)) in [&mut first, &mut second].into_iter().zip(families) {
        let new = brought(&place, clerk, surname, day);
        let number = new.reference.number;
        let submit = Command::Submit(Box::new(new.clone()));
        clerk.give(number, submit).await;
        clerk.give(number, all_match()).await;
        numbers.push(number);
        last = Some(new);
    }
    assert_eq!(numbers[0], numbers[1]);
    let number = numbers[0];

    place.set(Mode::Whole);
    first.ask(Ask::SyncNow);
    assert_eq!(first.settled(1).await, Outcome::Applied { version: 1 });
    assert_eq!(first.settled(2).await, Outcome::Applied { version: 2 });
    first.sees(number, 2).await;
    second.ask(Ask::SyncNow);
    while second.shown().waiting().acts > 0 || second.shown().attention().next().is_none() {
        second.hear().await;
    }
    let matters: Vec<_> = second.shown().attention().cloned().collect();
    assert_eq!(matters.len(), 1, "{matters:?}");
    let taken = Outcome::Refused {
        why: Refusal::NumberTaken,
    };
    assert_eq!(matters[0].outcome, Some(taken));
    // What else the copy had is given up, and it gets numbers of its own.
    let today = place.office.today();
    second.link(LinkState::Connected).await;
    while second.shown().supplies().next_numbers(today).is_none() {
        second.hear().await;
    }
    let fresh = second.shown().supplies().next_numbers(today).unwrap();
    let kept = first.shown().supplies().next_numbers(today).unwrap();
    assert_eq!(kept.0.serial(), number.serial() + 1);
    assert!(fresh.0.serial() >= number.serial() + 60, "{fresh:?}");
    // The draft goes on with all that was typed; its papers are printed again under the other number.
    let mut new = last.unwrap();
    (new.reference.number, new.certificate) = fresh;
    second.give(fresh.0, Command::Submit(Box::new(new))).await;
    second.ask(Ask::SyncNow);
    second.sees(fresh.0, 1).await;
    let matter = second.shown().attention().next().unwrap().envelope.seq;
    second.ask(Ask::Dismiss { seq: matter });
    first.ask(Ask::SyncNow);
    first.sees(fresh.0, 1).await;
    let certificate = |clerk: &Clerk, number| {
        let case = clerk.shown().confirmed(number).unwrap();
        case.certificate.number
    };
    assert_eq!(certificate(&first, fresh.0), fresh.1);
    assert_ne!(certificate(&first, number), fresh.1);
    first.stop().await;
    second.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_of_the_store_has_no_numbers_until_the_line_is_back() {
    let place = Place::new().await;
    supplied(&place).await;
    let copy = copy_dir(place.data.path());
    let mut first = place.clerk();
    assert_eq!(first.unlock(PASSWORD).await.numbers.len(), 60);
    let mut second = place.clerk_in(copy.path(), &place.open.url());
    let unlocked = second.unlock(PASSWORD).await;
    assert!(unlocked.numbers.is_empty());
    assert_eq!(unlocked.stock.burnt, Some(Burnt::OtherMachine));
    let today = place.office.today();
    let of_first = first.shown().supplies().next_numbers(today).unwrap();
    place.set(Mode::Whole);
    second.ask(Ask::SyncNow);
    while second.shown().supplies().next_numbers(today).is_none() {
        second.hear().await;
    }
    let other = second.shown().supplies().next_numbers(today).unwrap();
    assert!(other.0.serial() >= of_first.0.serial() + 60, "{other:?}");
    while second.shown().supplies().burnt().is_some() {
        second.hear().await;
    }
    first.stop().await;
    second.stop().await;
}
