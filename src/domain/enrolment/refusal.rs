//! Why nothing comes of a step with a programme, a request or money. Codes are wire contract and text keys; the texts on
//! screen are such that a clerk can read them to the parent.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::money::Kopecks;
use crate::domain::programme::Ages;
use crate::domain::text::Clean;

#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "code", content = "detail")]
pub enum EnrolmentRefusal {
    #[error("the programme is not published: choose another one")]
    NotPublished,
    #[error("enrolment on the module is closed: open it or choose another module")]
    EnrolmentClosed,
    #[error("the group takes nobody any more: choose another group")]
    GroupArchived,
    #[error("the group has no place left: choose another group")]
    GroupFull,
    #[error("the programme has no place left: choose another programme")]
    ProgrammeFull,
    #[error(
        "the organisation may teach no more children under its agreement: choose another organisation"
    )]
    OrganisationFull,
    #[error(
        "payer and organisation have no agreement for the period: the municipality concludes one first"
    )]
    NoAgreement,
    #[error("the days are in no period of the municipality, or in two: choose days inside one")]
    NoPeriod,
    #[error("the days are outside the group's period: choose days inside it")]
    DaysOutside,
    #[error("there is no money left on the certificate: choose a programme that is free of charge")]
    NoFunds,
    #[error("the certificate is in no group that has money: the municipality puts it into one")]
    NoCertificateGroup,
    #[error(
        "the group of certificates finances no more of them: put the certificate on the waiting list"
    )]
    CertificateGroupFull,
    #[error("the child has a request or a contract for this module already: open that one")]
    SecondRequest,
    #[error("a certificate in state {0:?} can't enrol: see what it waits for")]
    CertificateState(String),
    #[error("the child is {age} on the first day, the programme takes {} to {}: choose another programme", .ages.from, .ages.to)]
    OutsideAges { age: u8, ages: Ages },
    #[error("the contract number is empty or over 20 characters: give the number of the contract")]
    ContractNumber,
    #[error("the contract number is used in this organisation and year: take the next one")]
    ContractNumberTaken,
    #[error("the date is in the future or before the request: check it")]
    ContractDate,
    #[error("the contract ends already: see its notice")]
    EndsAlready,
    #[error("the last day has not passed: terminate the contract instead")]
    NotOver,
    #[error("a group of the same module is needed: choose one")]
    OtherModule,
    #[error("the price has to be above 0 and at most {0}: give such a price")]
    PriceBounds(Kopecks),
    #[error("the module has no price: set one first")]
    PriceMissing,
    #[error("the programme has no prices in its register: leave the price out")]
    NoPrices,
    #[error("the module has no active group: add one first")]
    GroupMissing,
    #[error("programmes of this register are reviewed first: send it to the review")]
    ReviewNeeded,
    #[error("programmes of this register are not reviewed: publish it")]
    NoReview,
    #[error("the programme is not complete: fill in what is missing")]
    Incomplete(Vec<Clean>),
    #[error("requests or contracts are open: refuse, terminate or move them first")]
    InUse(u32),
    #[error("the period overlaps another one: change its days")]
    PeriodsOverlap,
    #[error("more is in use than the limit allows: give a higher limit")]
    LimitBelowUse(u32),
    #[error("there is no such module, group or period: open the record again")]
    Unknown,
    #[error("the percentage has to be between 1 and 1000: give such a one")]
    Percent,
}

impl EnrolmentRefusal {
    /// The wire code, also the text key `refusal-<code>`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotPublished => "not_published",
            Self::EnrolmentClosed => "enrolment_closed",
            Self::GroupArchived => "group_archived",
            Self::GroupFull => "group_full",
            Self::ProgrammeFull => "programme_full",
            Self::OrganisationFull => "organisation_full",
            Self::NoAgreement => "no_agreement",
            Self::NoPeriod => "no_period",
            Self::DaysOutside => "days_outside",
            Self::NoFunds => "no_funds",
            Self::NoCertificateGroup => "no_certificate_group",
            Self::CertificateGroupFull => "certificate_group_full",
            Self::SecondRequest => "second_request",
            Self::CertificateState(_) => "certificate_state",
            Self::OutsideAges { .. } => "outside_ages",
            Self::ContractNumber => "contract_number",
            Self::ContractNumberTaken => "contract_number_taken",
            Self::ContractDate => "contract_date",
            Self::EndsAlready => "ends_already",
            Self::NotOver => "not_over",
            Self::OtherModule => "other_module",
            Self::PriceBounds(_) => "price_bounds",
            Self::PriceMissing => "price_missing",
            Self::NoPrices => "no_prices",
            Self::GroupMissing => "group_missing",
            Self::ReviewNeeded => "review_needed",
            Self::NoReview => "no_review",
            Self::Incomplete(_) => "incomplete",
            Self::InUse(_) => "in_use",
            Self::PeriodsOverlap => "periods_overlap",
            Self::LimitBelowUse(_) => "limit_below_use",
            Self::Unknown => "unknown",
            Self::Percent => "percent",
        }
    }
}
