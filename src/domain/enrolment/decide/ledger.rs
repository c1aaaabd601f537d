//! The money of the certificate while a step is decided on. The register never lets an account go that doesn't hold; a
//! desk whose account is behind says nothing of it and waits for the register's.

use chrono::NaiveDate;

use super::World;
use crate::domain::enrolment::EnrolmentRequest;
use crate::domain::funding::{Account, Funding, PeriodId};
use crate::domain::money::{Kopecks, Purse, PurseError};
use crate::domain::{Context, Refusal, Side};

pub struct Ledger<'a> {
    /// `None` where it isn't known.
    account: Option<Account>,
    funding: Option<&'a Funding>,
    /// The period whose purse pays for the request.
    period: Option<PeriodId>,
    /// What the request holds back of it now.
    reserved: Kopecks,
    side: Side,
}

impl<'a> Ledger<'a> {
    /// Of a request that is recorded.
    ///
    /// # Errors
    /// The register has lost the request's account or claim.
    pub fn open(
        request: &EnrolmentRequest,
        world: &World<'a>,
        context: &Context,
    ) -> Result<Self, Refusal> {
        let claim = world.account.and_then(|account| {
            let mut claims = account.claims.iter();
            claims.find(|claim| claim.request == request.id)
        });
        let mut ledger = Self {
            account: world.account.cloned(),
            funding: world.funding,
            period: request.cost.and_then(|cost| cost.period),
            reserved: claim.map_or(Kopecks(0), |claim| claim.reserved),
            side: context.side,
        };
        if claim.is_none() && request.state.is_live() {
            ledger.lost()?;
        }
        Ok(ledger)
    }

    /// What the request holds back now, in kopecks.
    pub fn reserved(&self) -> Kopecks {
        self.reserved
    }

    /// Gives `amount` of what the request holds back to the balance.
    pub fn release(&mut self, amount: Kopecks) -> Result<(), Refusal> {
        self.take(amount, |purse| purse.release(amount))
    }

    /// Pays `amount` of what the request holds back.
    pub fn pay(&mut self, amount: Kopecks) -> Result<(), Refusal> {
        self.take(amount, |purse| purse.pay(amount))
    }

    /// The account with the claim as the record has it now.
    ///
    /// # Errors
    /// In the register, where it would not hold.
    pub fn close(
        mut self,
        request: &EnrolmentRequest,
        today: NaiveDate,
    ) -> Result<Option<Account>, Refusal> {
        if let Some(account) = &mut self.account {
            account.follow(request, self.reserved, today);
            if !account.holds() {
                self.lost()?;
            }
        }
        Ok(self.account)
    }

    fn take(
        &mut self,
        amount: Kopecks,
        of: impl FnOnce(Purse) -> Result<Purse, PurseError>,
    ) -> Result<(), Refusal> {
        let Some(account) = &mut self.account else {
            return Ok(());
        };
        if amount == Kopecks(0) {
            return Ok(());
        }
        match taken(account, self.period, self.funding, of) {
            Some(()) => {
                self.reserved = Kopecks(self.reserved.0 - amount.0);
                Ok(())
            }
            None => self.lost(),
        }
    }

    /// The account is not what the request says: the register stops, a desk waits for the register's.
    fn lost(&mut self) -> Result<(), Refusal> {
        match self.side {
            Side::Register => Err(Refusal::RegisterFailed),
            Side::Client => {
                self.account = None;
                Ok(())
            }
        }
    }
}

/// Changes the purse of `period`, topped up first; `None` where there is none or it has not enough.
fn taken(
    account: &mut Account,
    period: Option<PeriodId>,
    funding: Option<&Funding>,
    of: impl FnOnce(Purse) -> Result<Purse, PurseError>,
) -> Option<()> {
    let period = period?;
    let purse = match funding {
        Some(funding) => account.topped_up(funding, period).ok()?,
        None => account.purse(period),
    };
    account.set_purse(period, of(purse?).ok()?);
    Some(())
}
