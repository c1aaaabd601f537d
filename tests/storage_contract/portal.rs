//! What every storage promises about the families' portals.

use chrono::{Duration, SubsecRound};
use reestr::domain::programme::{Module, ModuleId, ProgrammeState};
use reestr::domain::{
    Clean, Kopecks, MunicipalityCode, OrganisationId, ProgrammeId, RequestId, Target,
};
use reestr::server::storage::portal::{NewPortal, PortalAnswer, PortalId};
use reestr::server::storage::{Storage, StorageError};
use uuid::Uuid;

use crate::records::{moment, number};
use crate::{HERE, THERE, enrolment};

/// Makes an account whose token is `[token; 32]`.
async fn made(storage: &dyn Storage, name: &str, token: u8) -> Result<PortalId, StorageError> {
    let mut tx = storage.write().await?;
    let id = tx
        .put_portal(&NewPortal {
            name: &name.into(),
            token: &[token; 32],
            municipalities: &[HERE, THERE],
            per_minute: 60,
            created: moment(),
        })
        .await?;
    tx.commit().await?;
    Ok(id)
}

pub async fn accounts_of_portals_read_back(storage: &dyn Storage) {
    let id = made(storage, "Портал", 1).await.unwrap();
    let taken = made(storage, "Портал", 2).await;
    assert!(matches!(taken, Err(StorageError::Taken(_))));
    let other = made(storage, "Другой", 3).await.unwrap();
    let mut tx = storage.write().await.unwrap();
    let found = tx.portal_by_token(&[1; 32]).await.unwrap().unwrap();
    assert_eq!((found.id, found.per_minute), (id, 60));
    assert_eq!(found.municipalities, [HERE, THERE]);
    assert_eq!((found.created, found.disabled), (moment(), None));
    tx.set_portal_token(id, &[9; 32]).await.unwrap();
    tx.set_portal_disabled(other, Some(moment())).await.unwrap();
    assert_eq!(tx.portal_by_token(&[1; 32]).await.unwrap(), None);
    let found = tx.portal_by_token(&[9; 32]).await.unwrap();
    assert_eq!(found.map(|portal| portal.id), Some(id));
    let all = tx.portals().await.unwrap();
    let closed: Vec<_> = all.iter().map(|p| (p.id, p.disabled)).collect();
    assert_eq!(closed, [(id, None), (other, Some(moment()))]);
    let nobody = tx.set_portal_disabled(PortalId(77), None).await;
    assert!(matches!(nobody, Err(StorageError::Missing(_))));
    let nobody = tx.set_portal_token(PortalId(77), &[0; 32]).await;
    assert!(matches!(nobody, Err(StorageError::Missing(_))));
}

pub async fn answers_to_portals_are_kept_by_account_and_key(storage: &dyn Storage) {
    let (one, two) = (
        made(storage, "Один", 1).await.unwrap(),
        made(storage, "Два", 2).await.unwrap(),
    );
    let at = moment().trunc_subsecs(3);
    let answer = |days| PortalAnswer {
        hash: [7; 32],
        at: at + Duration::days(days),
        status: 201,
        body: "{\"number\":1}".to_owned(),
    };
    let mut tx = storage.write().await.unwrap();
    tx.put_portal_answer(one, "a", &answer(0)).await.unwrap();
    tx.put_portal_answer(one, "b", &answer(1)).await.unwrap();
    tx.put_portal_answer(two, "a", &answer(2)).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = storage.write().await.unwrap();
    let again = tx.put_portal_answer(one, "a", &answer(5)).await;
    assert!(matches!(again, Err(StorageError::Taken(_))));
    drop(tx);
    let mut tx = storage.write().await.unwrap();
    let kept = tx.portal_answer(one, "a").await.unwrap();
    assert_eq!(kept, Some(answer(0)));
    assert_eq!(tx.portal_answer(two, "b").await.unwrap(), None);
    // The oldest go first, and as many as may.
    tx.sweep_portal_answers(at + Duration::days(2), 1)
        .await
        .unwrap();
    assert_eq!(tx.portal_answer(one, "a").await.unwrap(), None);
    assert!(tx.portal_answer(one, "b").await.unwrap().is_some());
    tx.sweep_portal_answers(at + Duration::days(2), 10)
        .await
        .unwrap();
    assert_eq!(tx.portal_answer(one, "b").await.unwrap(), None);
    assert!(tx.portal_answer(two, "a").await.unwrap().is_some());
}

pub async fn what_a_portal_has_sent_is_its_own(storage: &dyn Storage) {
    let (one, two) = (
        made(storage, "Один", 1).await.unwrap(),
        made(storage, "Два", 2).await.unwrap(),
    );
    let records = [
        Target::Case(number(HERE, 1)),
        Target::Request(RequestId(Uuid::from_u128(5))),
    ];
    let mut tx = storage.write().await.unwrap();
    for record in records {
        tx.put_sent_by(one, record).await.unwrap();
        assert!(tx.sent_by(one, record).await.unwrap());
        assert!(!tx.sent_by(two, record).await.unwrap());
    }
    assert!(!tx.sent_by(one, number(HERE, 2).into()).await.unwrap());
}

fn module(enrolment_open: bool) -> Module {
    Module {
        id: ModuleId(1),
        name: "Модуль".into(),
        months: 4,
        hours: 72,
        normative_price: Kopecks(0),
        prices: Vec::new(),
        children_min: 1,
        children_max: 9,
        results: Clean::default(),
        enrolment_open,
        groups: Vec::new(),
    }
}

pub async fn open_programmes_go_by_municipality_and_identifier(storage: &dyn Storage) {
    let programme = |number: u32, municipality: MunicipalityCode, open: bool| {
        let id = ProgrammeId(Uuid::from_u128(number.into()));
        let mut programme = enrolment::programme(id, OrganisationId(1 + number % 2));
        programme.municipality = municipality;
        programme.state = ProgrammeState::Published;
        programme.modules = vec![module(open)];
        programme
    };
    let mut tx = storage.write().await.unwrap();
    let all = [
        (1, HERE, true),
        (2, HERE, true),
        (3, HERE, false),
        (4, THERE, true),
        (5, HERE, true),
    ];
    for (seq, (id, municipality, open)) in (1..).zip(all) {
        tx.put_programme(&programme(id, municipality, open), seq)
            .await
            .unwrap();
    }
    let mut archived = programme(6, HERE, true);
    archived.state = ProgrammeState::Archived;
    tx.put_programme(&archived, 9).await.unwrap();
    // One that was open is closed now.
    let mut closed = programme(5, HERE, false);
    closed.version += 1;
    tx.put_programme(&closed, 10).await.unwrap();
    let id = |id| ProgrammeId(Uuid::from_u128(id));
    let found = tx.open_programmes(HERE, None, 9).await.unwrap();
    assert_eq!(
        found.iter().map(|p| p.id).collect::<Vec<_>>(),
        [id(1), id(2)]
    );
    let found = tx.open_programmes(HERE, None, 1).await.unwrap();
    assert_eq!(found.iter().map(|p| p.id).collect::<Vec<_>>(), [id(1)]);
    let found = tx.open_programmes(HERE, Some(id(1)), 9).await.unwrap();
    assert_eq!(found.iter().map(|p| p.id).collect::<Vec<_>>(), [id(2)]);
    let found = tx.open_programmes(THERE, None, 9).await.unwrap();
    assert_eq!(found.len(), 1);
}
