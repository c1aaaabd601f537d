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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(purse: Purse) -> [i64; 4] {
        [purse.nominal, purse.balance, purse.reserved, purse.paid].map(|part| part.0)
    }

    #[test]
    fn money_goes_from_the_balance_to_the_reserve_and_on() {
        let purse = Purse::opened(Kopecks(1_000));
        assert_eq!(parts(purse), [1_000, 1_000, 0, 0]);
        let purse = purse.reserve(Kopecks(600)).unwrap();
        assert_eq!(parts(purse), [1_000, 400, 600, 0]);
        let purse = purse.pay(Kopecks(250)).unwrap();
        assert_eq!(parts(purse), [1_000, 400, 350, 250]);
        let purse = purse.release(Kopecks(350)).unwrap();
        assert_eq!(parts(purse), [1_000, 750, 0, 250]);
        let purse = purse.raise_to(Kopecks(1_500)).unwrap();
        assert_eq!(parts(purse), [1_500, 1_250, 0, 250]);
        assert_eq!(
            parts(purse.raise_to(Kopecks(250)).unwrap()),
            [250, 0, 0, 250]
        );
    }

    #[test]
    fn a_refusal_tells_how_much_is_short() {
        let purse = Purse::opened(Kopecks(1_000)).reserve(Kopecks(600)).unwrap();
        let short = Kopecks(1);
        assert_eq!(
            purse.reserve(Kopecks(401)),
            Err(PurseError::Balance { short })
        );
        assert_eq!(
            purse.release(Kopecks(601)),
            Err(PurseError::Reserved { short })
        );
        assert_eq!(purse.pay(Kopecks(601)), Err(PurseError::Reserved { short }));
        assert_eq!(
            purse.raise_to(Kopecks(599)),
            Err(PurseError::Nominal { short })
        );
        assert_eq!(
            purse.reserve(Kopecks(-1)),
            Err(PurseError::Negative(Kopecks(-1)))
        );
        assert_eq!(
            PurseError::Balance { short }.to_string(),
            "the certificate's balance is 0,01 rubles short: choose fewer days, or let the parents pay that"
        );
    }

    #[test]
    fn a_purse_that_does_not_add_up_is_left_alone() {
        let purse = Purse::opened(Kopecks(10));
        let broken = [
            Purse::opened(Kopecks(-1)),
            Purse {
                paid: Kopecks(1),
                ..purse
            },
            Purse {
                balance: Kopecks(11),
                reserved: Kopecks(-1),
                ..purse
            },
            Purse {
                balance: Kopecks(i64::MAX),
                reserved: Kopecks(i64::MAX),
                paid: Kopecks(12),
                ..purse
            },
        ];
        for purse in broken {
            assert!(!purse.holds());
            let nothing = Kopecks(0);
            assert_eq!(purse.reserve(nothing), Err(PurseError::Broken));
            assert_eq!(purse.release(nothing), Err(PurseError::Broken));
            assert_eq!(purse.pay(nothing), Err(PurseError::Broken));
            assert_eq!(purse.raise_to(nothing), Err(PurseError::Broken));
        }
    }

    #[derive(Clone, Copy, Debug)]
    enum Deed {
        Reserve,
        Release,
        Pay,
        RaiseTo,
    }

    impl Deed {
        fn done(self, purse: Purse, amount: i64) -> Result<Purse, PurseError> {
            let amount = Kopecks(amount);
            match self {
                Self::Reserve => purse.reserve(amount),
                Self::Release => purse.release(amount),
                Self::Pay => purse.pay(amount),
                Self::RaiseTo => purse.raise_to(amount),
            }
        }
    }

    fn deeds() -> impl Strategy<Value = Vec<(Deed, i64)>> {
        let deed = prop_oneof![
            Just(Deed::Reserve),
            Just(Deed::Release),
            Just(Deed::Pay),
            Just(Deed::RaiseTo)
        ];
        let amount = prop_oneof![8 => 0i64..1_000, 1 => any::<i64>(), 1 => Just(i64::MAX)];
        proptest::collection::vec((deed, amount), 0..40)
    }

    proptest! {
        #[test]
        fn whatever_is_done_a_purse_holds(nominal in 0i64..3_000, deeds in deeds()) {
            let mut purse = Purse::opened(Kopecks(nominal));
            for (deed, amount) in deeds {
                match deed.done(purse, amount) {
                    Ok(changed) => {
                        let raised = matches!(deed, Deed::RaiseTo);
                        prop_assert_eq!(changed.nominal.0, if raised { amount } else { purse.nominal.0 });
                        prop_assert!(changed.paid >= purse.paid);
                        purse = changed;
                    }
                    Err(PurseError::Balance { short } | PurseError::Reserved { short }) => {
                        prop_assert!(short.0 > 0);
                        prop_assert!(deed.done(purse, amount - short.0).is_ok());
                        prop_assert!(deed.done(purse, amount - short.0 + 1).is_err());
                    }
                    Err(PurseError::Nominal { short }) => {
                        let least = amount + short.0;
                        prop_assert_eq!(purse.raise_to(Kopecks(least)).unwrap().balance, Kopecks(0));
                    }
                    Err(PurseError::Negative(_)) => prop_assert!(amount < 0),
                    Err(PurseError::Broken) => prop_assert!(false, "{:?} is broken", purse),
                }
                prop_assert!(purse.holds(), "{:?}", purse);
            }
        }

        #[test]
        fn what_was_reserved_comes_back_to_the_kopeck(
            nominal in 0..=i64::MAX, earlier in any::<i64>(), amount in any::<i64>(),
        ) {
            let within = |amount: i64, most: Kopecks| Kopecks(amount.rem_euclid(most.0.saturating_add(1).max(1)));
            let purse = Purse::opened(Kopecks(nominal));
            let purse = purse.reserve(within(earlier, purse.balance)).unwrap();
            let amount = within(amount, purse.balance);
            prop_assert_eq!(purse.reserve(amount).unwrap().release(amount), Ok(purse));
        }
    }
}
