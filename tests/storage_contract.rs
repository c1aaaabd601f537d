//! What every storage of the register promises. Each implementation runs the same functions.
#![cfg(feature = "server")]

use chrono::{DateTime, Duration, Utc};
use reestr::api::session::Channel;
use reestr::api::sync::{Outcome, Scope};
use reestr::domain::duplicate::Likeness;
use reestr::domain::{
    ApplicationState, Capabilities, Capability, Case, CertificateNumber, CertificateState, ClerkId,
    IntakeRegistration, MunicipalityCode, OrganisationId, Zone,
};
use reestr::server::storage::night::{Due, DueRow};
use reestr::server::storage::rows::{
    AuditLink, Device, Import, Name, NewClerk, REGISTER, Renewal, StoredResult, Token, live,
};
use reestr::server::storage::{Read, Storage, StorageError, sqlite};
use uuid::Uuid;

#[path = "storage_contract/enrolment.rs"]
mod enrolment;
#[path = "storage_contract/family.rs"]
mod family;
#[path = "storage_contract/generations.rs"]
mod generations;
#[path = "storage_contract/handbook.rs"]
mod handbook;
#[path = "storage_contract/leases.rs"]
mod leases;
#[path = "storage_contract/letters.rs"]
mod letters;
#[path = "simulation/storage/mod.rs"]
#[allow(dead_code, reason = "the simulation uses the rest")]
mod memory;
#[path = "storage_contract/moves.rs"]
mod moves;
#[path = "storage_contract/night.rs"]
mod night;
#[path = "storage_contract/overview.rs"]
mod overview;
#[path = "storage_contract/portal.rs"]
mod portal;
#[path = "storage_contract/purses.rs"]
mod purses;
#[path = "storage_contract/records.rs"]
mod records;
#[path = "storage_contract/results.rs"]
mod results;
#[path = "storage_contract/search.rs"]
mod search;
#[path = "storage_contract/supplies.rs"]
mod supplies;

use records::{card, case, day, keys, moment, number};

const HERE: MunicipalityCode = MunicipalityCode(1);
const THERE: MunicipalityCode = MunicipalityCode(7);
const SCOPE: Scope = Scope::Municipality(HERE);

/// Runs each promise against a fresh `SQLite` file, and against the storage of the simulation.
macro_rules! each_storage {
    ($($promise:ident),* $(,)?) => {
        mod in_sqlite {
            use super::*;

            $(#[tokio::test]
            async fn $promise() {
                let dir = tempfile::tempdir().unwrap();
                let storage = sqlite::open(&dir.path().join("register.sqlite")).await.unwrap();
                promise::$promise(&storage).await;
                storage.close().await;
            })*
        }

        mod in_memory {
            use super::*;

            $(#[tokio::test]
            async fn $promise() {
                promise::$promise(&memory::MemoryStorage::default()).await;
            })*
        }
    };
}

each_storage!(
    what_is_not_committed_is_gone,
    a_reader_sees_one_moment,
    writers_go_one_after_another,
    offices_and_clerks_read_back,
    a_zone_reads_back_with_the_municipality_and_its_clerks,
    names_that_are_taken_or_missing_are_told,
    tokens_and_devices_read_back,
    results_read_back,
    results_are_found_by_the_identifier_of_their_act,
    a_device_goes_on_in_another_epoch,
    a_case_is_replaced_and_counted,
    a_certificate_number_belongs_to_one_application,
    search_fits_everything_and_goes_by_number,
    names_are_found_by_the_beginnings_of_their_words,
    only_near_and_living_cards_are_candidates,
    pairs_are_told_apart_in_both_orders,
    changes_name_who_made_them,
    the_journal_gives_each_number_once,
    overdue_papers_are_found_the_oldest_first,
    an_import_is_as_if_written_one_by_one,
    the_audit_is_paged_by_its_number,
    reveals_are_remembered,
    a_lease_reads_back_and_its_fence_never_goes_down,
    a_claim_goes_by_number_and_passes_what_others_hold,
    leases_are_told_in_the_order_of_change,
    a_generation_tells_where_the_one_behind_it_began,
    videos_are_told_by_article_and_changed_by_their_code,
    an_article_is_read_in_its_latest_revision,
    counters_of_numbers_never_go_down,
    leased_pairs_have_one_holder_until_they_end,
    pairs_that_came_back_are_kept_for_other_devices,
    taken_serials_are_found_in_a_range,
    consent_texts_go_by_code_and_version,
    issuers_are_told_the_last_used_first,
    looks_are_kept_for_as_long_as_they_count,
    a_certificate_has_the_password_that_was_put_last,
    comparisons_are_counted_by_application_and_day,
    a_record_that_moves_is_read_by_its_number,
    a_record_that_moved_is_written_where_it_is,
    who_left_is_told_until_it_comes_back,
    whom_refused_data_resemble_is_kept_until_it_is_settled,
    a_letter_is_queued_once_and_found_when_it_is_due,
    a_letter_leaves_no_state_but_the_one_that_is_named,
    an_office_has_its_address_until_it_is_taken_away,
    programmes_and_requests_are_told_in_the_order_of_change,
    what_is_due_is_found_by_its_day,
    what_is_put_off_is_found_later_until_it_is_written_again,
    a_night_is_told_with_its_counts_and_failures,
    places_are_taken_by_offers_and_contracts,
    the_live_requests_of_a_certificate_are_found,
    requests_by_one_person_go_by_their_identifier,
    a_certificate_has_one_live_request_for_a_module,
    programmes_and_requests_go_by_their_identifier,
    money_is_told_in_the_order_of_change,
    a_group_is_used_by_certificates_with_money_of_the_period,
    a_case_is_found_by_its_certificate,
    steps_name_who_made_them,
    a_contract_number_stands_once_in_an_organisation_and_year,
    work_is_counted_by_day_and_by_clerk,
    what_waits_is_counted_by_its_age,
    groups_that_learn_are_told_with_their_places,
    money_by_month_follows_every_change_of_a_request,
    accounts_of_portals_read_back,
    answers_to_portals_are_kept_by_account_and_key,
    what_a_portal_has_sent_is_its_own,
    open_programmes_go_by_municipality_and_identifier,
);

mod promise {
    use super::*;

    pub use super::results::{
        a_device_goes_on_in_another_epoch, results_are_found_by_the_identifier_of_their_act,
        results_read_back,
    };
    pub use crate::enrolment::{
        a_case_is_found_by_its_certificate, a_certificate_has_one_live_request_for_a_module,
        a_contract_number_stands_once_in_an_organisation_and_year,
        places_are_taken_by_offers_and_contracts,
        programmes_and_requests_are_told_in_the_order_of_change,
        programmes_and_requests_go_by_their_identifier,
        requests_by_one_person_go_by_their_identifier, steps_name_who_made_them,
        the_live_requests_of_a_certificate_are_found,
    };
    pub use crate::family::a_certificate_has_the_password_that_was_put_last;
    pub use crate::generations::a_generation_tells_where_the_one_behind_it_began;
    pub use crate::handbook::{
        an_article_is_read_in_its_latest_revision,
        videos_are_told_by_article_and_changed_by_their_code,
    };
    pub use crate::leases::{
        a_claim_goes_by_number_and_passes_what_others_hold,
        a_lease_reads_back_and_its_fence_never_goes_down, leases_are_told_in_the_order_of_change,
    };
    pub use crate::letters::{
        a_letter_is_queued_once_and_found_when_it_is_due,
        a_letter_leaves_no_state_but_the_one_that_is_named,
        an_office_has_its_address_until_it_is_taken_away,
    };
    pub use crate::moves::{
        a_record_that_moved_is_written_where_it_is, a_record_that_moves_is_read_by_its_number,
        who_left_is_told_until_it_comes_back,
        whom_refused_data_resemble_is_kept_until_it_is_settled,
    };
    pub use crate::night::{
        a_night_is_told_with_its_counts_and_failures, what_is_due_is_found_by_its_day,
        what_is_put_off_is_found_later_until_it_is_written_again,
    };
    pub use crate::overview::{
        groups_that_learn_are_told_with_their_places,
        money_by_month_follows_every_change_of_a_request, what_waits_is_counted_by_its_age,
        work_is_counted_by_day_and_by_clerk,
    };
    pub use crate::portal::{
        accounts_of_portals_read_back, answers_to_portals_are_kept_by_account_and_key,
        open_programmes_go_by_municipality_and_identifier, what_a_portal_has_sent_is_its_own,
    };
    pub use crate::purses::{
        a_group_is_used_by_certificates_with_money_of_the_period,
        money_is_told_in_the_order_of_change,
    };
    pub use crate::search::{
        names_are_found_by_the_beginnings_of_their_words,
        only_near_and_living_cards_are_candidates, search_fits_everything_and_goes_by_number,
    };
    pub use crate::supplies::{
        comparisons_are_counted_by_application_and_day, consent_texts_go_by_code_and_version,
        counters_of_numbers_never_go_down, issuers_are_told_the_last_used_first,
        leased_pairs_have_one_holder_until_they_end, looks_are_kept_for_as_long_as_they_count,
        pairs_that_came_back_are_kept_for_other_devices, taken_serials_are_found_in_a_range,
    };

    pub async fn offices(storage: &dyn Storage) -> ClerkId {
        let mut tx = storage.write().await.unwrap();
        tx.put_municipality(HERE, &"Сыктывкар".into())
            .await
            .unwrap();
        tx.put_municipality(THERE, &"Ухта".into()).await.unwrap();
        let organisation = tx.put_organisation(HERE, &"Дворец".into()).await.unwrap();
        assert_eq!(organisation, OrganisationId(1));
        tx.put_organisation(THERE, &"Школа".into()).await.unwrap();
        let clerk = NewClerk {
            login: "anna",
            name: &"Анна".into(),
            organisation,
            capabilities: [Capability::PersonalView].into_iter().collect(),
            password: "$hash",
        };
        let id = tx.put_clerk(&clerk).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Cases in the order given, each with the next change number of its municipality.
    pub async fn put(storage: &dyn Storage, cases: &[(Case, Likeness)]) {
        let mut tx = storage.write().await.unwrap();
        for (case, keys) in cases {
            let number = case.number();
            let seq = tx
                .bump(Scope::Municipality(number.municipality()), 1)
                .await
                .unwrap();
            tx.put_case(case, seq).await.unwrap();
            tx.put_card(number, &card(), keys, live(case))
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
    }

    pub async fn what_is_not_committed_is_gone(storage: &dyn Storage) {
        let mut tx = storage.write().await.unwrap();
        assert_eq!(tx.bump(SCOPE, 3).await.unwrap(), 3);
        drop(tx);
        let mut tx = storage.write().await.unwrap();
        assert_eq!(tx.counter(SCOPE).await.unwrap(), 0);
        assert_eq!(tx.bump(SCOPE, 1).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(
            storage.read().await.unwrap().counter(SCOPE).await.unwrap(),
            1
        );
    }

    pub async fn a_reader_sees_one_moment(storage: &dyn Storage) {
        let mut before = storage.read().await.unwrap();
        assert_eq!(before.counter(SCOPE).await.unwrap(), 0);
        let mut tx = storage.write().await.unwrap();
        tx.bump(SCOPE, 1).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(before.counter(SCOPE).await.unwrap(), 0);
        let mut after = storage.read().await.unwrap();
        assert_eq!(after.counter(SCOPE).await.unwrap(), 1);
        assert_eq!(after.counters().await.unwrap().len(), 1);
    }

    pub async fn writers_go_one_after_another(storage: &dyn Storage) {
        let one = async || {
            let mut tx = storage.write().await.unwrap();
            let seen = tx.counter(SCOPE).await.unwrap();
            tokio::task::yield_now().await;
            assert_eq!(tx.bump(SCOPE, 1).await.unwrap(), seen + 1);
            tx.commit().await.unwrap();
        };
        futures_util::future::join_all((0..20).map(|_| one())).await;
        assert_eq!(
            storage.read().await.unwrap().counter(SCOPE).await.unwrap(),
            20
        );
    }

    pub async fn offices_and_clerks_read_back(storage: &dyn Storage) {
        let id = offices(storage).await;
        let mut tx = storage.write().await.unwrap();
        tx.set_capabilities("anna", [Capability::Print].into_iter().collect())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut tx = storage.read().await.unwrap();
        let clerk = tx.clerk_by_login("anna").await.unwrap().unwrap();
        assert_eq!(
            (clerk.id, clerk.municipality, clerk.organisation),
            (id, HERE, OrganisationId(1))
        );
        assert_eq!(
            clerk.capabilities,
            [Capability::Print].into_iter().collect::<Capabilities>()
        );
        assert_eq!(
            (clerk.name.as_str(), clerk.password.as_str()),
            ("Анна", "$hash")
        );
        assert_eq!(tx.clerk(id).await.unwrap().unwrap().id, id);
        assert!(tx.clerk_by_login("Anna").await.unwrap().is_none());
        assert_eq!(tx.colleagues(OrganisationId(1)).await.unwrap().len(), 1);
        assert_eq!(
            tx.organisations(HERE).await.unwrap()[0].name.as_str(),
            "Дворец"
        );
        assert_eq!(
            tx.municipality_of(OrganisationId(2)).await.unwrap(),
            Some(THERE)
        );
        assert_eq!(tx.municipality_of(OrganisationId(3)).await.unwrap(), None);
        assert_eq!(
            tx.municipality(THERE).await.unwrap().unwrap().as_str(),
            "Ухта"
        );
        assert_eq!(tx.municipalities().await.unwrap(), [HERE, THERE]);
        assert_eq!(clerk.zone, Zone::MOSCOW);
    }

    pub async fn a_zone_reads_back_with_the_municipality_and_its_clerks(storage: &dyn Storage) {
        offices(storage).await;
        let east = Zone::try_from(12).unwrap();
        let mut tx = storage.write().await.unwrap();
        tx.set_zone(HERE, east).await.unwrap();
        let nowhere = tx.set_zone(MunicipalityCode(9), east).await;
        assert!(matches!(nowhere, Err(StorageError::Missing(_))));
        tx.commit().await.unwrap();
        let mut tx = storage.read().await.unwrap();
        assert_eq!(tx.zone(HERE).await.unwrap(), Some(east));
        assert_eq!(tx.zone(THERE).await.unwrap(), Some(Zone::MOSCOW));
        assert_eq!(tx.zone(MunicipalityCode(9)).await.unwrap(), None);
        assert_eq!(tx.clerk_by_login("anna").await.unwrap().unwrap().zone, east);
    }

    pub async fn names_that_are_taken_or_missing_are_told(storage: &dyn Storage) {
        offices(storage).await;
        let mut tx = storage.write().await.unwrap();
        let twice = tx.put_municipality(HERE, &"Опять".into()).await;
        assert!(matches!(twice, Err(StorageError::Taken(_))));
        let nowhere = tx
            .put_organisation(MunicipalityCode(9), &"Нигде".into())
            .await;
        assert!(matches!(nowhere, Err(StorageError::Missing(_))));
        let clerk = NewClerk {
            login: "anna",
            name: &"Другая".into(),
            organisation: OrganisationId(1),
            capabilities: Capabilities::default(),
            password: "$hash",
        };
        assert!(matches!(
            tx.put_clerk(&clerk).await,
            Err(StorageError::Taken(_))
        ));
        let nobody = tx.set_capabilities("nobody", Capabilities::default()).await;
        assert!(matches!(nobody, Err(StorageError::Missing(_))));
    }

    pub async fn tokens_and_devices_read_back(storage: &dyn Storage) {
        let clerk = offices(storage).await;
        let device = Device {
            id: Uuid::now_v7(),
            clerk,
            epoch: 1,
            high_water: 0,
        };
        let token = Token {
            clerk,
            device: device.id,
            channel: Channel::Protected,
            issued: moment(),
            seen: moment(),
        };
        let mut tx = storage.write().await.unwrap();
        tx.put_device(&device).await.unwrap();
        tx.put_token(&[1; 32], &token).await.unwrap();
        tx.put_token(
            &[2; 32],
            &Token {
                issued: moment() + Duration::days(1),
                ..token.clone()
            },
        )
        .await
        .unwrap();
        tx.set_high_water(device.id, 17).await.unwrap();
        tx.touch_token(&[1; 32], moment() + Duration::minutes(5))
            .await
            .unwrap();
        assert_eq!(
            tx.device(device.id).await.unwrap(),
            Some(Device {
                high_water: 17,
                ..device
            })
        );
        assert_eq!(tx.device(Uuid::nil()).await.unwrap(), None);
        let read = tx.token(&[1; 32]).await.unwrap().unwrap();
        assert_eq!((read.channel, read.issued), (Channel::Protected, moment()));
        assert_eq!(read.seen, moment() + Duration::minutes(5));
        tx.drop_tokens_before(moment() + Duration::seconds(1))
            .await
            .unwrap();
        assert!(tx.token(&[1; 32]).await.unwrap().is_none());
        assert!(tx.token(&[2; 32]).await.unwrap().is_some());
        tx.drop_token(&[2; 32]).await.unwrap();
        assert!(tx.token(&[2; 32]).await.unwrap().is_none());
    }

    pub async fn a_case_is_replaced_and_counted(storage: &dyn Storage) {
        let like = keys("орлов", "2015-05-05", "a", None);
        let cases: Vec<_> = (1..=5)
            .map(|serial| (case(HERE, serial), like.clone()))
            .collect();
        put(storage, &cases).await;
        let mut changed = case(HERE, 2);
        changed.application.version = 2;
        put(storage, &[(changed.clone(), like)]).await;
        let mut tx = storage.read().await.unwrap();
        assert_eq!(tx.case(number(HERE, 2)).await.unwrap(), Some(changed));
        assert_eq!(tx.case(number(HERE, 9)).await.unwrap(), None);
        assert_eq!(tx.card(number(HERE, 2)).await.unwrap(), Some(card()));
        assert_eq!(tx.card(number(THERE, 2)).await.unwrap(), None);
        let since = |rows: Vec<(u64, Case)>| -> Vec<(u64, u32)> {
            rows.iter()
                .map(|(seq, case)| (*seq, case.number().serial()))
                .collect()
        };
        let all = tx.changed(HERE, 0, 100).await.unwrap();
        assert_eq!(since(all), [(1, 1), (3, 3), (4, 4), (5, 5), (6, 2)]);
        let page = tx.changed(HERE, 3, 2).await.unwrap();
        assert_eq!(since(page), [(4, 4), (5, 5)]);
        assert!(tx.changed(THERE, 0, 100).await.unwrap().is_empty());
        assert_eq!(tx.counter(SCOPE).await.unwrap(), 6);
    }

    pub async fn a_certificate_number_belongs_to_one_application(storage: &dyn Storage) {
        put(
            storage,
            &[(case(HERE, 1), keys("а", "2015-05-05", "a", None))],
        )
        .await;
        let mut tx = storage.write().await.unwrap();
        assert!(
            tx.certificate_taken(CertificateNumber::new(HERE, 1))
                .await
                .unwrap()
        );
        assert!(
            !tx.certificate_taken(CertificateNumber::new(THERE, 1))
                .await
                .unwrap()
        );
        let mut other = case(HERE, 2);
        other.certificate.number = CertificateNumber::new(HERE, 1);
        let seq = tx.bump(SCOPE, 1).await.unwrap();
        assert!(matches!(
            tx.put_case(&other, seq).await,
            Err(StorageError::Taken(_))
        ));
    }

    pub async fn pairs_are_told_apart_in_both_orders(storage: &dyn Storage) {
        let (one, two) = (number(HERE, 1), number(THERE, 2));
        let mut tx = storage.write().await.unwrap();
        tx.tell_apart(one, two).await.unwrap();
        tx.tell_apart(two, one).await.unwrap();
        assert_eq!(tx.told_apart(one).await.unwrap(), [two]);
        assert_eq!(tx.told_apart(two).await.unwrap(), [one]);
        assert!(tx.told_apart(number(HERE, 3)).await.unwrap().is_empty());
    }

    pub async fn changes_name_who_made_them(storage: &dyn Storage) {
        let anna = offices(storage).await;
        let target = number(HERE, 1);
        let mut tx = storage.write().await.unwrap();
        tx.put_change(target, 1, REGISTER, "submit", moment())
            .await
            .unwrap();
        tx.put_change(target, 2, anna, "verify", moment())
            .await
            .unwrap();
        tx.put_change(target, 3, anna, "accept", moment())
            .await
            .unwrap();
        let changes = tx.changes_after(target, 0).await.unwrap();
        let told: Vec<_> = changes
            .iter()
            .map(|c| (c.version, c.name.as_str(), c.command.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (3, "Анна", "accept"),
                (2, "Анна", "verify"),
                (1, "", "submit")
            ]
        );
        assert_eq!(changes[0].at, moment());
        assert_eq!(tx.changes_after(target, 2).await.unwrap().len(), 1);
    }

    pub async fn the_journal_gives_each_number_once(storage: &dyn Storage) {
        let (one, two) = (OrganisationId(1), OrganisationId(2));
        let mut tx = storage.write().await.unwrap();
        assert_eq!(tx.lease_journal(one, 2026, 50).await.unwrap(), 1);
        assert_eq!(tx.lease_journal(one, 2026, 50).await.unwrap(), 51);
        assert_eq!(tx.lease_journal(two, 2026, 10).await.unwrap(), 1);
        assert_eq!(tx.lease_journal(one, 2027, 50).await.unwrap(), 1);
        let (a, b) = (number(HERE, 1), number(HERE, 2));
        assert!(tx.claim_journal_number(one, 2026, "17", a).await.unwrap());
        assert!(!tx.claim_journal_number(one, 2026, "17", b).await.unwrap());
        assert!(tx.claim_journal_number(one, 2026, "17", a).await.unwrap());
        assert!(tx.claim_journal_number(two, 2026, "17", b).await.unwrap());
        assert!(tx.claim_journal_number(one, 2027, "17", b).await.unwrap());
        assert!(tx.journal_number_taken(one, 2026, "17").await.unwrap());
        assert!(!tx.journal_number_taken(one, 2026, "18").await.unwrap());
        assert!(!tx.journal_number_taken(two, 2027, "17").await.unwrap());
    }

    pub async fn overdue_papers_are_found_the_oldest_first(storage: &dyn Storage) {
        let like = keys("орлов", "2015-05-05", "a", None);
        let due = |serial, date: &str| {
            let mut case = case(HERE, serial);
            case.application.paper_due = day(date);
            (case, like.clone())
        };
        let mut accepted = due(4, "2026-03-01");
        accepted.0.application.state = ApplicationState::Accepted;
        put(
            storage,
            &[
                due(1, "2026-03-31"),
                due(2, "2026-03-30"),
                due(3, "2026-04-01"),
                accepted,
            ],
        )
        .await;
        let mut tx = storage.read().await.unwrap();
        let papers = Due::Papers(HERE);
        let found = async |tx: &mut dyn Read, what, after, limit| {
            let rows = tx.due(what, day("2026-03-31"), after, limit).await.unwrap();
            rows.into_iter().collect::<Vec<_>>()
        };
        let row = |serial, date: &str| DueRow {
            day: day(date),
            target: number(HERE, serial).into(),
        };
        let both = [row(2, "2026-03-30"), row(1, "2026-03-31")];
        assert_eq!(found(&mut *tx, papers, None, 10).await, both);
        assert_eq!(found(&mut *tx, papers, None, 1).await, both[..1]);
        assert_eq!(found(&mut *tx, papers, Some(both[0]), 10).await, both[1..]);
        assert_eq!(found(&mut *tx, Due::Papers(THERE), None, 10).await, []);
    }

    pub async fn an_import_is_as_if_written_one_by_one(storage: &dyn Storage) {
        let clerk = offices(storage).await;
        let imports: Vec<Import> = (1..=1_500)
            .map(|serial| {
                let mut case = case(HERE, serial);
                if serial == 7 {
                    case.application.state = ApplicationState::Accepted;
                    case.application.intake = Some(IntakeRegistration {
                        journal_number: "431".into(),
                        date: day("2026-03-05"),
                        clerk,
                        organisation: OrganisationId(1),
                    });
                }
                if serial == 8 {
                    case.certificate.state = CertificateState::Released;
                }
                Import {
                    keys: keys(
                        &format!("орлов-\"{serial}\" матвей"),
                        "2015-05-05",
                        "a",
                        None,
                    ),
                    case,
                    card: card(),
                    change_seq: u64::from(serial),
                }
            })
            .collect();
        let mut tx = storage.write().await.unwrap();
        tx.bump(SCOPE, 1_500).await.unwrap();
        tx.import(&imports, moment()).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = storage.write().await.unwrap();
        for place in [0, 6, 7, 999, 1_000, 1_499] {
            let import = &imports[place];
            let number = import.case.number();
            assert_eq!(tx.case(number).await.unwrap().as_ref(), Some(&import.case));
            assert_eq!(tx.card(number).await.unwrap(), Some(card()));
        }
        assert_eq!(tx.changed(HERE, 1_499, 10).await.unwrap().len(), 1);
        let found = tx
            .search_names(HERE, &["\"42\"".to_owned()], None, 10)
            .await
            .unwrap();
        assert_eq!(found[0].0.number(), number(HERE, 42));
        let near = tx.near(number(HERE, 1), &imports[0].keys).await.unwrap();
        assert_eq!(near.len(), 1_498);
        let changes = tx.changes_after(number(HERE, 7), 0).await.unwrap();
        assert_eq!(
            (changes[0].clerk, changes[0].command.as_str(), changes[0].at),
            (REGISTER, "import", moment())
        );
        let other = number(HERE, 9);
        assert!(
            !tx.claim_journal_number(OrganisationId(1), 2026, "431", other)
                .await
                .unwrap()
        );
        assert_eq!(
            tx.lease_journal(OrganisationId(1), 2026, 50).await.unwrap(),
            432
        );
        // What was imported can be changed like any other record.
        tx.put_case(&imports[0].case, 1_501).await.unwrap();
    }

    pub async fn the_audit_is_paged_by_its_number(storage: &dyn Storage) {
        let mut tx = storage.write().await.unwrap();
        assert!(tx.audit_head(SCOPE).await.unwrap().is_none());
        for n in 1..=5 {
            let link = AuditLink {
                n,
                row: format!("{{\"n\":{n}}}"),
                hash: vec![n as u8; 32],
            };
            tx.put_audit(SCOPE, &link).await.unwrap();
        }
        let again = AuditLink {
            n: 5,
            row: String::new(),
            hash: Vec::new(),
        };
        assert!(tx.put_audit(SCOPE, &again).await.is_err());
        tx.put_audit(Scope::Organisation(OrganisationId(1)), &again)
            .await
            .unwrap();
        let head = tx.audit_head(SCOPE).await.unwrap().unwrap();
        assert_eq!(
            (head.n, head.row.as_str(), head.hash),
            (5, "{\"n\":5}", vec![5; 32])
        );
        let page = tx.audit_page(SCOPE, 1, 2).await.unwrap();
        assert_eq!(page.iter().map(|link| link.n).collect::<Vec<_>>(), [2, 3]);
        let scopes = tx.audit_scopes().await.unwrap();
        assert_eq!(scopes, [SCOPE, Scope::Organisation(OrganisationId(1))]);
    }

    pub async fn reveals_are_remembered(storage: &dyn Storage) {
        let target = number(HERE, 1);
        let mut tx = storage.write().await.unwrap();
        tx.put_reveal(ClerkId(1), target, moment()).await.unwrap();
        tx.put_reveal(ClerkId(1), target, moment() + Duration::days(1))
            .await
            .unwrap();
        assert!(tx.revealed(ClerkId(1), target).await.unwrap());
        assert!(!tx.revealed(ClerkId(2), target).await.unwrap());
        assert!(!tx.revealed(ClerkId(1), number(HERE, 2)).await.unwrap());
    }
}
