//! Reports on enrolment. Nothing personal: clerks are numbers here.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::lists::ByOnePerson;
use crate::domain::{Clean, EnrolmentRequest, OrganisationId, ProgrammeId, RequestId};
use crate::server::storage::{Read, Result};

/// Requests that one clerk has made and confirmed, by identifier behind `after`, at most `limit`.
pub async fn by_one_person(
    tx: &mut dyn Read,
    organisation: OrganisationId,
    after: Option<RequestId>,
    limit: usize,
) -> Result<Vec<ByOnePerson>> {
    let requests = tx.by_one_person(organisation, after, limit).await?;
    let programmes: BTreeSet<ProgrammeId> = requests.iter().map(|r| r.place.programme).collect();
    let mut names = BTreeMap::new();
    for id in programmes {
        if let Some(programme) = tx.programme(id).await? {
            names.insert(id, programme.name);
        }
    }
    let row = |request| row(request, &names);
    Ok(requests.into_iter().filter_map(row).collect())
}

fn row(request: EnrolmentRequest, names: &BTreeMap<ProgrammeId, Clean>) -> Option<ByOnePerson> {
    let confirmed = request.confirmed?;
    let programme = request.place.programme;
    Some(ByOnePerson {
        request: request.id,
        state: request.state,
        certificate: request.certificate,
        programme,
        programme_name: names.get(&programme).cloned().unwrap_or_default(),
        group: request.place.group,
        clerk: confirmed.clerk,
        created_at: request.created_at,
        confirmed_at: confirmed.at,
        contract: request.contract.map(|contract| contract.number),
    })
}
