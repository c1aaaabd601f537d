//! What a clerk who fills in applications needs of the line: forms, numbers, a look for alike records, and a lease on what
//! the register does not know yet.

use super::rig::{Call, KNOWN};
use super::*;
use crate::api::alike::{AlikeRequest, PersonalAlikeAnswer};
use crate::api::compare::{CompareAnswer, CompareRequest, ComparedDocument, Verdict};
use crate::api::forms::{Forms, FormsAnswer};
use crate::domain::{Changes, Field, samples};
use crate::store::worker::Request;
use crate::sync::desk::Unreachable;

fn forms() -> Forms {
    Forms {
        revision: "fedcba9876543210".into(),
        ..Forms::default()
    }
}

fn alike(ticket: u64) -> Message {
    let child = samples::card().child;
    Message::Alike(
        Ticket(ticket),
        Box::new(AlikeRequest {
            name: child.name,
            birth_date: child.birth_date,
            document: child.document,
            snils: child.snils,
        }),
    )
}

/// What the next question for forms knows; it gets `answer`.
async fn asked_for_forms(rig: &mut Rig, answer: Result<FormsAnswer, Trouble>) -> Option<String> {
    match rig.call().await {
        Call::Forms(query, send) => {
            send.send(answer).unwrap();
            query.known
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn forms_are_asked_for_once_behind_each_login_and_after_the_acts() {
    let mut rig = Rig::begun(Channel::Open, Some(4)).await;
    rig.tell(Message::Saved(act(1, 1)));
    // The acts of the outbox take two exchanges: the register breaks off.
    rig.sync(|_| answer(&[], &[])).await;
    rig.sync(|_| answer(&[1], &[])).await;
    let new = FormsAnswer {
        forms: Some(forms()),
    };
    let known = asked_for_forms(&mut rig, Ok(new)).await;
    assert_eq!(known.as_deref(), Some(KNOWN));
    let kept = rig.store().await;
    assert!(matches!(&kept, Request::KeepForms(told) if **told == forms()));
    rig.quiet(Duration::from_hours(1)).await;
}

#[tokio::test(start_paused = true)]
async fn forms_that_the_line_lost_are_asked_for_behind_the_next_sync() {
    let mut rig = Rig::begun(Channel::Open, Some(4)).await;
    rig.sync(|_| answer(&[], &[])).await;
    asked_for_forms(&mut rig, Err(Trouble::NoLine)).await;
    rig.tell(Message::Saved(act(1, 1)));
    rig.sync(|_| answer(&[1], &[])).await;
    let same = FormsAnswer { forms: None };
    asked_for_forms(&mut rig, Ok(same)).await;
    rig.tell(Message::Saved(act(2, 1)));
    rig.sync(|_| answer(&[2], &[])).await;
    rig.quiet(Duration::from_hours(1)).await;
}

#[tokio::test(start_paused = true)]
async fn the_register_hears_how_many_numbers_are_left_of_those_who_need_any() {
    let mut rig = Rig::begun(Channel::Open, Some(5)).await;
    let request = rig.sync(|_| answer(&[], &[])).await;
    assert_eq!(request.numbers_left, Some(5));
    asked_for_forms(&mut rig, Ok(FormsAnswer { forms: None })).await;
    rig.numbers = Some(15);
    rig.tell(Message::SyncNow);
    rig.sync(|_| answer(&[], &[])).await;
    rig.tell(Message::SyncNow);
    let request = rig.sync(|_| answer(&[], &[])).await;
    assert_eq!(request.numbers_left, Some(15));

    let mut rig = Rig::connected(Channel::Open).await;
    rig.tell(Message::SyncNow);
    let request = rig.sync(|_| answer(&[], &[])).await;
    assert_eq!(request.numbers_left, None);
}

#[tokio::test(start_paused = true)]
async fn alike_records_are_looked_for_over_the_open_line_too() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.tell(alike(3));
    let Call::Alike(send) = rig.call().await else {
        panic!("nothing is asked");
    };
    let found = PersonalAlikeAnswer {
        similar: 2,
        alike: Vec::new(),
    };
    send.send(Ok(found)).unwrap();
    assert_eq!(rig.alike().await, (3, Ok(2)));

    let troubles = [
        (Trouble::NoLine, Unreachable::NoLine),
        (
            refused(ErrorCode::TooManyLooks, Some(60)),
            Unreachable::Exhausted,
        ),
        (
            refused(ErrorCode::NotAllowed, None),
            Unreachable::NotAllowed,
        ),
    ];
    for (trouble, told) in troubles {
        rig.tell(alike(4));
        let Call::Alike(send) = rig.call().await else {
            panic!("nothing is asked");
        };
        send.send(Err(trouble)).unwrap();
        assert_eq!(rig.alike().await, (4, Err(told)));
    }
    rig.quiet(Duration::from_mins(5)).await;
}

#[tokio::test(start_paused = true)]
async fn a_comparison_is_asked_once_and_its_trouble_is_told() {
    let mut rig = Rig::connected(Channel::Open).await;
    let ask = |ticket| {
        let mut values = Changes::default();
        values.set(Field::ChildSnils, "087-654-303 00");
        let request = CompareRequest {
            application: number(1),
            document: ComparedDocument::Snils,
            values,
        };
        Message::Compare(Ticket(ticket), Box::new(request))
    };
    rig.tell(ask(3));
    let Call::Compare(send) = rig.call().await else {
        panic!("nothing is asked");
    };
    let answer = CompareAnswer {
        verdict: Verdict::Differs,
        left: 4,
    };
    send.send(Ok(answer)).unwrap();
    assert_eq!(rig.verdict().await, (3, Ok(answer)));

    let troubles = [
        (Trouble::NoLine, Unreachable::NoLine),
        (
            refused(ErrorCode::TooManyLooks, Some(60)),
            Unreachable::Exhausted,
        ),
        (
            refused(ErrorCode::TooManyComparisons, Some(60)),
            Unreachable::ComparedOut,
        ),
        (
            refused(ErrorCode::LeaseNeeded, None),
            Unreachable::LeaseNeeded,
        ),
        (refused(ErrorCode::NotFound, None), Unreachable::NotFound),
    ];
    for (trouble, told) in troubles {
        rig.tell(ask(4));
        let Call::Compare(send) = rig.call().await else {
            panic!("nothing is asked");
        };
        send.send(Err(trouble)).unwrap();
        assert_eq!(rig.verdict().await, (4, Err(told)));
    }
    // A verdict costs a try: nothing asks again by itself.
    rig.quiet(Duration::from_mins(5)).await;
}

#[tokio::test(start_paused = true)]
async fn what_the_register_does_not_know_yet_is_claimed_with_its_submission() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.tell(Message::OnDesk(Some(number(7))));
    let this = [Claim::This {
        application: number(7),
    }];
    let request = rig.sync(|_| answer(&[], &[])).await;
    assert_eq!(request.claim, this);
    rig.quiet(Duration::from_hours(1)).await;
    rig.tell(Message::Saved(act(1, 7)));
    let request = rig.sync(|_| answer(&[1], &[7])).await;
    assert_eq!((&request.claim[..], request.commands.len()), (&this[..], 1));
    rig.tell(Message::Saved(act(2, 7)));
    let request = rig.sync(|_| answer(&[2], &[7])).await;
    assert_eq!((request.claim, request.hold), (vec![], vec![number(7)]));
}
