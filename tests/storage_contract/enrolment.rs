//! What every storage promises of programmes, requests and contracts.

use reestr::api::sync::Scope;
use reestr::domain::enrolment::{Cost, Mark, Place, RequestState};
use reestr::domain::funding::PeriodId;
use reestr::domain::programme::{
    Ages, Direction, GroupId, ModuleId, ProgrammeRegister, ProgrammeState, StudyForm,
};
use reestr::domain::reason::RequestRefuseReason;
use reestr::domain::{
    CertificateNumber, Clean, ClerkId, EnrolmentRequest, Kopecks, OrganisationId, Programme,
    ProgrammeId, RequestId, Shares, Source, Span, Split, Target,
};
use reestr::server::storage::Storage;
use reestr::server::storage::enrolment::{Places, PlacesOf, Step};
use reestr::server::storage::rows::REGISTER;
use uuid::Uuid;

use super::promise::offices;
use crate::records::{case, day, moment};
use crate::{HERE, THERE};

const ONE: OrganisationId = OrganisationId(1);
const TWO: OrganisationId = OrganisationId(2);
const ROBOTS: ProgrammeId = ProgrammeId(Uuid::from_u128(70));
const CHESS: ProgrammeId = ProgrammeId(Uuid::from_u128(71));
const PERIOD: PeriodId = PeriodId(2026);

fn id(number: u128) -> RequestId {
    RequestId(Uuid::from_u128(number))
}

fn certificate(serial: u32) -> CertificateNumber {
    CertificateNumber::new(HERE, serial)
}

pub fn programme(id: ProgrammeId, organisation: OrganisationId) -> Programme {
    Programme {
        id,
        version: 1,
        organisation,
        municipality: HERE,
        register: ProgrammeRegister::Certified,
        state: ProgrammeState::Draft,
        year: 2026,
        name: "Робототехника".into(),
        direction: Direction::Robotics,
        form: StudyForm::FullTime,
        ages: Ages { from: 7, to: 12 },
        health: Vec::new(),
        description: Clean::default(),
        limit: None,
        modules: Vec::new(),
        sent_by: None,
        published: None,
    }
}

/// Of certificate `number`, paid by the municipality HERE.
fn request(number: u32, group: u16, state: RequestState) -> EnrolmentRequest {
    let month = Split {
        first: Kopecks(100),
        other: Kopecks(100),
        months: 1,
    };
    EnrolmentRequest {
        id: id(number.into()),
        version: 1,
        state,
        certificate: certificate(number),
        payer: HERE,
        organisation: ONE,
        register: ProgrammeRegister::Certified,
        place: Place {
            programme: ROBOTS,
            module: ModuleId(1),
            group: GroupId(group),
        },
        days: Span {
            first: day("2026-09-01"),
            last: day("2026-10-31"),
        },
        age: Some(9),
        source: Source::Portal,
        created_at: moment(),
        created_by: Some(ClerkId(1)),
        cost: Some(Cost {
            price: Kopecks(200),
            normative_price: Kopecks(200),
            total: month,
            shares: Shares {
                certificate: month,
                parents: month,
            },
            period: Some(PERIOD),
        }),
        months_paid: 0,
        confirmed: None,
        refusal_text: Clean::default(),
        contract: None,
        termination: None,
    }
}

pub async fn programmes_and_requests_are_told_in_the_order_of_change(storage: &dyn Storage) {
    let mut tx = storage.write().await.unwrap();
    let (robots, chess) = (programme(ROBOTS, ONE), programme(CHESS, TWO));
    tx.put_programme(&robots, 1).await.unwrap();
    tx.put_programme(&chess, 1).await.unwrap();
    let (first, second) = (
        request(1, 1, RequestState::New),
        request(2, 1, RequestState::New),
    );
    tx.put_request(&first, 2).await.unwrap();
    tx.put_request(&second, 3).await.unwrap();
    let confirmed = EnrolmentRequest {
        version: 2,
        state: RequestState::Confirmed,
        ..first.clone()
    };
    tx.put_request(&confirmed, 4).await.unwrap();
    let published = Programme {
        version: 2,
        state: ProgrammeState::Published,
        ..robots.clone()
    };
    tx.put_programme(&published, 5).await.unwrap();
    tx.commit().await.unwrap();

    let mut tx = storage.read().await.unwrap();
    assert_eq!(tx.programme(ROBOTS).await.unwrap(), Some(published.clone()));
    assert_eq!(tx.request(first.id).await.unwrap(), Some(confirmed.clone()));
    assert_eq!(tx.request(id(9)).await.unwrap(), None);
    for (target, organisation) in [
        (Target::Programme(CHESS), Some(TWO)),
        (Target::Request(first.id), Some(ONE)),
        (Target::Request(id(9)), None),
        (Target::Funding(HERE), None),
    ] {
        assert_eq!(tx.organisation_of(target).await.unwrap(), organisation);
    }
    let changed = tx.programmes_changed(ONE, 0, 10).await.unwrap();
    assert_eq!(changed, [(5, published)]);
    assert!(tx.programmes_changed(ONE, 5, 10).await.unwrap().is_empty());
    assert_eq!(
        tx.programmes_changed(TWO, 0, 10).await.unwrap(),
        [(1, chess)]
    );
    let both = [(3, second.clone()), (4, confirmed)];
    assert_eq!(tx.requests_changed(ONE, 0, 10).await.unwrap(), both);
    assert_eq!(tx.requests_changed(ONE, 0, 1).await.unwrap(), both[..1]);
    assert_eq!(tx.requests_changed(ONE, 3, 10).await.unwrap(), both[1..]);
    assert!(tx.requests_changed(TWO, 0, 10).await.unwrap().is_empty());
}

pub async fn places_are_taken_by_offers_and_contracts(storage: &dyn Storage) {
    let refused = RequestState::Refused(RequestRefuseReason::Other);
    let mut elsewhere = request(6, 1, RequestState::Concluded);
    elsewhere.organisation = TWO;
    let mut other_payer = request(7, 1, RequestState::Confirmed);
    other_payer.payer = THERE;
    let mut other_period = request(8, 2, RequestState::Confirmed);
    if let Some(cost) = &mut other_period.cost {
        cost.period = Some(PeriodId(2027));
    }
    let mut free = request(9, 2, RequestState::Concluded);
    free.cost = None;
    let requests = [
        request(1, 1, RequestState::New),
        request(2, 1, RequestState::Confirmed),
        request(3, 1, RequestState::Concluded),
        request(4, 1, refused),
        request(5, 2, RequestState::Confirmed),
        elsewhere,
        other_payer,
        other_period,
        free,
    ];
    let mut tx = storage.write().await.unwrap();
    for (request, seq) in requests.iter().zip(1..) {
        tx.put_request(request, seq).await.unwrap();
    }
    let mut places = Places {
        organisation: ONE,
        of: PlacesOf::Group(ROBOTS, GroupId(1)),
        without: id(100),
    };
    assert_eq!(tx.places_taken(&places).await.unwrap(), 3);
    places.without = id(2);
    assert_eq!(tx.places_taken(&places).await.unwrap(), 2);
    places.of = PlacesOf::Programme(ROBOTS);
    assert_eq!(tx.places_taken(&places).await.unwrap(), 5);
    places.of = PlacesOf::Agreement(HERE, PERIOD);
    assert_eq!(tx.places_taken(&places).await.unwrap(), 2);
    places.of = PlacesOf::Agreement(THERE, PERIOD);
    assert_eq!(tx.places_taken(&places).await.unwrap(), 1);
    places.of = PlacesOf::Programme(CHESS);
    assert_eq!(tx.places_taken(&places).await.unwrap(), 0);
    let live = tx.live_by_group(ONE, ROBOTS).await.unwrap();
    assert_eq!(live, [(GroupId(1), 4), (GroupId(2), 3)]);
    assert!(tx.live_by_group(ONE, CHESS).await.unwrap().is_empty());

    let moved = request(5, 1, RequestState::Confirmed);
    tx.put_request(&moved, 20).await.unwrap();
    places.of = PlacesOf::Group(ROBOTS, GroupId(1));
    places.without = id(100);
    assert_eq!(tx.places_taken(&places).await.unwrap(), 4);
}

pub async fn the_live_requests_of_a_certificate_are_found(storage: &dyn Storage) {
    let of = |number: u16, state| {
        let mut of_another_module = request(number.into(), 1, state);
        of_another_module.certificate = certificate(1);
        of_another_module.place.module = ModuleId(number);
        of_another_module
    };
    let refused = RequestState::Refused(RequestRefuseReason::Other);
    let mut away = of(4, RequestState::Confirmed);
    away.organisation = TWO;
    let open = of(2, RequestState::New);
    let mut tx = storage.write().await.unwrap();
    for (request, seq) in [
        &away,
        &of(3, refused),
        &open,
        &request(1, 1, RequestState::New),
    ]
    .into_iter()
    .zip(1..)
    {
        tx.put_request(request, seq).await.unwrap();
    }
    let live = tx.live_requests(certificate(1)).await.unwrap();
    // Those of two organisations, and the one with number 1, which is of this certificate by its own.
    assert_eq!(live, [request(1, 1, RequestState::New), open, away]);
    assert!(tx.live_requests(certificate(9)).await.unwrap().is_empty());
}

pub async fn a_certificate_has_one_live_request_for_a_module(storage: &dyn Storage) {
    let first = request(1, 1, RequestState::New);
    let second = EnrolmentRequest {
        certificate: certificate(1),
        ..request(2, 2, RequestState::New)
    };
    let mut tx = storage.write().await.unwrap();
    tx.put_request(&first, 1).await.unwrap();
    assert!(tx.put_request(&second, 2).await.is_err());
    let ended = EnrolmentRequest {
        state: RequestState::Refused(RequestRefuseReason::Other),
        ..first
    };
    tx.put_request(&ended, 3).await.unwrap();
    tx.put_request(&second, 4).await.unwrap();
    let confirmed = EnrolmentRequest {
        state: RequestState::Confirmed,
        ..second
    };
    tx.put_request(&confirmed, 5).await.unwrap();
    let live = tx.live_requests(certificate(1)).await.unwrap();
    assert_eq!(live, [confirmed]);
}

pub async fn requests_by_one_person_go_by_their_identifier(storage: &dyn Storage) {
    let confirmed = |number, clerk| EnrolmentRequest {
        confirmed: Some(Mark {
            clerk: ClerkId(clerk),
            at: moment(),
        }),
        ..request(number, 1, RequestState::Confirmed)
    };
    let mut tx = storage.write().await.unwrap();
    let (one, three) = (confirmed(1, 1), confirmed(3, 1));
    for (request, seq) in [&three, &confirmed(2, 2), &one].into_iter().zip(1..) {
        tx.put_request(request, seq).await.unwrap();
    }
    let all = tx.by_one_person(ONE, None, 10).await.unwrap();
    assert_eq!(all, [one.clone(), three.clone()]);
    assert_eq!(tx.by_one_person(ONE, None, 1).await.unwrap(), [one]);
    let rest = tx.by_one_person(ONE, Some(id(1)), 10).await.unwrap();
    assert_eq!(rest, [three]);
    assert!(tx.by_one_person(TWO, None, 10).await.unwrap().is_empty());
}

pub async fn programmes_and_requests_go_by_their_identifier(storage: &dyn Storage) {
    let mut tx = storage.write().await.unwrap();
    let (robots, chess) = (programme(ROBOTS, ONE), programme(CHESS, ONE));
    let drawing = programme(ProgrammeId(Uuid::from_u128(72)), TWO);
    for (programme, seq) in [(&chess, 1), (&robots, 2), (&drawing, 1)] {
        tx.put_programme(programme, seq).await.unwrap();
    }
    let (one, two) = (
        request(1, 1, RequestState::New),
        request(2, 1, RequestState::Concluded),
    );
    let three = request(3, 1, RequestState::Concluded);
    for (request, seq) in [(&three, 3), (&one, 4), (&two, 5)] {
        tx.put_request(request, seq).await.unwrap();
    }
    let all = [robots.clone(), chess.clone()];
    assert_eq!(tx.programmes_of(ONE, None, 10).await.unwrap(), all);
    assert_eq!(tx.programmes_of(ONE, None, 1).await.unwrap(), [robots]);
    let rest = tx.programmes_of(ONE, Some(ROBOTS), 10).await.unwrap();
    assert_eq!(rest, [chess]);
    let all = [one.clone(), two.clone(), three.clone()];
    assert_eq!(tx.requests_of(ONE, None, None, 10).await.unwrap(), all);
    let page = tx.requests_of(ONE, None, Some(id(1)), 1).await.unwrap();
    assert_eq!(page, std::slice::from_ref(&two));
    let concluded = Some("concluded");
    let found = tx.requests_of(ONE, concluded, None, 10).await.unwrap();
    assert_eq!(found, [two, three.clone()]);
    let page = tx.requests_of(ONE, concluded, Some(id(2)), 10).await;
    assert_eq!(page.unwrap(), [three]);
    assert!(tx.requests_of(TWO, None, None, 9).await.unwrap().is_empty());

    let confirmed = EnrolmentRequest {
        state: RequestState::Confirmed,
        ..one
    };
    tx.put_request(&confirmed, 6).await.unwrap();
    let none = tx.requests_of(ONE, Some("new"), None, 9).await.unwrap();
    assert!(none.is_empty());
    let found = tx.requests_of(ONE, Some("confirmed"), None, 9).await;
    assert_eq!(found.unwrap(), [confirmed]);
}

pub async fn a_case_is_found_by_its_certificate(storage: &dyn Storage) {
    let mut tx = storage.write().await.unwrap();
    let own = case(HERE, 1);
    let mut moved = case(HERE, 2);
    tx.put_case(&own, 1).await.unwrap();
    tx.put_case(&moved, 2).await.unwrap();
    moved.certificate.served_by = Some(THERE);
    let way = reestr::server::storage::records::Move {
        from: HERE,
        left: 3,
        came: 1,
    };
    tx.move_case(&moved, &way).await.unwrap();
    assert_eq!(tx.case_of(certificate(1)).await.unwrap(), Some(own));
    assert_eq!(tx.case_of(certificate(2)).await.unwrap(), Some(moved));
    assert_eq!(tx.case_of(certificate(3)).await.unwrap(), None);
}

pub async fn steps_name_who_made_them(storage: &dyn Storage) {
    let anna = offices(storage).await;
    let target = Target::Request(id(1));
    let scope = Scope::Organisation(ONE);
    let mut tx = storage.write().await.unwrap();
    for (version, clerk, command) in [
        (1, REGISTER, "enrol"),
        (2, anna, "confirm_request"),
        (3, anna, "conclude"),
    ] {
        let step = Step {
            scope,
            target,
            version,
            clerk,
            command,
            at: moment(),
        };
        tx.put_step(&step).await.unwrap();
    }
    let steps = tx.steps_after(scope, target, 0).await.unwrap();
    let told: Vec<_> = steps
        .iter()
        .map(|step| (step.version, step.name.as_str(), step.command.as_str()))
        .collect();
    let all = [
        (3, "Анна", "conclude"),
        (2, "Анна", "confirm_request"),
        (1, "", "enrol"),
    ];
    assert_eq!(told, all);
    assert_eq!(steps[0].at, moment());
    assert_eq!(tx.steps_after(scope, target, 2).await.unwrap().len(), 1);
    let other = Target::Request(id(2));
    assert!(tx.steps_after(scope, other, 0).await.unwrap().is_empty());
}

pub async fn a_contract_number_stands_once_in_an_organisation_and_year(storage: &dyn Storage) {
    let mut tx = storage.write().await.unwrap();
    let (one, two) = (id(1), id(2));
    for (organisation, year, number, request, free) in [
        (ONE, 2026, "17", one, true),
        (ONE, 2026, "17", one, true),
        (ONE, 2026, "17", two, false),
        (ONE, 2027, "17", two, true),
        (TWO, 2026, "17", two, true),
        (ONE, 2026, "17/1", two, true),
    ] {
        let claimed = tx
            .claim_contract_number(organisation, year, number, request)
            .await;
        assert_eq!(claimed.unwrap(), free, "{organisation:?} {year} {number}");
    }
    assert_eq!(tx.lease_contracts(ONE, 2026, 50).await.unwrap(), 1);
    assert_eq!(tx.lease_contracts(ONE, 2026, 20).await.unwrap(), 51);
    assert_eq!(tx.lease_contracts(ONE, 2027, 20).await.unwrap(), 1);
    assert_eq!(tx.lease_contracts(TWO, 2026, 20).await.unwrap(), 1);
    assert_eq!(tx.lease_journal(ONE, 2026, 5).await.unwrap(), 1);
}
