//! The path of a programme into the navigator, its prices, open and closed enrolment.

use reestr::api::session::Channel;
use reestr::api::sync::Outcome;
use reestr::domain::programme::{PriceEntry, ProgrammeRegister, ProgrammeState};
use reestr::domain::reason::ProgrammeRefuseReason;
use reestr::domain::{
    Capability, Clean, Command, EnrolmentCommand, EnrolmentRefusal, FundingCommand, Kopecks,
    ProgrammeCommand, Refusal,
};

use super::{
    EVENING, FIRST, MORNING, ROBOTS, SECOND, applied, autumn, child, conclude, confirm, done,
    enrol, form, funded, home, morning, open, outline, place, price, programme, published, ready,
    recorded, refused, request, robots, save, scope, september, set, to, told,
};
use crate::office::Desk;

fn step(command: ProgrammeCommand) -> Command {
    Command::Programme(command)
}

fn refuse(text: &str) -> Command {
    step(ProgrammeCommand::RefuseProgramme {
        reason: ProgrammeRefuseReason::Other,
        text: text.into(),
    })
}

#[tokio::test]
async fn a_certified_programme_is_published_by_a_second_person() {
    let office = september().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    let mut nina = office.login("nina", Channel::Open).await;
    let draft = || save(outline(ProgrammeRegister::Certified));
    let edit = Refusal::NotAllowed(Capability::ProgrammeEdit);
    assert_eq!(nina.give(robots(), 0, draft()).await, refused(edit));
    assert_eq!(anna.give(robots(), 0, draft()).await, applied(1));
    let publish = step(ProgrammeCommand::PublishProgramme);
    let reviewed = refused(EnrolmentRefusal::ReviewNeeded);
    assert_eq!(anna.give(robots(), 1, publish).await, reviewed);
    let send = || step(ProgrammeCommand::SendProgramme);
    assert_eq!(anna.give(robots(), 1, send()).await, applied(2));
    let approve = || step(ProgrammeCommand::ApproveProgramme);
    let same = refused(Refusal::SamePerson);
    assert_eq!(anna.give(robots(), 2, approve()).await, same);
    let bare = refused(Refusal::TextMissing);
    assert_eq!(boris.give(robots(), 2, refuse("")).await, bare);
    let why = "нет сведений о педагоге";
    assert_eq!(boris.give(robots(), 2, refuse(why)).await, applied(3));
    let refused_with = ProgrammeState::Refused {
        reason: ProgrammeRefuseReason::Other,
        text: why.into(),
    };
    assert_eq!(programme(&anna).await.state, refused_with);

    let revise = step(ProgrammeCommand::ReviseProgramme);
    done(&mut anna, robots(), 3, vec![revise, send()]).await;
    assert_eq!(boris.give(robots(), 5, approve()).await, applied(6));
    let found = programme(&anna).await;
    assert_eq!(found.state, ProgrammeState::Published);
    assert_eq!(found.sent_by, Some(anna.login.profile.clerk));
    assert_eq!(found.published, Some(office.today()));
    assert_eq!(
        told(&office, scope(&anna), "refuse_programme").await,
        ["refused:text_missing", "applied:other"]
    );
    assert_eq!(
        told(&office, scope(&anna), "approve_programme").await,
        ["refused:same_person", "applied"]
    );
}

#[tokio::test]
async fn the_other_registers_want_no_review_and_have_no_prices() {
    let office = september().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let draft = save(outline(ProgrammeRegister::GeneralDevelopment));
    assert_eq!(anna.give(robots(), 0, draft).await, applied(1));
    let send = step(ProgrammeCommand::SendProgramme);
    let no_review = refused(EnrolmentRefusal::NoReview);
    assert_eq!(anna.give(robots(), 1, send).await, no_review);
    let publish = step(ProgrammeCommand::PublishProgramme);
    assert_eq!(anna.give(robots(), 1, publish).await, applied(2));
    let no_prices = refused(EnrolmentRefusal::NoPrices);
    assert_eq!(anna.give(robots(), 2, price(FIRST, 100)).await, no_prices);
    let opened = anna.give(robots(), 2, open(&[FIRST], true)).await;
    assert_eq!(opened, applied(3));
    child(&mut anna, 1).await;
    done(&mut anna, request(1), 0, vec![morning(1), confirm()]).await;
    assert_eq!(recorded(&anna, 1).await.cost, None);
}

#[tokio::test]
async fn what_a_programme_lacks_is_named() {
    let office = september().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut lacking = outline(ProgrammeRegister::Certified);
    lacking.name = Clean::default();
    lacking.modules[0].normative_price = Kopecks(0);
    lacking.modules[0].groups[1].places = 0;
    let outcome = anna.give(robots(), 0, save(lacking)).await;
    let Outcome::Refused {
        why: Refusal::Enrolment(EnrolmentRefusal::Incomplete(gaps)),
    } = outcome
    else {
        panic!("{outcome:?}");
    };
    assert_eq!(gaps.len(), 3, "{gaps:?}");
    let path = format!("/v1/programmes/{ROBOTS}");
    assert_eq!(anna.get(&path).await.status(), 404);
}

#[tokio::test]
async fn a_price_has_its_bounds_and_its_history() {
    let office = september().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    funded(&mut anna).await;
    published(&mut anna, &mut boris).await;
    let highest = refused(EnrolmentRefusal::PriceBounds(Kopecks(600_000)));
    for wrong in [0, -1, 600_001] {
        assert_eq!(anna.give(robots(), 6, price(FIRST, wrong)).await, highest);
    }
    let again = vec![price(FIRST, 450_000)];
    done(&mut anna, robots(), 6, again).await;
    assert_eq!(
        boris.give(robots(), 7, price(FIRST, 600_000)).await,
        applied(8)
    );
    let since = office.today();
    let entry = |kopecks, desk: &Desk<'_>| PriceEntry {
        price: Kopecks(kopecks),
        since,
        clerk: desk.login.profile.clerk,
    };
    let found = programme(&anna).await;
    let prices = &found.module(FIRST).unwrap().prices;
    // Families may have asked at each of them.
    let kept = [
        entry(500_000, &anna),
        entry(450_000, &anna),
        entry(600_000, &boris),
    ];
    assert_eq!(*prices, kept);
    let unchanged = refused(Refusal::NothingChanged);
    assert_eq!(
        anna.give(robots(), 8, price(FIRST, 600_000)).await,
        unchanged
    );
    // Another percentage is for the next prices and the next opening.
    let percent = set(FundingCommand::SetPricePercent { percent: 100 });
    assert_eq!(anna.give(home(), 3, percent).await, applied(4));
    let lower = refused(EnrolmentRefusal::PriceBounds(Kopecks(400_000)));
    assert_eq!(anna.give(robots(), 8, price(FIRST, 400_001)).await, lower);
    assert_eq!(anna.give(robots(), 8, open(&[FIRST], true)).await, lower);
}

#[tokio::test]
async fn the_price_in_a_request_never_changes() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    child(&mut anna, 2).await;
    assert_eq!(anna.give(request(1), 0, morning(1)).await, applied(1));
    to(&office, "2026-09-02");
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    assert_eq!(
        anna.give(robots(), 6, price(FIRST, 600_000)).await,
        applied(7)
    );
    assert_eq!(boris.give(request(2), 0, morning(2)).await, applied(1));
    assert_eq!(anna.give(request(1), 1, confirm()).await, applied(2));
    for (number, kopecks) in [(1, 500_000), (2, 600_000)] {
        let cost = recorded(&anna, number).await.cost.unwrap();
        assert_eq!(cost.price, Kopecks(kopecks));
        assert_eq!(cost.total.total(), Kopecks(kopecks));
        assert_eq!(cost.shares.certificate.total(), Kopecks(400_000));
        assert_eq!(cost.shares.parents.total(), Kopecks(kopecks - 400_000));
    }
    let module = programme(&anna).await;
    assert_eq!(module.module(FIRST).unwrap().prices.len(), 2);
}

#[tokio::test]
async fn enrolment_opens_with_a_group_and_a_price_and_closes_for_many_at_once() {
    let office = september().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    funded(&mut anna).await;
    child(&mut anna, 1).await;
    let mut empty = outline(ProgrammeRegister::Certified);
    empty.modules[1].groups.clear();
    let send = step(ProgrammeCommand::SendProgramme);
    done(&mut anna, robots(), 0, vec![save(empty), send]).await;
    let opens = open(&[FIRST], true);
    let draft = refused(Refusal::WrongState("on_review".to_owned()));
    assert_eq!(anna.give(robots(), 2, opens.clone()).await, draft);
    let approve = step(ProgrammeCommand::ApproveProgramme);
    assert_eq!(boris.give(robots(), 2, approve).await, applied(3));
    let missing = refused(EnrolmentRefusal::PriceMissing);
    assert_eq!(anna.give(robots(), 3, opens.clone()).await, missing);
    let priced = vec![price(FIRST, 500_000), price(SECOND, 500_000)];
    done(&mut anna, robots(), 3, priced).await;
    // One of two that can't be opened leaves both as they are.
    let both = open(&[FIRST, SECOND], true);
    let no_group = refused(EnrolmentRefusal::GroupMissing);
    assert_eq!(anna.give(robots(), 5, both).await, no_group);
    let closed = refused(EnrolmentRefusal::EnrolmentClosed);
    assert_eq!(anna.give(request(1), 0, morning(1)).await, closed);
    assert_eq!(anna.give(robots(), 5, opens).await, applied(6));
    assert_eq!(anna.give(request(1), 0, morning(1)).await, applied(1));

    let closing = open(&[FIRST, SECOND], false);
    assert_eq!(anna.give(robots(), 6, closing).await, applied(7));
    // Who has asked before goes on.
    assert_eq!(anna.give(request(1), 1, confirm()).await, applied(2));
    child(&mut anna, 2).await;
    assert_eq!(anna.give(request(2), 0, morning(2)).await, closed);
    assert_eq!(
        told(&office, scope(&anna), "set_enrolment").await.last(),
        Some(&"applied:closed 1,2".to_owned())
    );
}

#[tokio::test]
async fn an_archived_programme_takes_nobody_and_its_contracts_go_on() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    child(&mut anna, 2).await;
    child(&mut anna, 3).await;
    let today = office.today();
    let contract = vec![morning(1), confirm(), conclude("1", today)];
    done(&mut anna, request(1), 0, contract).await;
    assert_eq!(anna.give(request(2), 0, morning(2)).await, applied(1));
    let group = step(ProgrammeCommand::ArchiveGroup {
        module: FIRST,
        group: MORNING,
    });
    let in_use = refused(EnrolmentRefusal::InUse(2));
    assert_eq!(anna.give(robots(), 6, group).await, in_use);
    let evening = step(ProgrammeCommand::ArchiveGroup {
        module: FIRST,
        group: EVENING,
    });
    assert_eq!(anna.give(robots(), 6, evening).await, applied(7));
    let there = enrol(form(3, place(FIRST, EVENING)));
    let archived = refused(EnrolmentRefusal::GroupArchived);
    assert_eq!(anna.give(request(3), 0, there).await, archived);
    let archive = step(ProgrammeCommand::ArchiveProgramme);
    assert_eq!(anna.give(robots(), 7, archive).await, applied(8));
    let gone = refused(EnrolmentRefusal::NotPublished);
    assert_eq!(anna.give(request(3), 0, morning(3)).await, gone);
    assert_eq!(anna.give(request(2), 1, confirm()).await, gone);
    to(&office, "2027-01-01");
    let mut anna = office.login("anna", Channel::Open).await;
    let complete = Command::Enrolment(EnrolmentCommand::Complete);
    assert_eq!(anna.give(request(1), 3, complete).await, applied(4));
    assert_eq!(recorded(&anna, 1).await.days, autumn());
}

#[tokio::test]
async fn two_desks_at_one_programme_are_told_who_was_first() {
    let office = september().await;
    let (mut anna, mut boris) = ready(&office).await;
    assert_eq!(
        anna.give(robots(), 6, price(FIRST, 450_000)).await,
        applied(7)
    );
    let late = boris.give(robots(), 6, price(FIRST, 450_000)).await;
    let Outcome::Already {
        version: 7,
        by: Some(by),
    } = late
    else {
        panic!("{late:?}");
    };
    assert_eq!(by.name.as_str(), "Анна Первая");
    let late = boris.give(robots(), 6, price(FIRST, 460_000)).await;
    assert!(
        matches!(late, Outcome::Conflict { version: 7, .. }),
        "{late:?}"
    );
}
