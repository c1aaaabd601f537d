//! What a certificate has for one period, and where it went (DESIGN section 4).

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Kopecks;

/// The money of one certificate in one period. It always [`holds`](Purse::holds), else nothing can be done with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Purse {
    /// What the period gave.
    pub nominal: Kopecks,
    /// What is free.
    pub balance: Kopecks,
    /// What is held back for requests and contracts.
    pub reserved: Kopecks,
    /// What was paid to organisations.
    pub paid: Kopecks,
}

/// Why a purse stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PurseError {
    #[error(
        "the certificate's balance is {short} rubles short: choose fewer days, or let the parents pay that"
    )]
    Balance { short: Kopecks },
    #[error(
        "{short} rubles more would leave the reserve than are in it: read the certificate again and repeat"
    )]
    Reserved { short: Kopecks },
    #[error(
        "the nominal is {short} rubles below what is reserved and paid: enter a larger one, or end contracts first"
    )]
    Nominal { short: Kopecks },
    #[error("an amount is never below zero, this is {0}: correct it")]
    Negative(Kopecks),
    #[error(
        "the certificate's money doesn't add up: do nothing with it and tell the administrator of the register"
    )]
    Broken,
}

impl Purse {
    /// A purse of which nothing was spent. One with a nominal below zero doesn't hold.
    #[must_use]
    pub fn opened(nominal: Kopecks) -> Self {
        Self {
            nominal,
            balance: nominal,
            ..Self::default()
        }
    }

    /// Holds back `amount` of the balance.
    pub fn reserve(self, amount: Kopecks) -> Result<Self, PurseError> {
        self.usable(amount)?;
        match take(self.balance, amount) {
            Ok(balance) => Ok(Self {
                balance,
                reserved: Kopecks(self.reserved.0 + amount.0),
                ..self
            }),
            Err(short) => Err(PurseError::Balance { short }),
        }
    }

    /// Gives `amount` of the reserve back to the balance.
    pub fn release(self, amount: Kopecks) -> Result<Self, PurseError> {
        self.usable(amount)?;
        match take(self.reserved, amount) {
            Ok(reserved) => Ok(Self {
                balance: Kopecks(self.balance.0 + amount.0),
                reserved,
                ..self
            }),
            Err(short) => Err(PurseError::Reserved { short }),
        }
    }

    /// Pays `amount` out of the reserve.
    pub fn pay(self, amount: Kopecks) -> Result<Self, PurseError> {
        self.usable(amount)?;
        match take(self.reserved, amount) {
            Ok(reserved) => Ok(Self {
                reserved,
                paid: Kopecks(self.paid.0 + amount.0),
                ..self
            }),
            Err(short) => Err(PurseError::Reserved { short }),
        }
    }

    /// Another nominal, as a top-up gives it. The balance takes the difference; what is reserved and paid stays, and a
    /// nominal below it is refused.
    pub fn raise_to(self, nominal: Kopecks) -> Result<Self, PurseError> {
        self.usable(nominal)?;
        match take(nominal, Kopecks(self.reserved.0 + self.paid.0)) {
            Ok(balance) => Ok(Self {
                nominal,
                balance,
                ..self
            }),
            Err(short) => Err(PurseError::Nominal { short }),
        }
    }

    /// The invariant: no part is below zero, and together they are the nominal.
    #[must_use]
    pub fn holds(&self) -> bool {
        let parts = [self.balance, self.reserved, self.paid];
        let sum: i128 = parts.iter().map(|part| i128::from(part.0)).sum();
        parts.iter().all(|part| part.0 >= 0) && sum == i128::from(self.nominal.0)
    }

    /// While a purse holds, no sum of its parts passes the nominal, and so none overflows.
    fn usable(&self, amount: Kopecks) -> Result<(), PurseError> {
        if !self.holds() {
            Err(PurseError::Broken)
        } else if amount.0 < 0 {
            Err(PurseError::Negative(amount))
        } else {
            Ok(())
        }
    }
}

/// What `from` leaves without `amount`, neither of them below zero; else how much it lacks.
fn take(from: Kopecks, amount: Kopecks) -> Result<Kopecks, Kopecks> {
    if amount <= from {
        Ok(Kopecks(from.0 - amount.0))
    } else {
        Err(Kopecks(amount.0 - from.0))
    }
}
