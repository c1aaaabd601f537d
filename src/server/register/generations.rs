//! Generations: each opening of one database by one register is one, so that a register that was restored from a backup
//! knows which desks come from a future that is lost.
//!
//! A counter alone does not tell: once the restored register has passed a desk's cursor, the cursor looks like one of its
//! own, and the desk would keep records that are no more and miss changes. So a desk says in which generation it got its
//! cursors. One that the database doesn't know began behind the backup, and nothing of the cursors counts. One that it
//! knows shares everything with the present up to the counters with which the generation behind it began.
//!
//! The present generation is the last row, read in the same transaction as what changed, and not a value of this process:
//! several nodes on one `PostgreSQL` each open the database and write a row, and whichever answers names the last one. They
//! will need two things. Row and counters have to be written in a transaction that no counter passes (`LOCK TABLE scopes`,
//! or a serializable one): a start that is too low costs desks a reset, one that is too high hides what is lost. And a
//! restore has to end all nodes: one that goes on over another database without opening it writes no row.

use std::collections::BTreeMap;

use super::Register;
use crate::api::sync::Scope;
use crate::server::storage::generations::{Generation, KEPT};
use crate::server::storage::{Read, Result};

/// Programs in any language read a number of so many bits from JSON exactly.
const BITS: u32 = 53;

impl Register {
    /// Begins a generation. To be called once, before anyone is served.
    ///
    /// # Errors
    /// When the row can't be written.
    pub async fn begin_generation(&self) -> Result<()> {
        let mut tx = self.storage.write().await?;
        let counters = tx.counters().await?;
        let generation = Generation {
            id: self.chance.number() >> (u64::BITS - BITS),
            at: self.now(),
            counters: counters.iter().map(|c| (c.scope, c.value)).collect(),
        };
        tx.put_generation(&generation, KEPT).await?;
        tx.commit().await
    }
}

/// Which cursors of a desk are of this register's past.
#[derive(Debug, PartialEq, Eq)]
pub enum Shared {
    All,
    /// Those up to where the generation behind the desk's began.
    UpTo(BTreeMap<Scope, u64>),
    Nothing,
}

impl Shared {
    /// By the generation that a desk named. One that names none is a program that knows of none, or has no cursors yet.
    pub async fn with(tx: &mut dyn Read, named: Option<u64>, present: Option<u64>) -> Result<Self> {
        let (Some(named), Some(present)) = (named, present) else {
            return Ok(Self::All);
        };
        if named == present {
            return Ok(Self::All);
        }
        Ok(match tx.generation_after(named).await? {
            Some(next) => Self::UpTo(next.counters),
            None => Self::Nothing,
        })
    }

    /// Whether what the desk has of the scope has to go. A cursor at the start says that it doesn't know what it has.
    #[must_use]
    pub fn lost(&self, scope: Scope, cursor: u64) -> bool {
        match self {
            Self::All => false,
            Self::UpTo(counters) => {
                cursor == 0 || cursor > counters.get(&scope).copied().unwrap_or_default()
            }
            Self::Nothing => true,
        }
    }
}
