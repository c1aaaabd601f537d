//! What the list keeps of a request: what it is sorted and found by, of one size, so that a hundred thousand are read
//! through while the clerk types. What is drawn comes from the records.

use crate::domain::enrolment::{EnrolmentRequest, Place, RequestState};
use crate::domain::programme::Ages;
use crate::domain::{MunicipalityCode, RequestId};
use crate::i18n::fold;
use crate::store::projection::Enrolment;

/// Whole days after which an unanswered request waits too long: organisations answer within three to five.
pub const LATE_DAYS: i64 = 5;

/// The part of the requests that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Await the organisation's answer.
    #[default]
    Unanswered,
    /// Await the signed training application.
    Offered,
    Learning,
    /// Refused, withdrawn, terminated or completed.
    Ended,
    /// Something stands against them.
    Problem,
    All,
}

impl Part {
    pub const ALL: [Self; 6] = [
        Self::Unanswered,
        Self::Offered,
        Self::Learning,
        Self::Ended,
        Self::Problem,
        Self::All,
    ];

    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Unanswered => "requests-part-unanswered",
            Self::Offered => "requests-part-offered",
            Self::Learning => "requests-part-learning",
            Self::Ended => "requests-part-ended",
            Self::Problem => "requests-part-problem",
            Self::All => "requests-part-all",
        }
    }

    #[must_use]
    pub fn fits(self, row: &Row, facts: &Facts, late_before: i64) -> bool {
        match self {
            Self::Unanswered => row.state == RequestState::New,
            Self::Offered => row.state == RequestState::Confirmed,
            Self::Learning => row.state == RequestState::Concluded,
            Self::Ended => !row.state.is_live(),
            Self::Problem => row.problems(facts, late_before).contains(&true),
            Self::All => true,
        }
    }

    #[must_use]
    pub fn beside(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|p| *p == self).unwrap_or(0);
        Self::ALL[(at + by) % Self::ALL.len()]
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// Oldest first: who has waited longest comes first.
    #[default]
    Oldest,
    Programme,
    Group,
    /// The youngest child first.
    Age,
}

impl SortBy {
    pub const ALL: [Self; 4] = [Self::Oldest, Self::Programme, Self::Group, Self::Age];

    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Oldest => "requests-sort-oldest",
            Self::Programme => "requests-sort-programme",
            Self::Group => "requests-sort-group",
            Self::Age => "requests-sort-age",
        }
    }

    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|s| *s == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// What stands against a request; the first that holds is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The register has not taken a step that was given here.
    Refused,
    /// The group has no place left.
    NoPlaces,
    /// The child is too young or too old for the programme.
    Age,
    /// A certified programme of which the certificate pays nothing.
    NoFunds,
    /// Unanswered for more than [`LATE_DAYS`].
    Late,
}

impl Problem {
    pub const ALL: [Self; 5] = [
        Self::Refused,
        Self::NoPlaces,
        Self::Age,
        Self::NoFunds,
        Self::Late,
    ];

    /// For a column of at most 12 characters, and for the filter.
    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Refused => "requests-problem-refused",
            Self::NoPlaces => "requests-problem-no-places",
            Self::Age => "requests-problem-age",
            Self::NoFunds => "requests-problem-no-funds",
            Self::Late => "requests-problem-late",
        }
    }
}

/// Digits of a certificate's number.
const DIGITS: usize = 10;

/// A request in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: RequestId,
    pub created: i64,
    /// Which of the list's groups it is in.
    pub place: u32,
    pub state: RequestState,
    pub payer: MunicipalityCode,
    pub age: Option<u8>,
    pub unpaid: bool,
    /// An act on it was refused, or met another's: a person has to look.
    pub attention: bool,
    digits: [u8; DIGITS],
}

impl Row {
    #[must_use]
    pub fn of(request: &EnrolmentRequest, place: u32, attention: bool) -> Self {
        let mut digits = [b' '; DIGITS];
        let number = request.certificate.to_string();
        let kept = number.bytes().filter(u8::is_ascii_digit);
        for (digit, slot) in kept.zip(&mut digits) {
            *slot = digit;
        }
        let paid = request.certificate_share();
        Self {
            id: request.id,
            created: request.created_at.timestamp_millis(),
            place,
            state: request.state,
            payer: request.payer,
            age: request.age,
            unpaid: request.register.financed() && paid.0 == 0,
            attention,
            digits,
        }
    }

    /// Whether these digits stand in the certificate's number.
    #[must_use]
    pub fn has_digits(&self, wanted: &str) -> bool {
        let wanted = wanted.as_bytes();
        !wanted.is_empty() && self.digits.windows(wanted.len()).any(|part| part == wanted)
    }

    /// Nobody has answered it yet.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.state == RequestState::New
    }

    /// What stands against it, with what is known of its group; once it is answered, a refused step alone.
    #[must_use]
    pub fn problems(&self, facts: &Facts, late_before: i64) -> [bool; Problem::ALL.len()] {
        if !self.waits() {
            return [self.attention, false, false, false, false];
        }
        let outside = self.age.is_some_and(|age| facts.outside(age));
        [
            self.attention,
            facts.full,
            outside,
            self.unpaid,
            self.created < late_before,
        ]
    }
}

/// What the list keeps of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub place: Place,
    /// Programme, module and group as they are searched.
    pub folded: String,
    pub programme: String,
    pub group: String,
    pub ages: Option<Ages>,
    pub full: bool,
}

impl Facts {
    /// Of a programme that has not come yet nothing is known.
    #[must_use]
    pub fn of(place: Place, records: &Enrolment) -> Self {
        let programme = records.programme(place.programme);
        let found = programme.and_then(|programme| programme.group(place.module, place.group));
        let name = programme.map(|programme| fold(programme.name.as_str()));
        let name = name.unwrap_or_default();
        let group = found.map(|(_, group)| fold(group.name.as_str()));
        let group = group.unwrap_or_default();
        let module = found.map(|(module, _)| fold(module.name.as_str()));
        Self {
            place,
            folded: format!("{name} {} {group}", module.unwrap_or_default()),
            programme: name,
            group,
            ages: programme.map(|programme| programme.ages),
            full: left(place, records) == Some(0),
        }
    }

    fn outside(&self, age: u8) -> bool {
        self.ages.is_some_and(|ages| !ages.holds(age))
    }
}

/// Places that are left in a group, as far as its programme has them; `None` where the programme is not known here.
#[must_use]
pub fn left(place: Place, records: &Enrolment) -> Option<u32> {
    let programme = records.programme(place.programme)?;
    let (_, group) = programme.group(place.module, place.group)?;
    let in_group = u32::from(group.places).saturating_sub(records.taken(place));
    let limit = programme.limit;
    let in_programme = limit.map(|limit| limit.saturating_sub(records.taken_in(place.programme)));
    Some(in_group.min(in_programme.unwrap_or(u32::MAX)))
}
