//! Records that are written as they are: the demonstration's, and those of a file.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::Result;
use crate::api::sync::Scope;
use crate::domain::{Card, Case, DuplicateState, MunicipalityCode};
use crate::server::register::{duplicates, keys};
use crate::server::storage::rows::{Import, live};
use crate::server::storage::{Storage, Write};

/// Writes records as they are, in one transaction: no decision is made on them. What the register alone can tell, who
/// is alike, is worked out for records that come without it.
pub async fn import_cases(
    storage: &dyn Storage,
    records: Vec<(Case, Card)>,
    at: DateTime<Utc>,
) -> Result<usize> {
    let mut tx = storage.write().await?;
    let written = write_cases(&mut *tx, records, at).await?;
    tx.commit().await?;
    Ok(written.count)
}

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub count: usize,
    /// Records among them that look like another one and wait for a second person.
    pub suspected: usize,
}

/// The same inside of a transaction that the caller ends.
pub(in crate::server) async fn write_cases(
    tx: &mut dyn Write,
    records: Vec<(Case, Card)>,
    at: DateTime<Utc>,
) -> Result<Written> {
    let count = records.len();
    let mut suspected = 0;
    let mut by_municipality: BTreeMap<MunicipalityCode, Vec<Import>> = BTreeMap::new();
    for import in prepared(records) {
        let code = import.case.number().municipality();
        by_municipality.entry(code).or_default().push(import);
    }
    let was_empty = tx.counters().await?.is_empty();
    let mut waiting = Vec::new();
    for (code, mut imports) in by_municipality {
        let many = imports.len() as u64;
        let last = tx.bump(Scope::Municipality(code), many).await?;
        for (import, change_seq) in imports.iter_mut().zip(last - many + 1..) {
            import.change_seq = change_seq;
        }
        tx.import(&imports, at).await?;
        if was_empty {
            suspected += imports
                .iter()
                .filter(|import| suspicious(&import.case))
                .count();
        }
        let waits = |import: &Import| import.case.application.state.awaits_acceptance();
        waiting.extend(imports.into_iter().filter(waits));
    }
    if !was_empty {
        for import in waiting {
            suspected += usize::from(compare_with_all(tx, import).await?);
        }
    }
    Ok(Written { count, suspected })
}

fn suspicious(case: &Case) -> bool {
    let waits = case.application.state.awaits_acceptance();
    waits && matches!(case.application.duplicate, DuplicateState::Suspected(_))
}

/// The same question to the whole register, for a record that stands in it already: whether it looks like another one.
async fn compare_with_all(tx: &mut dyn Write, import: Import) -> Result<bool> {
    let mut case = import.case;
    let found = duplicates::suspects(&mut *tx, case.number(), &import.keys).await?;
    let state = duplicates::state(case.application.duplicate, &found);
    if state != case.application.duplicate {
        case.application.duplicate = state;
        tx.put_case(&case, import.change_seq).await?;
    }
    Ok(suspicious(&case))
}

/// Compares the records of the import with each other.
fn prepared(records: Vec<(Case, Card)>) -> Vec<Import> {
    let mut imports: Vec<Import> = records
        .into_iter()
        .map(|(case, card)| Import {
            keys: keys::of(&card),
            case,
            card,
            change_seq: 0,
        })
        .collect();
    let mut living: Vec<&mut Import> = imports
        .iter_mut()
        .filter(|import| live(&import.case))
        .collect();
    let all: Vec<_> = living.iter().map(|import| import.keys.clone()).collect();
    for (import, count) in living.iter_mut().zip(duplicates::among(&all)) {
        let state = &mut import.case.application.duplicate;
        *state = match (*state, count) {
            (DuplicateState::Unknown, 0) => DuplicateState::Clear,
            (DuplicateState::Unknown, count) => {
                DuplicateState::Suspected(u16::try_from(count).unwrap_or(u16::MAX))
            }
            (known, _) => known,
        };
    }
    imports
}
