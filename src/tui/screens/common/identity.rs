//! Names for records that begin at this desk.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::sync::desk::Ticket;
use crate::tui::screens::Desk;

/// An identifier that no record has: of version 7 (RFC 9562), by the moment, and by what is this desk's alone, the device
/// and the ticket of the ask that makes the record. The interface has no source of chance, and needs none for it.
#[must_use]
pub fn fresh(desk: &Desk<'_>, ticket: Ticket) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(desk.register.supplies().device());
    hash.update(desk.register.profile().clerk.0.to_le_bytes());
    hash.update(
        desk.now
            .timestamp_nanos_opt()
            .unwrap_or_default()
            .to_le_bytes(),
    );
    hash.update(ticket.0.to_le_bytes());
    let mut bytes = [0; 10];
    bytes.copy_from_slice(&hash.finalize()[..10]);
    let millis = u64::try_from(desk.now.timestamp_millis()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::World;

    #[test]
    fn two_records_of_one_moment_have_two_names() {
        let world = World::new();
        let desk = world.desk();
        let (one, two) = (fresh(&desk, Ticket(1)), fresh(&desk, Ticket(2)));
        assert_ne!(one, two);
        assert_eq!(one, fresh(&desk, Ticket(1)));
        assert_eq!(one.get_version_num(), 7);
    }
}
