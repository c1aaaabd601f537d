//! Which scopes a desk asks for, and its contract numbers.

use std::collections::BTreeMap;

use super::*;
use crate::api::error::ErrorBody;
use crate::api::session::{OrganisationName, Profile};
use crate::domain::{Capability, MunicipalityCode, OrganisationId};

const HERE: Scope = Scope::Municipality(MunicipalityCode(1));
const OWN: Scope = Scope::Organisation(OrganisationId(17));
const OTHER: Scope = Scope::Organisation(OrganisationId(21));

fn clerk(right: Capability) -> Profile {
    let named = |id| OrganisationName {
        id: OrganisationId(id),
        name: "Школа".into(),
    };
    Profile {
        municipality: MunicipalityCode(1),
        organisation: OrganisationId(17),
        organisations: vec![named(17), named(21)],
        capabilities: [right].into_iter().collect(),
        ..Profile::nobody()
    }
}

#[tokio::test(start_paused = true)]
async fn a_desk_follows_its_municipality_and_its_organisation_and_tells_its_contract_numbers() {
    let clerk = clerk(Capability::ContractConclude);
    let mut rig = Rig::begun_by(Channel::Open, None, clerk).await;
    let request = rig.sync(|_| SyncAnswer::default()).await;
    assert_eq!(request.cursors, BTreeMap::from([(HERE, 0), (OWN, 0)]));
    assert_eq!(request.contracts_left, Some(3));
}

#[tokio::test(start_paused = true)]
async fn who_concludes_no_contracts_asks_for_no_numbers() {
    let clerk = clerk(Capability::EnrolmentView);
    let mut rig = Rig::begun_by(Channel::Open, None, clerk).await;
    let request = rig.sync(|_| SyncAnswer::default()).await;
    assert_eq!(request.contracts_left, None);
}

#[tokio::test(start_paused = true)]
async fn who_reviews_follows_all_and_goes_on_with_its_own_where_the_register_gives_no_others() {
    let clerk = clerk(Capability::ProgrammeReview);
    let mut rig = Rig::begun_by(Channel::Open, None, clerk).await;
    let refused = Trouble::Refused {
        body: ErrorBody {
            code: ErrorCode::NotAllowed,
            message: "a cursor names a scope of another organisation".into(),
            fields: Vec::new(),
        },
        retry_after: None,
    };
    let request = rig.fails(refused).await;
    let all = BTreeMap::from([(HERE, 0), (OWN, 0), (OTHER, 0)]);
    assert_eq!(request.cursors, all);
    let request = rig.sync(|_| SyncAnswer::default()).await;
    assert_eq!(request.cursors, BTreeMap::from([(HERE, 0), (OWN, 0)]));
}
