//! A record goes on in another municipality: it leaves one scope and appears in another, under the same number.

use super::{Actor, Demanded};
use crate::api::sync::Scope;
use crate::domain::{Case, MunicipalityCode, Refusal};
use crate::server::storage::records::Move;
use crate::server::storage::{Result, Write};

/// Whether the register has the municipality.
pub async fn there(tx: &mut dyn Write, to: MunicipalityCode) -> Result<Demanded> {
    let known = tx.municipality(to).await?.is_some();
    Ok(known.then_some(()).ok_or(Refusal::Municipality))
}

/// Writes the record into the scope of the municipality that serves it from now on. `left`: where the counter of the
/// actor's scope stands, whose desks are told that it is gone.
pub async fn hand_over(tx: &mut dyn Write, actor: &Actor, case: &Case, left: u64) -> Result<()> {
    let arrival = tx.bump(Scope::Municipality(case.municipality()), 1).await?;
    let between = Move {
        from: actor.municipality,
        left,
        came: arrival,
    };
    tx.move_case(case, &between).await
}
