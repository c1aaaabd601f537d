//! What waits, for whom, and since when.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::application::{ApplicationState, Case};
use crate::domain::enrolment::{EnrolmentRequest, RequestState};

/// Days that something has waited, both ends included; the last age has no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    pub from: u16,
    pub to: Option<u16>,
}

const fn age(from: u16, to: u16) -> Age {
    Age { from, to: Some(to) }
}

/// The ages into which what waits is sorted.
pub const AGES: [Age; 5] = [
    age(0, 0),
    age(1, 2),
    age(3, 5),
    age(6, 10),
    Age { from: 11, to: None },
];

/// The first day of each age but the last, seen from `today`: what waits since that day or a later one is no older.
#[must_use]
pub fn since(today: NaiveDate) -> [NaiveDate; AGES.len() - 1] {
    let mut days = [today; AGES.len() - 1];
    for (day, age) in days.iter_mut().zip(AGES) {
        let back = Days::new(age.to.unwrap_or_default().into());
        *day = today.checked_sub_days(back).unwrap_or(today);
    }
    days
}

macro_rules! waits {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),* $(,)?) => {
        /// For what something waits.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
        pub enum Waits { $($(#[$doc])* #[serde(rename = $code)] $variant),* }

        impl Waits {
            pub const ALL: [Self; 4] = [$(Self::$variant),*];

            /// The name on the wire and in text keys.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
    };
}

waits! {
    /// A new request, for the organisation's answer.
    Answer = "answer",
    /// A confirmed request, for the family's signature.
    Signature = "signature",
    /// An application, for the signed paper.
    Paper = "paper",
    /// An accepted application, for the activation of its certificate.
    Activation = "activation",
}

impl Waits {
    /// For what a request waits, and since when; `None`: for nothing.
    #[must_use]
    pub fn of_request(request: &EnrolmentRequest) -> Option<(Self, DateTime<Utc>)> {
        match request.state {
            RequestState::New => Some((Self::Answer, request.created_at)),
            RequestState::Confirmed => {
                let confirmed = request.confirmed.map(|mark| mark.at);
                Some((Self::Signature, confirmed.unwrap_or(request.created_at)))
            }
            RequestState::Concluded | RequestState::Terminated(_) | RequestState::Refused(_) => {
                None
            }
        }
    }

    /// The same of an application. One that was returned waits since the day on which it was handed in.
    #[must_use]
    pub fn of_case(case: &Case) -> Option<(Self, NaiveDate)> {
        let application = &case.application;
        let handed_in = application.reference.date;
        match application.state {
            ApplicationState::AwaitingPaper | ApplicationState::Returned(_) => {
                Some((Self::Paper, handed_in))
            }
            ApplicationState::Accepted => {
                let intake = application.intake.as_ref();
                Some((
                    Self::Activation,
                    intake.map_or(handed_in, |intake| intake.date),
                ))
            }
            _ => None,
        }
    }

    /// What a stored state of an application or request waits for.
    #[must_use]
    pub fn of_state(code: &str) -> Option<Self> {
        Some(match code {
            "new" => Self::Answer,
            "confirmed" => Self::Signature,
            "awaiting_paper" | "returned" => Self::Paper,
            "accepted" => Self::Activation,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples::day;

    #[test]
    fn ages_follow_each_other_without_a_gap() {
        for (one, next) in AGES.iter().zip(&AGES[1..]) {
            assert_eq!(one.to.unwrap() + 1, next.from);
        }
        assert_eq!(AGES[4].to, None);
    }

    #[test]
    fn a_day_is_of_the_age_of_the_first_bound_that_it_reaches() {
        let today = day(2026, 11, 23);
        assert_eq!(
            since(today),
            [
                today,
                day(2026, 11, 21),
                day(2026, 11, 18),
                day(2026, 11, 13)
            ]
        );
    }
}
