//! Who is told what: the scopes of the organisation and of the paying municipality, the two channels, exactly once.

use reestr::api::error::ErrorCode;
use reestr::api::path;
use reestr::api::session::Channel;
use reestr::api::sync::{Delta, Outcome, Scope};
use reestr::domain::enrolment::Party;
use reestr::domain::reason::TerminateReason;
use reestr::domain::{
    Capabilities, Capability, Command, EnrolmentCommand, FundingCommand, MunicipalityCode, Refusal,
};
use reqwest::StatusCode;

use super::{
    FIRST, PERIOD, applied, certificates, child, conclude, confirm, done, home, morning, open,
    purse, ready, recorded, refused, request, robots, scope, september, set, stranger, told,
};
use crate::office::{Desk, Office, SYKTYVKAR, UKHTA, read};

fn all() -> Capabilities {
    Capability::ALL.iter().copied().collect()
}

async fn delta(desk: &Desk<'_>, scope: Scope, cursor: u64) -> Option<Delta> {
    let mut deltas = desk.changed(scope, cursor).await.deltas;
    assert!(deltas.len() <= 1);
    deltas.pop()
}

fn terminate(text: &str, office: &Office) -> Command {
    Command::Enrolment(EnrolmentCommand::Terminate {
        by: Party::Family,
        reason: TerminateReason::Other,
        text: text.into(),
        notice: office.today(),
    })
}

#[tokio::test]
async fn the_organisation_and_the_payer_are_told_what_is_theirs() {
    let office = september().await;
    let (mut anna, boris) = ready(&office).await;
    let town = Scope::Municipality(SYKTYVKAR);
    let house = scope(&anna);
    let before = delta(&boris, town, 0).await.unwrap();
    assert_eq!(before.funding.as_ref().unwrap().price_percent, 150);
    assert!(before.programmes.is_empty() && before.requests.is_empty());
    let own = delta(&boris, house, 0).await.unwrap();
    assert_eq!(own.programmes.len(), 1);
    assert_eq!(own.programmes[0].version, 6);
    assert!(own.set.is_empty() && own.accounts.is_empty() && own.funding.is_none());

    done(&mut anna, request(1), 0, vec![morning(1), confirm()]).await;
    let told = delta(&boris, house, own.cursor).await.unwrap();
    assert!(told.programmes.is_empty());
    // Both steps are one record in its last state.
    assert_eq!(told.requests, [recorded(&anna, 1).await]);
    let money = delta(&boris, town, before.cursor).await.unwrap();
    assert_eq!(money.accounts.len(), 1);
    assert_eq!(money.accounts[0].purse(PERIOD).unwrap().reserved.0, 400_000);
    assert_eq!(money.set.len(), 1);
    assert_eq!(delta(&boris, house, told.cursor).await, None);
    assert_eq!(delta(&boris, town, money.cursor).await, None);
    let closing = open(&[FIRST], false);
    assert_eq!(anna.give(robots(), 6, closing).await, applied(7));
    assert_eq!(delta(&boris, town, money.cursor).await, None);
    let closed = delta(&boris, house, told.cursor).await.unwrap();
    assert!(closed.requests.is_empty() && closed.programmes.len() == 1);
}

#[tokio::test]
async fn a_child_of_another_municipality_is_paid_for_from_there() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    let mut ulyana = office.login("ulyana", Channel::Open).await;
    let theirs = Scope::Municipality(UKHTA);
    let seen = delta(&ulyana, theirs, 0).await.map_or(0, |d| d.cursor);
    let new = crate::office::application(
        UKHTA,
        5,
        office.today(),
        crate::office::card("Соколова", "2017-03-03", "777777"),
    );
    let case = office.arrives(new).await;
    for (seen, command) in [
        (1, crate::office::all_match()),
        (2, crate::office::accept("1", office.today())),
        (3, Command::Activate),
    ] {
        assert_eq!(ulyana.give(case, seen, command).await, applied(seen + 1));
    }
    let mut from_there = super::form(1, super::place(FIRST, super::MORNING));
    from_there.certificate = reestr::domain::CertificateNumber::new(UKHTA, 5);
    let asked = || super::enrol(from_there.clone());
    let no_period = refused(reestr::domain::EnrolmentRefusal::NoPeriod);
    assert_eq!(anna.give(request(1), 0, asked()).await, no_period);
    let money = [
        FundingCommand::SetPeriod {
            period: super::period(),
        },
        FundingCommand::SetCertificateGroup {
            group: certificates(1, 300_000),
        },
    ];
    let target = reestr::domain::Target::Funding(UKHTA);
    done(&mut ulyana, target, 0, money.map(set).into()).await;
    let no_agreement = refused(reestr::domain::EnrolmentRefusal::NoAgreement);
    assert_eq!(anna.give(request(1), 0, asked()).await, no_agreement);
    let agreed = FundingCommand::SetAgreement {
        agreement: super::agreement(anna.login.profile.organisation),
    };
    done(&mut ulyana, target, 2, vec![set(agreed)]).await;
    assert_eq!(anna.give(request(1), 0, asked()).await, applied(1));
    assert_eq!(recorded(&anna, 1).await.payer, UKHTA);
    let told = delta(&ulyana, theirs, seen).await.unwrap();
    assert_eq!(told.accounts.len(), 1);
    assert_eq!(told.accounts[0].purse(PERIOD).unwrap().reserved.0, 300_000);
    let ours = delta(&anna, Scope::Municipality(SYKTYVKAR), 0).await;
    assert!(ours.unwrap().accounts.is_empty());
}

#[tokio::test]
async fn a_clerk_of_another_organisation_touches_and_sees_nothing() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    done(&mut anna, request(1), 0, vec![morning(1)]).await;
    stranger(
        &office,
        "zoya",
        SYKTYVKAR,
        all().without(Capability::ProgrammeReview),
    )
    .await;
    stranger(&office, "pavel", UKHTA, all()).await;
    for login in ["zoya", "pavel"] {
        let mut other = office.login(login, Channel::Open).await;
        let unseen = refused(Refusal::NotFound);
        for (target, seen, command) in [
            (request(1), 1, confirm()),
            (request(2), 0, morning(1)),
            (robots(), 6, open(&[FIRST], false)),
        ] {
            assert_eq!(other.give(target, seen, command).await, unseen);
        }
        for path in [
            format!("/v1/programmes/{}", super::ROBOTS),
            format!("/v1/requests/{}", super::request_id(1)),
        ] {
            assert_eq!(other.get(&path).await.status(), 404, "{login} {path}");
        }
        let mut asked = other.request(Vec::new());
        asked.cursors = [(scope(&anna), 0)].into();
        let answer = other.post(path::SYNC, &asked).await;
        let (status, body) = crate::office::error(answer).await;
        assert_eq!(
            (status, body.code),
            (StatusCode::FORBIDDEN, ErrorCode::NotAllowed)
        );
        assert_eq!(delta(&other, scope(&other), 0).await, None);
    }
    let mut pavel = office.login("pavel", Channel::Open).await;
    let percent = || set(FundingCommand::SetPricePercent { percent: 120 });
    let foreign = refused(Refusal::NotFound);
    assert_eq!(pavel.give(home(), 3, percent()).await, foreign);
    let wait = Command::Account(reestr::domain::AccountCommand::JoinWaitingList);
    let money = reestr::domain::Target::Account(super::certificate(1));
    assert_eq!(pavel.give(money, 0, wait).await, foreign);
    // What a stranger tried stands in the chain of the organisation whose record it is.
    let tried = told(&office, scope(&anna), "confirm_request").await;
    assert_eq!(tried, ["refused:not_found", "refused:not_found"]);
    let nowhere = reestr::domain::Target::Funding(MunicipalityCode(42));
    assert_eq!(pavel.give(nowhere, 0, percent()).await, foreign);
}

#[tokio::test]
async fn each_step_needs_its_right() {
    let office = september().await;
    let (mut anna, mut boris) = ready(&office).await;
    let storage = office.running.register().storage();
    let without = async |right| {
        let left = all().without(right);
        reestr::server::admin::set_capabilities(storage, "boris", left)
            .await
            .unwrap();
        refused(Refusal::NotAllowed(right))
    };
    let none = without(Capability::EnrolmentCreate).await;
    assert_eq!(boris.give(request(1), 0, morning(1)).await, none);
    done(&mut anna, request(1), 0, vec![morning(1)]).await;
    let none = without(Capability::EnrolmentConfirm).await;
    assert_eq!(boris.give(request(1), 1, confirm()).await, none);
    let none = without(Capability::EnrolmentRefuse).await;
    let withdraw = Command::Enrolment(EnrolmentCommand::WithdrawRequest);
    assert_eq!(boris.give(request(1), 1, withdraw).await, none);
    done(&mut anna, request(1), 1, vec![confirm()]).await;
    let none = without(Capability::ContractConclude).await;
    let contract = conclude("1", office.today());
    assert_eq!(boris.give(request(1), 2, contract.clone()).await, none);
    done(&mut anna, request(1), 2, vec![contract]).await;
    let none = without(Capability::ContractTerminate).await;
    let notice = terminate("семья уезжает", &office);
    assert_eq!(boris.give(request(1), 3, notice).await, none);
    let none = without(Capability::ModulePrice).await;
    assert_eq!(boris.give(robots(), 6, super::price(FIRST, 1)).await, none);
    let none = without(Capability::ProgrammePublish).await;
    assert_eq!(boris.give(robots(), 6, open(&[FIRST], false)).await, none);
    let none = without(Capability::SettingsEdit).await;
    let percent = set(FundingCommand::SetPricePercent { percent: 120 });
    assert_eq!(boris.give(home(), 3, percent).await, none);
}

#[tokio::test]
async fn a_repeat_is_answered_as_before_and_moves_no_money() {
    let office = september().await;
    let (mut anna, mut boris) = ready(&office).await;
    let base = reestr::api::sync::Base::Version;
    let made = anna.envelope(request(1), base(0), morning(1));
    let then = anna.envelope(
        request(1),
        reestr::api::sync::Base::After(made.seq),
        confirm(),
    );
    let today = office.today();
    let last = anna.envelope(
        request(1),
        reestr::api::sync::Base::After(then.seq),
        conclude("1", today),
    );
    let commands = vec![made, then, last];
    let first = anna.send(commands.clone()).await;
    let outcomes: Vec<_> = first.results.iter().map(|r| r.outcome.clone()).collect();
    assert_eq!(outcomes, [applied(1), applied(2), applied(3)]);
    let money = purse(&anna, 1).await;
    let rows = told(&office, scope(&anna), "conclude").await;
    let sent = (0..6).map(|_| anna.send(commands.clone()));
    for again in futures_util::future::join_all(sent).await {
        assert_eq!(again.results, first.results);
    }
    assert_eq!(purse(&anna, 1).await, money);
    assert_eq!(told(&office, scope(&anna), "conclude").await, rows);
    // The same act under another name, as after a restored journal, is done once as well.
    let mut copied = boris.envelope(request(1), base(2), conclude("1", today));
    copied.id = commands[2].id;
    copied.hash = copied.digest();
    let answer = boris.send(vec![copied]).await;
    assert_eq!(answer.results[0].outcome, applied(3));
    assert_eq!(purse(&anna, 1).await, money);
}

#[tokio::test]
async fn what_clerks_type_is_given_on_the_protected_channel_to_who_sees_personal_data() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    child(&mut anna, 2).await;
    let contract = vec![morning(1), confirm(), conclude("1", office.today())];
    done(&mut anna, request(1), 0, contract).await;
    let typed = "Матвей Орлов переезжает";
    let notice = terminate(typed, &office);
    assert_eq!(anna.give(request(1), 3, notice).await, applied(4));
    let why = Command::Enrolment(EnrolmentCommand::RefuseRequest {
        reason: reestr::domain::reason::RequestRefuseReason::Other,
        text: typed.into(),
    });
    done(&mut anna, request(2), 0, vec![morning(2), why]).await;
    let path = format!("/v1/requests/{}", super::request_id(1));
    for (login, channel, given) in [
        ("anna", Channel::Open, false),
        ("gleb", Channel::Protected, false),
        ("anna", Channel::Protected, true),
    ] {
        let desk = office.login(login, channel).await;
        let mut asked = desk.request(Vec::new());
        let town = Scope::Municipality(SYKTYVKAR);
        asked.cursors = [(scope(&desk), 0), (town, 0)].into();
        let synced = desk.post(path::SYNC, &asked).await.text().await.unwrap();
        let listed = desk.get(path::REQUESTS).await.text().await.unwrap();
        let one = desk.get(&path).await.text().await.unwrap();
        for (text, times) in [(&synced, 2), (&listed, 2), (&one, 1)] {
            let found = text.matches(typed).count();
            assert_eq!(found, if given { times } else { 0 }, "{login} {channel:?}");
            // What the cards of both children say is in no answer.
            for value in [
                "Орблов",
                "Ильич",
                "2017-01-04",
                "Коммунистическая",
                "9121234567",
            ] {
                assert!(!text.contains(value), "{value}");
            }
        }
    }
    let rows = office.running.register().storage();
    let mut tx = rows.read().await.unwrap();
    for scope in tx.audit_scopes().await.unwrap() {
        for link in tx.audit_page(scope, 0, 10_000).await.unwrap() {
            assert!(!link.row.contains("Матвей"), "{}", link.row);
        }
    }
}

#[tokio::test]
async fn a_session_of_one_channel_reads_nothing_on_the_other() {
    let office = september().await;
    let (anna, _) = ready(&office).await;
    for path in [path::PROGRAMMES, path::REQUESTS, path::ONE_PERSON] {
        let crossed = anna.with_token(office.get(Channel::Protected, path));
        let (status, body) = crate::office::error(crossed.send().await.unwrap()).await;
        assert_eq!(
            (status, body.code),
            (StatusCode::FORBIDDEN, ErrorCode::OtherChannel)
        );
        let protected = office.login("anna", Channel::Protected).await;
        let answer: serde_json::Value = read(protected.get(path).await).await;
        assert!(answer.is_object());
    }
    // Commands are taken on both: nothing in them is personal but what is typed, and that goes in only.
    let mut protected = office.login("boris", Channel::Protected).await;
    let outcome = protected.give(request(1), 0, morning(1)).await;
    assert_eq!(outcome, Outcome::Applied { version: 1 });
}
