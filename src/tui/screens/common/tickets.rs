//! Tickets for several asks of one update.

use crate::sync::desk::Ticket;
use crate::tui::screens::Desk;

/// Hands out `desk.ticket` and the ones behind it, in the order in which the asks stand in the effects: the shell
/// counts up by one for each ask that carries a ticket.
pub struct Tickets {
    next: u64,
}

impl Tickets {
    #[must_use]
    pub fn of(desk: &Desk<'_>) -> Self {
        Self {
            next: desk.ticket.0,
        }
    }

    pub fn take(&mut self) -> Ticket {
        let ticket = Ticket(self.next);
        self.next += 1;
        ticket
    }
}
