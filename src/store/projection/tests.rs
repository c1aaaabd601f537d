//! What is drawn on top of the snapshot, and when it goes.

use uuid::Uuid;

use super::*;
use crate::api::session::Channel;
use crate::api::sync::{Base, Doer, Envelope, NumberBlock};
use crate::domain::{
    ApplicationState, Capability, CertificateNumber, CertificateState, ClerkId, MunicipalityCode,
    Refusal,
};
use crate::store::act::Applied;
use crate::store::fixture::{accept, at, case, number, profile, submit, verify};

fn act(seq: u64, serial: u32, command: Command) -> Act {
    let envelope = Envelope::new(
        seq,
        Uuid::nil(),
        number(serial),
        Base::Version(1),
        None,
        at(),
        command,
    );
    Act {
        envelope,
        outcome: None,
    }
}

fn with(acts: Vec<Act>) -> Projection {
    with_applied(acts, Vec::new())
}

fn with_applied(acts: Vec<Act>, applied: Vec<Applied>) -> Projection {
    Projection::new(Unlocked {
        profile: profile(),
        channel: Channel::Open,
        cases: (1..=3).map(|serial| case(serial, 1)).collect(),
        acts,
        applied,
        enrolment: crate::store::EnrolmentRecords::default(),
        contracts: None,
        drafts: Vec::new(),
        journal: None,
        held: Vec::new(),
        numbers: Vec::new(),
        forms: None,
        device: uuid::Uuid::nil(),
        renewal: None,
        stock: crate::store::act::Stock::default(),
    })
}

fn state(projection: &Projection, serial: u32) -> ApplicationState {
    projection.case(number(serial)).unwrap().application.state
}

#[test]
fn what_is_shown_is_the_snapshot_with_the_acts_on_top() {
    let acts = vec![
        act(1, 2, verify()),
        act(2, 2, accept()),
        act(3, 2, Command::Activate),
    ];
    let projection = with(acts);
    let shown = projection.case(number(2)).unwrap();
    assert_eq!(shown.application.state, ApplicationState::Confirmed);
    assert_eq!(shown.certificate.state, CertificateState::Active);
    assert_eq!(shown.application.version, 4);
    assert_eq!(projection.version_seen(number(2)), 1);
    assert_eq!(state(&projection, 1), ApplicationState::AwaitingPaper);
    let all: Vec<_> = projection.cases().map(|c| c.application.state).collect();
    assert_eq!(
        all,
        [
            ApplicationState::AwaitingPaper,
            ApplicationState::Confirmed,
            ApplicationState::AwaitingPaper
        ]
    );
    assert_eq!(projection.waiting().acts, 3);
}

#[test]
fn an_act_that_is_refused_here_changes_nothing() {
    let projection = with(vec![act(1, 1, Command::Activate)]);
    assert_eq!(projection.case(number(1)), Some(case(1, 1)));
    assert_eq!(projection.sign(number(1)), Some(Sign::Saved));
}

#[test]
fn the_four_signs_follow_one_another() {
    let mut projection = with(Vec::new());
    assert_eq!(projection.sign(number(1)), None);
    projection.giving(Ticket(1), number(1), verify(), at());
    assert_eq!(projection.sign(number(1)), Some(Sign::Saving));
    assert_eq!(projection.case(number(1)).unwrap().application.version, 2);
    projection.saved(Ticket(1), act(1, 1, verify()));
    assert_eq!(projection.sign(number(1)), Some(Sign::Saved));
    projection.settled(1, &Outcome::Applied { version: 2 });
    assert_eq!(projection.sign(number(1)), Some(Sign::Applied));
    assert_eq!(
        projection.case(number(1)).unwrap().application.version,
        2,
        "an applied act is shown until the snapshot has it"
    );
    projection.changed(false, vec![case(1, 2)], &[]);
    assert_eq!(projection.case(number(1)), Some(case(1, 2)));
    assert_eq!(projection.acts().count(), 0);
}

#[test]
fn a_snapshot_that_came_first_is_not_changed_again() {
    let mut projection = with(vec![act(1, 1, verify())]);
    projection.changed(false, vec![case(1, 2)], &[]);
    projection.settled(1, &Outcome::Applied { version: 2 });
    assert_eq!(projection.case(number(1)), Some(case(1, 2)));
}

#[test]
fn what_could_not_be_saved_is_taken_back() {
    let mut projection = with(Vec::new());
    projection.giving(Ticket(9), number(1), verify(), at());
    projection.not_saved(Ticket(9));
    assert_eq!(projection.case(number(1)), Some(case(1, 1)));
    assert_eq!(projection.sign(number(1)), None);
}

#[test]
fn acts_that_followed_a_refused_one_are_one_matter_with_it() {
    let mut projection = with(vec![act(1, 1, accept()), act(2, 1, Command::Activate)]);
    let refused = |why| Outcome::Refused { why };
    projection.settled(1, &refused(Refusal::JournalNumberTaken));
    projection.settled(2, &refused(Refusal::DependsOnRefused(1)));
    let matters: Vec<_> = projection.attention().map(|a| a.envelope.seq).collect();
    assert_eq!(matters, [1]);
    assert_eq!(projection.sign(number(1)), Some(Sign::Attention));
    assert_eq!(projection.waiting(), Waiting::default());
    projection.dismiss(1);
    assert_eq!(projection.acts().count(), 0);
    assert_eq!(projection.sign(number(1)), None);
}

#[test]
fn what_another_has_done_already_is_told_and_ones_own_is_not() {
    let doer = |clerk| {
        Some(Doer {
            clerk: ClerkId(clerk),
            name: "Ольга".into(),
            command: "verify".into(),
            at: at(),
        })
    };
    for (clerk, matters) in [(5, 0), (6, 1)] {
        let mut projection = with(vec![act(1, 1, verify())]);
        let already = Outcome::Already {
            version: 2,
            by: doer(clerk),
        };
        projection.settled(1, &already);
        assert_eq!(projection.attention().count(), matters);
    }
}

#[test]
fn acts_that_only_audit_are_not_shown() {
    let projection = with(vec![act(1, 1, Command::NoteShown)]);
    assert_eq!(projection.acts().count(), 0);
    assert_eq!(projection.waiting().acts, 0);
    assert_eq!(projection.sign(number(1)), None);
}

#[test]
fn a_reset_drops_what_was_there_and_keeps_the_acts() {
    let mut projection = with(vec![act(1, 2, verify())]);
    projection.changed(true, vec![case(2, 7), case(9, 1)], &[]);
    let numbers: Vec<_> = projection.cases().map(Case::number).collect();
    assert_eq!(numbers, [number(2), number(9)]);
    assert_eq!(projection.case(number(2)).unwrap().application.version, 8);
    projection.changed(false, Vec::new(), &[number(9)]);
    assert_eq!(projection.len(), 1);
}

#[test]
fn numbers_stay_in_order_where_acts_lie_on_top() {
    for serials in [vec![1], vec![3], vec![1, 2, 3], vec![]] {
        let acts = serials
            .iter()
            .enumerate()
            .map(|(n, serial)| act(n as u64 + 1, *serial, verify()));
        let projection = with(acts.collect());
        let numbers: Vec<_> = projection.cases().map(Case::number).collect();
        assert_eq!(numbers, [number(1), number(2), number(3)]);
    }
}

#[test]
fn a_desk_decides_by_the_date_where_it_stands() {
    // Half past midnight in Moscow, 1 January; half an hour before it in Kaliningrad.
    let given_at: DateTime<Utc> = "2026-12-31T21:30:00Z".parse().unwrap();
    let date = "2027-01-01".parse().unwrap();
    for (hours, state) in [
        (3, ApplicationState::Accepted),
        (2, ApplicationState::AwaitingPaper),
    ] {
        let mut profile = profile();
        profile.zone = hours.try_into().unwrap();
        let mut projection = with(vec![act(1, 2, verify())]);
        projection.set_profile(profile);
        let accept = Command::Accept {
            journal_number: "1".into(),
            date,
        };
        projection.giving(Ticket(1), number(2), accept, given_at);
        assert_eq!(self::state(&projection, 2), state);
    }
}

#[test]
fn what_the_register_had_applied_before_the_start_is_shown_until_its_record_comes() {
    let applied = |seq, command, version| Applied {
        envelope: act(seq, 2, command).envelope,
        version,
    };
    let before = vec![applied(1, verify(), 2), applied(2, accept(), 3)];
    let mut projection = with_applied(vec![act(3, 2, Command::Activate)], before);
    let active = |projection: &Projection| projection.case(number(2)).unwrap().certificate.state;
    assert_eq!(active(&projection), CertificateState::Active);
    assert_eq!(projection.waiting().acts, 1);
    let why = Refusal::NotFound;
    projection.settled(3, &Outcome::Refused { why });
    assert_eq!(state(&projection, 2), ApplicationState::Accepted);
    let mut come = case(2, 3);
    come.application.state = ApplicationState::Withdrawn;
    projection.changed(false, vec![come], &[]);
    assert_eq!(state(&projection, 2), ApplicationState::Withdrawn);
}

#[test]
fn what_is_handed_in_here_is_a_record_at_once_and_becomes_the_registers() {
    let mut projection = with(Vec::new());
    let mut profile = profile();
    profile.capabilities = profile.capabilities.with(Capability::ApplicationCreate);
    projection.set_profile(profile);
    let block = NumberBlock {
        municipality: MunicipalityCode(1),
        year: 2026,
        first: 5,
        certificates: vec![CertificateNumber::new(MunicipalityCode(1), 5)],
        lease: 1,
    };
    projection.supplies_mut().add(&block);
    let today = crate::domain::Zone::MOSCOW.date(at());
    let pair = projection.supplies().next_numbers(today);
    assert_eq!(pair, block.pairs().next());

    let given = |seq, command| {
        let mut act = act(seq, 5, command);
        act.envelope.base = Base::Version(0);
        act
    };
    projection.giving(Ticket(1), number(5), submit(5), at());
    assert_eq!(projection.sign(number(5)), Some(Sign::Saving));
    assert_eq!(state(&projection, 5), ApplicationState::AwaitingPaper);
    assert_eq!(projection.version_seen(number(5)), 0);
    assert_eq!(
        projection.supplies().next_numbers(today),
        None,
        "it is used"
    );
    projection.saved(Ticket(1), given(1, submit(5)));
    projection.giving(Ticket(2), number(5), verify(), at());
    projection.saved(Ticket(2), given(2, verify()));
    projection.saved(Ticket(3), given(3, accept()));
    assert_eq!(projection.sign(number(5)), Some(Sign::Saved));
    assert_eq!(state(&projection, 5), ApplicationState::Accepted);
    assert_eq!((projection.len(), projection.waiting().acts), (4, 3));

    projection.settled(1, &Outcome::Applied { version: 1 });
    assert_eq!(state(&projection, 5), ApplicationState::Accepted);
    projection.changed(false, vec![case(5, 1)], &[]);
    assert_eq!(projection.version_seen(number(5)), 1);
    projection.settled(2, &Outcome::Applied { version: 2 });
    projection.settled(3, &Outcome::Applied { version: 3 });
    assert_eq!(projection.sign(number(5)), Some(Sign::Applied));
    assert_eq!(state(&projection, 5), ApplicationState::Accepted);
}

#[test]
fn a_refused_submission_takes_its_record_back_and_is_one_matter() {
    let mut projection = with(Vec::new());
    let mut profile = profile();
    profile.capabilities = profile.capabilities.with(Capability::ApplicationCreate);
    projection.set_profile(profile);
    projection.saved(Ticket(1), act(1, 5, submit(5)));
    projection.saved(Ticket(2), act(2, 5, verify()));
    projection.saved(Ticket(3), act(3, 5, accept()));
    let why = Refusal::NumberTaken;
    projection.settled(1, &Outcome::Refused { why });
    for seq in [2, 3] {
        let why = Refusal::DependsOnRefused(1);
        projection.settled(seq, &Outcome::Refused { why });
    }
    assert_eq!(projection.case(number(5)), None);
    assert_eq!(projection.sign(number(5)), Some(Sign::Attention));
    let matters: Vec<_> = projection.attention().map(|a| a.envelope.seq).collect();
    assert_eq!(matters, [1]);
    projection.dismiss(1);
    assert_eq!(projection.acts().count(), 0);
}
