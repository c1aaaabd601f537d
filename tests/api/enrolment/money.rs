//! The money of certificates, to the kopeck, on every step of a request and of its contract.

use reestr::api::session::Channel;
use reestr::api::sync::Outcome;
use reestr::domain::enrolment::{Ending, Party, RequestState};
use reestr::domain::funding::CertificateGroupId;
use reestr::domain::reason::{RequestRefuseReason, TerminateReason};
use reestr::domain::{
    AccountCommand, CertificateKind, Command, EnrolmentCommand, EnrolmentRefusal, FundingCommand,
    Kopecks, Refusal, Split, Target,
};

use super::{
    EVENING, FIRST, MORNING, NEXT_YEAR, NOMINAL, PERIOD, SECOND, account, agreement, applied,
    autumn, certificate, certificates, child, conclude, confirm, day, done, enrol, form, home,
    morning, period, place, purse, ready, recorded, refused, request, september, set, to, told,
};
use crate::office::{Desk, Office, SYKTYVKAR, organisation};

/// Of 5 000.00 for the autumn the certificate pays the normative 4 000.00, and the design's check splits it so.
const FIRST_MONTH: i64 = 59_260;
const OTHER_MONTH: i64 = 113_580;

fn refuse() -> Command {
    Command::Enrolment(EnrolmentCommand::RefuseRequest {
        reason: RequestRefuseReason::Health,
        text: "".into(),
    })
}

fn withdraw() -> Command {
    Command::Enrolment(EnrolmentCommand::WithdrawRequest)
}

fn terminate(notice: &str) -> Command {
    Command::Enrolment(EnrolmentCommand::Terminate {
        by: Party::Family,
        reason: TerminateReason::Moved,
        text: "".into(),
        notice: day(notice),
    })
}

fn complete() -> Command {
    Command::Enrolment(EnrolmentCommand::Complete)
}

fn money(target: u32) -> Target {
    Target::Account(certificate(target))
}

async fn later<'a>(office: &'a Office, date: &str) -> Desk<'a> {
    to(office, date);
    office.login("anna", Channel::Open).await
}

#[tokio::test]
async fn from_the_request_to_the_end_of_the_contract_no_kopeck_is_lost() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    assert_eq!(anna.give(request(1), 0, morning(1)).await, applied(1));
    let shares = recorded(&anna, 1).await.cost.unwrap().shares;
    let months = |first, other| Split {
        first: Kopecks(first),
        other: Kopecks(other),
        months: 3,
    };
    assert_eq!(shares.certificate, months(FIRST_MONTH, OTHER_MONTH));
    assert_eq!(shares.parents, months(14_815, 28_395));
    assert_eq!(purse(&anna, 1).await, [600_000, 400_000, 0]);
    assert_eq!(anna.give(request(1), 1, confirm()).await, applied(2));
    assert_eq!(purse(&anna, 1).await, [600_000, 400_000, 0]);
    let concluded = conclude("1 - ПФ", office.today());
    assert_eq!(anna.give(request(1), 2, concluded).await, applied(3));
    let left = 400_000 - FIRST_MONTH;
    assert_eq!(purse(&anna, 1).await, [600_000, left, FIRST_MONTH]);

    // October is learnt and paid; November and December come back at once.
    let mut anna = later(&office, "2026-10-10").await;
    let ended = anna.give(request(1), 3, terminate("2026-10-10")).await;
    assert_eq!(ended, applied(4));
    let back = NOMINAL - FIRST_MONTH - OTHER_MONTH;
    assert_eq!(purse(&anna, 1).await, [back, OTHER_MONTH, FIRST_MONTH]);
    let found = recorded(&anna, 1).await;
    assert_eq!(found.state, RequestState::Concluded);
    assert_eq!(found.termination.unwrap().effective, day("2026-10-31"));
    let not_over = refused(EnrolmentRefusal::NotOver);
    assert_eq!(anna.give(request(1), 4, complete()).await, not_over);
    let again = refused(EnrolmentRefusal::EndsAlready);
    let notice = terminate("2026-10-10");
    assert_eq!(anna.give(request(1), 4, notice).await, again);

    let mut anna = later(&office, "2026-11-01").await;
    assert_eq!(anna.give(request(1), 4, complete()).await, applied(5));
    let paid = FIRST_MONTH + OTHER_MONTH;
    assert_eq!(purse(&anna, 1).await, [back, 0, paid]);
    assert!(account(&anna, 1).await.unwrap().claims.is_empty());
    let found = recorded(&anna, 1).await;
    assert_eq!(found.state, RequestState::Terminated(Ending::ByFamily));
    assert_eq!(found.months_paid, 2);
    assert_eq!(
        told(&office, super::scope(&anna), "terminate").await,
        ["applied:moved", "refused:ends_already"]
    );
}

#[tokio::test]
async fn a_contract_of_a_later_date_pays_the_months_up_to_it_and_a_completed_one_all() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    done(&mut anna, request(1), 0, vec![morning(1), confirm()]).await;
    let mut anna = later(&office, "2026-11-05").await;
    let concluded = conclude("1", day("2026-11-05"));
    assert_eq!(anna.give(request(1), 2, concluded).await, applied(3));
    let paid = FIRST_MONTH + 2 * OTHER_MONTH;
    assert_eq!(purse(&anna, 1).await, [600_000, OTHER_MONTH, paid]);
    let mut anna = later(&office, "2027-01-01").await;
    assert_eq!(anna.give(request(1), 3, complete()).await, applied(4));
    assert_eq!(purse(&anna, 1).await, [600_000, 0, 400_000]);
    let completed = RequestState::Terminated(Ending::Completed);
    assert_eq!(recorded(&anna, 1).await.state, completed);
}

#[tokio::test]
async fn refusal_and_withdrawal_give_the_reserve_back() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    let bare = Command::Enrolment(EnrolmentCommand::RefuseRequest {
        reason: RequestRefuseReason::Other,
        text: "".into(),
    });
    done(&mut anna, request(1), 0, vec![morning(1)]).await;
    let no_text = refused(Refusal::TextMissing);
    assert_eq!(anna.give(request(1), 1, bare).await, no_text);
    assert_eq!(anna.give(request(1), 1, refuse()).await, applied(2));
    assert_eq!(purse(&anna, 1).await, [NOMINAL, 0, 0]);
    // The module is free for another request, which may be taken back from an offer as well.
    let offered = vec![morning(1), confirm(), withdraw()];
    done(&mut anna, request(2), 0, offered).await;
    assert_eq!(purse(&anna, 1).await, [NOMINAL, 0, 0]);
    let state = recorded(&anna, 2).await.state;
    let asked = RequestState::Refused(RequestRefuseReason::FamilyAsked);
    assert_eq!(state, asked);
    let over = refused(Refusal::WrongState("refused".to_owned()));
    assert_eq!(anna.give(request(2), 3, confirm()).await, over);
    let concluded = vec![morning(1), confirm(), conclude("1", office.today())];
    done(&mut anna, request(3), 0, concluded).await;
    let stands = refused(Refusal::WrongState("concluded".to_owned()));
    assert_eq!(anna.give(request(3), 3, withdraw()).await, stands);
}

#[tokio::test]
async fn the_certificate_pays_what_it_has_and_the_parents_the_rest() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    let own = organisation(SYKTYVKAR);
    let small = FundingCommand::SetCertificateGroup {
        group: certificates(1, 500_000),
    };
    // Nobody has money yet, so the group may get less.
    assert_eq!(anna.give(home(), 3, set(small)).await, applied(4));
    let second = enrol(form(1, place(SECOND, NEXT_YEAR)));
    assert_eq!(anna.give(request(1), 0, morning(1)).await, applied(1));
    assert_eq!(anna.give(request(2), 0, second).await, applied(1));
    let cost = recorded(&anna, 2).await.cost.unwrap();
    assert_eq!(cost.shares.certificate.total(), Kopecks(100_000));
    assert_eq!(cost.shares.parents.total(), Kopecks(400_000));
    let held = account(&anna, 1).await.unwrap();
    let left = held.purse(PERIOD).unwrap();
    assert!(held.holds());
    assert_eq!(
        (left.balance, left.reserved),
        (Kopecks(0), Kopecks(500_000))
    );
    assert_eq!(held.claims.len(), 2);
    assert!(held.claims.iter().all(|claim| claim.organisation == own));
    // A third request finds nothing; the yearly top-up reaches the purse with it.
    done(&mut anna, request(2), 1, vec![withdraw()]).await;
    let grown = FundingCommand::SetCertificateGroup {
        group: certificates(1, NOMINAL),
    };
    assert_eq!(anna.give(home(), 4, set(grown)).await, applied(5));
    let third = enrol(form(1, place(SECOND, NEXT_YEAR)));
    assert_eq!(anna.give(request(3), 0, third).await, applied(1));
    assert_eq!(purse(&anna, 1).await, [200_000, 800_000, 0]);
}

#[tokio::test]
async fn an_empty_certificate_pays_nothing() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    let small = FundingCommand::SetCertificateGroup {
        group: certificates(1, 400_000),
    };
    assert_eq!(anna.give(home(), 3, set(small)).await, applied(4));
    assert_eq!(anna.give(request(1), 0, morning(1)).await, applied(1));
    let second = enrol(form(1, place(SECOND, NEXT_YEAR)));
    let empty = refused(EnrolmentRefusal::NoFunds);
    assert_eq!(anna.give(request(2), 0, second).await, empty);
    let held = account(&anna, 1).await.unwrap();
    assert_eq!(held.purse(PERIOD).unwrap().reserved, Kopecks(400_000));
    assert_eq!(held.claims.len(), 1);
}

#[tokio::test]
async fn the_first_certified_programme_makes_a_certificate_financed_while_its_group_has_room() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    child(&mut anna, 2).await;
    let before = anna.since(0).await.deltas.remove(0).cursor;
    let mut group = certificates(1, NOMINAL);
    group.certificates_limit = Some(1);
    let limited = FundingCommand::SetCertificateGroup { group };
    assert_eq!(anna.give(home(), 3, set(limited)).await, applied(4));
    assert_eq!(anna.give(request(1), 0, morning(1)).await, applied(1));
    let delta = anna.since(before).await.deltas.remove(0);
    let [case] = &delta.set[..] else {
        panic!("{delta:?}");
    };
    assert_eq!(case.certificate.kind, CertificateKind::Financed);
    assert_eq!(case.application.version, 4);
    assert_eq!(delta.accounts.len(), 1);
    assert_eq!(delta.accounts[0].group, Some(CertificateGroupId(1)));

    let no_room = refused(EnrolmentRefusal::CertificateGroupFull);
    assert_eq!(anna.give(request(2), 0, morning(2)).await, no_room);
    let waits = Command::Account(AccountCommand::JoinWaitingList);
    assert_eq!(anna.give(money(2), 0, waits).await, applied(1));
    let waiting = account(&anna, 2).await.unwrap();
    assert_eq!(waiting.waits_since, Some(office.today()));
    let mut larger = certificates(1, NOMINAL);
    larger.sum_limit = Some(Kopecks(2 * NOMINAL));
    let larger = FundingCommand::SetCertificateGroup { group: larger };
    assert_eq!(anna.give(home(), 4, set(larger)).await, applied(5));
    assert_eq!(anna.give(request(2), 0, morning(2)).await, applied(1));
    assert_eq!(account(&anna, 2).await.unwrap().waits_since, None);
}

#[tokio::test]
async fn limits_are_not_set_below_what_is_in_use() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    child(&mut anna, 2).await;
    done(&mut anna, request(1), 0, vec![morning(1), confirm()]).await;
    let evening = enrol(form(2, place(FIRST, EVENING)));
    done(&mut anna, request(2), 0, vec![evening, confirm()]).await;
    let below = refused(EnrolmentRefusal::LimitBelowUse(2));
    let mut group = certificates(1, NOMINAL);
    group.sum_limit = Some(Kopecks(2 * NOMINAL - 1));
    let sum = set(FundingCommand::SetCertificateGroup { group });
    assert_eq!(anna.give(home(), 3, sum).await, below);
    let mut few = agreement(organisation(SYKTYVKAR));
    few.limit = Some(1);
    let few = set(FundingCommand::SetAgreement { agreement: few });
    assert_eq!(anna.give(home(), 3, few).await, below);
    let strange = agreement(reestr::domain::OrganisationId(77));
    let strange = set(FundingCommand::SetAgreement { agreement: strange });
    let unknown = refused(EnrolmentRefusal::Unknown);
    assert_eq!(anna.give(home(), 3, strange).await, unknown);

    // Another group, with room for one certificate, takes one of the two.
    let mut other = certificates(2, NOMINAL);
    other.certificates_limit = Some(1);
    let other = set(FundingCommand::SetCertificateGroup { group: other });
    assert_eq!(anna.give(home(), 3, other).await, applied(4));
    let assign = || {
        Command::Account(AccountCommand::AssignGroup {
            group: CertificateGroupId(2),
        })
    };
    assert_eq!(anna.give(money(1), 0, assign()).await, applied(1));
    let no_room = refused(EnrolmentRefusal::CertificateGroupFull);
    assert_eq!(anna.give(money(2), 0, assign()).await, no_room);
    assert_eq!(purse(&anna, 1).await, [600_000, 400_000, 0]);

    // A period in which something was paid keeps its days.
    done(
        &mut anna,
        request(1),
        2,
        vec![conclude("1", office.today())],
    )
    .await;
    let mut longer = period();
    longer.days.last = day("2027-09-30");
    let longer = set(FundingCommand::SetPeriod { period: longer });
    let in_use = refused(EnrolmentRefusal::InUse(1));
    assert_eq!(anna.give(home(), 4, longer).await, in_use);
}

#[tokio::test]
async fn an_account_that_does_not_add_up_stops_the_step_and_leaves_nothing_behind() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    assert_eq!(anna.give(request(1), 0, morning(1)).await, applied(1));
    // A kopeck is gone from the register's own data.
    let mut broken = account(&anna, 1).await.unwrap();
    let mut held = broken.purse(PERIOD).unwrap();
    held.balance = Kopecks(held.balance.0 - 1);
    broken.set_purse(PERIOD, held);
    let storage = office.running.register().storage();
    let mut tx = storage.write().await.unwrap();
    let scope = reestr::api::sync::Scope::Municipality(SYKTYVKAR);
    let seq = tx.bump(scope, 1).await.unwrap();
    tx.put_account(&broken, seq).await.unwrap();
    tx.commit().await.unwrap();

    let failed = refused(Refusal::RegisterFailed);
    for command in [confirm(), withdraw(), refuse()] {
        assert_eq!(anna.give(request(1), 1, command).await, failed);
    }
    let assign = Command::Account(AccountCommand::JoinWaitingList);
    let outcome = anna.give(money(1), 0, assign).await;
    assert_eq!(
        outcome,
        Outcome::Refused {
            why: Refusal::RegisterFailed
        }
    );
    let found = recorded(&anna, 1).await;
    assert_eq!((found.version, found.state), (1, RequestState::New));
    assert_eq!(found.days, autumn());
    assert_eq!(found.place.group, MORNING);
    let told = told(&office, super::scope(&anna), "confirm_request").await;
    assert_eq!(told, ["refused:register_failed"]);
    // Others are not held up.
    child(&mut anna, 2).await;
    assert_eq!(anna.give(request(2), 0, morning(2)).await, applied(1));
}
