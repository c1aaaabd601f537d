//! Puts what came about into the register's tables, in one transaction: records, who brought them there, and the numbers
//! that they use up.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::Enrolment;
use super::office::Done;
use crate::api::sync::Scope;
use crate::demo::worked::Counts;
use crate::domain::Zone;
use crate::domain::overview::Work;
use crate::server::storage::enrolment::Step;
use crate::server::storage::overview::Counted;
use crate::server::storage::{Result, Storage, StorageError, Write};

/// Writes everything behind what the register holds of cases.
///
/// # Errors
/// When the storage fails, or has a contract's number already.
pub async fn write(storage: &dyn Storage, Enrolment(office): &Enrolment) -> Result<()> {
    let mut tx = storage.write().await?;
    for funding in office.fundings.values() {
        let seq = tx
            .bump(Scope::Municipality(funding.municipality), 1)
            .await?;
        tx.put_funding(funding, seq).await?;
    }
    for programme in office.programmes.values() {
        let seq = tx
            .bump(Scope::Organisation(programme.organisation), 1)
            .await?;
        tx.put_programme(programme, seq).await?;
    }
    for account in office.accounts.values() {
        let seq = tx.bump(Scope::Municipality(account.payer), 1).await?;
        tx.put_account(account, seq).await?;
    }
    for request in office.requests.values() {
        let seq = tx
            .bump(Scope::Organisation(request.organisation), 1)
            .await?;
        tx.put_request(request, seq).await?;
        let Some(contract) = &request.contract else {
            continue;
        };
        let year = u16::try_from(contract.date.year()).unwrap_or_default();
        let (organisation, number) = (request.organisation, contract.number.as_str());
        let free = tx
            .claim_contract_number(organisation, year, number, request.id)
            .await?;
        if !free {
            let why = format!("the contract number {number} of {year} is there twice");
            return Err(StorageError::Failed(why));
        }
    }
    // Desks are leased the numbers behind those that are used.
    for ((organisation, year), last) in &office.books {
        tx.lease_contracts(*organisation, *year, *last).await?;
    }
    for done in &office.done {
        tx.put_step(&Step {
            scope: done.scope,
            target: done.target,
            version: done.version,
            clerk: done.clerk,
            command: done.command,
            at: done.at,
        })
        .await?;
    }
    let counted = count(&mut *tx, &office.done).await?;
    tx.count_work(&counted).await?;
    tx.commit().await
}

/// What was done, as the register would have counted it.
async fn count(tx: &mut dyn Write, done: &[Done]) -> Result<Vec<Counted>> {
    let mut homes = BTreeMap::new();
    let mut counts = Counts::default();
    for done in done {
        let (Scope::Organisation(id), Some(work)) = (done.scope, Work::of_code(done.command))
        else {
            continue;
        };
        let home = match homes.get(&id) {
            Some(home) => *home,
            None => tx.municipality_of(id).await?,
        };
        homes.insert(id, home);
        if let Some(municipality) = home {
            let day = Zone::MOSCOW.date(done.at);
            counts.add(municipality, (day, id, done.clerk, work));
        }
    }
    Ok(counts.rows())
}
