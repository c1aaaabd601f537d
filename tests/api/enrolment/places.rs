//! Places: of a group, of a programme, of an organisation under its agreement; and the way to another group.

use reestr::api::session::Channel;
use reestr::api::sync::Base;
use reestr::domain::programme::{ModuleId, ProgrammeRegister};
use reestr::domain::{
    Command, EnrolmentCommand, EnrolmentRefusal, FundingCommand, ProgrammeCommand, Refusal,
};

use super::{
    EVENING, FIRST, MORNING, NEXT_YEAR, SECOND, agreement, applied, child, conclude, confirm, done,
    enrol, form, full, funded, group, home, morning, open, outline, place, price, purse, ready,
    recorded, refused, request, robots, save, september, set,
};
use crate::office::{SYKTYVKAR, organisation};

fn change(group: reestr::domain::programme::GroupId) -> Command {
    Command::Enrolment(EnrolmentCommand::ChangeGroup { group })
}

fn withdraw() -> Command {
    Command::Enrolment(EnrolmentCommand::WithdrawRequest)
}

#[tokio::test]
async fn the_last_place_goes_once_and_comes_back_with_a_refusal() {
    let office = september().await;
    let (mut anna, mut boris) = ready(&office).await;
    let last = |serial| enrol(form(serial, place(SECOND, NEXT_YEAR)));
    for serial in 2..=3 {
        child(&mut anna, serial).await;
    }
    // A request that nobody has confirmed takes no place: three may wait for the only one.
    for serial in 1..=3 {
        let made = anna.give(request(serial.into()), 0, last(serial)).await;
        assert_eq!(made, applied(1));
    }
    let (one, two, three) = (request(1), request(2), request(3));
    assert_eq!(anna.give(one, 1, confirm()).await, applied(2));
    assert_eq!(boris.give(two, 1, confirm()).await, full());
    child(&mut anna, 4).await;
    assert_eq!(anna.give(request(4), 0, last(4)).await, full());
    // The loser's request waits on with its money; the place is free again when the winner gives it back.
    assert_eq!(purse(&anna, 2).await, [600_000, 400_000, 0]);
    assert_eq!(recorded(&anna, 2).await.version, 1);
    assert_eq!(boris.give(one, 2, withdraw()).await, applied(3));
    assert_eq!(boris.give(three, 1, confirm()).await, applied(2));
    assert_eq!(boris.give(two, 1, confirm()).await, full());
    // A contract holds its place as an offer does.
    let contract = conclude("1", office.today());
    assert_eq!(boris.give(three, 2, contract).await, applied(3));
    assert_eq!(boris.give(two, 1, confirm()).await, full());
}

#[tokio::test]
async fn created_and_confirmed_in_one_breath_is_lost_as_one_matter() {
    let office = september().await;
    let (mut anna, mut boris) = ready(&office).await;
    child(&mut anna, 2).await;
    let last = |serial| enrol(form(serial, place(SECOND, NEXT_YEAR)));
    done(&mut anna, request(1), 0, vec![last(1), confirm()]).await;
    let made = boris.envelope(request(2), Base::Version(0), last(2));
    let first = made.seq;
    let then = boris.envelope(request(2), Base::After(first), confirm());
    let answer = boris.send(vec![made, then]).await;
    let outcomes: Vec<_> = answer.results.into_iter().map(|r| r.outcome).collect();
    let depends = refused(Refusal::DependsOnRefused(first));
    assert_eq!(outcomes, [full(), depends]);
    // The same act with another group goes through.
    let evening = enrol(form(2, place(FIRST, EVENING)));
    let made = boris.envelope(request(2), Base::Version(0), evening);
    let then = boris.envelope(request(2), Base::After(made.seq), confirm());
    let answer = boris.send(vec![made, then]).await;
    assert_eq!(answer.results[1].outcome, applied(2));
}

#[tokio::test]
async fn a_programme_has_its_own_limit_over_its_groups() {
    let office = september().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    funded(&mut anna).await;
    let mut small = outline(ProgrammeRegister::Certified);
    small.limit = Some(1);
    let send = Command::Programme(ProgrammeCommand::SendProgramme);
    done(&mut anna, robots(), 0, vec![save(small), send]).await;
    let approve = Command::Programme(ProgrammeCommand::ApproveProgramme);
    done(&mut boris, robots(), 2, vec![approve]).await;
    let opened = vec![price(FIRST, 400_000), open(&[FIRST], true)];
    done(&mut anna, robots(), 3, opened).await;
    for serial in 1..=2 {
        child(&mut anna, serial).await;
    }
    let evening = enrol(form(2, place(FIRST, EVENING)));
    assert_eq!(anna.give(request(2), 0, evening).await, applied(1));
    done(&mut anna, request(1), 0, vec![morning(1), confirm()]).await;
    let no_place = refused(EnrolmentRefusal::ProgrammeFull);
    assert_eq!(anna.give(request(2), 1, confirm()).await, no_place);
}

#[tokio::test]
async fn an_agreement_limits_the_organisation() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    let mut one = agreement(organisation(SYKTYVKAR));
    one.limit = Some(1);
    let one = set(FundingCommand::SetAgreement { agreement: one });
    assert_eq!(anna.give(home(), 3, one).await, applied(4));
    child(&mut anna, 2).await;
    let evening = || enrol(form(2, place(FIRST, EVENING)));
    assert_eq!(anna.give(request(2), 0, evening()).await, applied(1));
    done(&mut anna, request(1), 0, vec![morning(1), confirm()]).await;
    let no_place = refused(EnrolmentRefusal::OrganisationFull);
    assert_eq!(anna.give(request(2), 1, confirm()).await, no_place);
    assert_eq!(anna.give(request(2), 1, withdraw()).await, applied(2));
    assert_eq!(anna.give(request(3), 0, evening()).await, no_place);
    assert_eq!(purse(&anna, 2).await, [super::NOMINAL, 0, 0]);
}

#[tokio::test]
async fn a_child_goes_to_another_group_of_the_module_that_has_a_place() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    for serial in 2..=4 {
        child(&mut anna, serial).await;
    }
    let contract = vec![morning(1), confirm(), conclude("1", office.today())];
    done(&mut anna, request(1), 0, contract).await;
    let evening = |serial| enrol(form(serial, place(FIRST, EVENING)));
    done(&mut anna, request(2), 0, vec![evening(2), confirm()]).await;
    done(&mut anna, request(3), 0, vec![evening(3), confirm()]).await;
    assert_eq!(anna.give(request(1), 3, change(EVENING)).await, full());
    let other = refused(EnrolmentRefusal::OtherModule);
    assert_eq!(anna.give(request(1), 3, change(NEXT_YEAR)).await, other);
    let more = Command::Programme(ProgrammeCommand::SaveGroup {
        module: FIRST,
        group: group(EVENING, 2, 3),
    });
    assert_eq!(anna.give(robots(), 6, more).await, applied(7));
    let before = purse(&anna, 1).await;
    assert_eq!(anna.give(request(1), 3, change(EVENING)).await, applied(4));
    assert_eq!(purse(&anna, 1).await, before);
    assert_eq!(recorded(&anna, 1).await.place, place(FIRST, EVENING));
    let account = super::account(&anna, 1).await.unwrap();
    assert_eq!(account.claims[0].place, place(FIRST, EVENING));
    // Its place in the morning is free for two.
    let late = |serial| enrol(form(serial, place(FIRST, MORNING)));
    done(&mut anna, request(4), 0, vec![late(4), confirm()]).await;
    assert_eq!(anna.give(request(5), 0, evening(4)).await, {
        refused(EnrolmentRefusal::SecondRequest)
    });
    let fewer = Command::Programme(ProgrammeCommand::SaveGroup {
        module: FIRST,
        group: group(EVENING, 2, 2),
    });
    let below = refused(EnrolmentRefusal::LimitBelowUse(3));
    assert_eq!(anna.give(robots(), 7, fewer).await, below);
    let strange = refused(EnrolmentRefusal::Unknown);
    let nowhere = enrol(form(4, place(ModuleId(9), EVENING)));
    assert_eq!(anna.give(request(6), 0, nowhere).await, strange);
}
