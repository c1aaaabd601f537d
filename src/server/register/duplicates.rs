//! Which records are alike. The register alone knows, since it alone holds all cards.

use crate::domain::duplicate::{Alikeness, Likeness, alike};
use crate::domain::{ApplicationNumber, DuplicateState};
use crate::server::storage::{Read, Result};

/// Live applications whose child may be the one of `keys`, the likest first, without those that a second person has told
/// apart. All municipalities are looked at, because children move.
pub async fn suspects(
    tx: &mut dyn Read,
    number: ApplicationNumber,
    keys: &Likeness,
) -> Result<Vec<ApplicationNumber>> {
    let known = tx.told_apart(number).await?;
    let mut found: Vec<(Alikeness, ApplicationNumber)> = tx
        .near(number, keys)
        .await?
        .into_iter()
        .filter(|(other, _)| !known.contains(other))
        .filter_map(|(other, theirs)| Some((alike(keys, &theirs)?, other)))
        .collect();
    found.sort_unstable();
    Ok(found.into_iter().map(|(_, other)| other).collect())
}

/// What a record says of its duplicates, given who is suspected now. A decision stands until someone new turns up.
#[must_use]
pub fn state(before: DuplicateState, suspects: &[ApplicationNumber]) -> DuplicateState {
    match (before, suspects.len()) {
        (DuplicateState::Resolved(reason), 0) => DuplicateState::Resolved(reason),
        (_, 0) => DuplicateState::Clear,
        (_, count) => DuplicateState::Suspected(u16::try_from(count).unwrap_or(u16::MAX)),
    }
}
