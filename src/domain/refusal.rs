//! Why a command is not carried out. Codes are wire contract and text keys; the sentence here is for integrations.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::capability::Capability;
use super::consent::ConsentCode;
use super::enrolment::EnrolmentRefusal;
use super::field::Field;

#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "code", content = "detail")]
pub enum Refusal {
    #[error("the capability {} is missing: ask a clerk who has it", .0.code())]
    NotAllowed(Capability),
    #[error("no such application in this municipality: check the number")]
    NotFound,
    #[error("there is an application with this number already: take another number")]
    NumberTaken,
    #[error(
        "an application in state {0:?} can't take this step: open it again to see what it allows"
    )]
    WrongState(String),
    #[error("consents are missing: the applicant has to give them on the form")]
    ConsentsMissing(Vec<ConsentCode>),
    #[error(
        "the set of documents is not complete: ask for what is missing or return the application"
    )]
    DocumentsIncomplete,
    #[error("fields are not compared yet: compare them with the documents")]
    NotChecked(Vec<Field>),
    #[error("fields differ from the documents: return the application for correction")]
    Mismatched(Vec<Field>),
    #[error("alike records exist: a second person with application.resolve_duplicate decides")]
    DuplicateUnresolved,
    #[error("the one who accepts can't decide on the duplicate: a second person has to")]
    SamePerson,
    #[error("no duplicate is suspected: nothing to decide")]
    NoDuplicate,
    #[error("the journal number is empty or over 20 characters: give the number of the entry")]
    JournalNumber,
    #[error("the journal number is used in this organisation and year: take the next one")]
    JournalNumberTaken,
    #[error("the journal date is in the future or before the application: check the date")]
    JournalDate,
    #[error("the paper had to come earlier: the applicant hands in a new application")]
    PaperOverdue,
    #[error("applications are taken over the protected line only: connect it and give it again")]
    OtherChannel,
    #[error("the child is not between 5 and 17 years old today")]
    Age,
    #[error("a text is needed with this reason: write what is wrong")]
    TextMissing,
    #[error("working contracts exist: terminate them first")]
    WorkingContracts(u16),
    #[error("a field of the application is invalid: correct it")]
    Invalid(Vec<Field>),
    #[error("nothing changes: type what is to be otherwise, or leave")]
    NothingChanged,
    #[error("a signed paper is needed with this reason: enter it in the journal")]
    PaperMissing,
    #[error("the two certificates are of different children: check both numbers")]
    NotOneChild,
    #[error("the certificate that is to stay is not active: check its number")]
    OtherCertificate,
    #[error("the certificate is served there already, or there is no such municipality: check it")]
    Municipality,
    #[error("there is no address to mail to: type one")]
    NoAddress,
    #[error("a later password is in force: print the extract again")]
    LaterPassword,
    #[error("the hash is not as strong as the register demands: update the program")]
    WeakHash,
    #[error("{0}")]
    Enrolment(EnrolmentRefusal),
    #[error("a command that this one follows was refused: see that one")]
    DependsOnRefused(u64),
    #[error(
        "the register does not know this act: update the register or the program, then give it again"
    )]
    NotUnderstood,
    #[error(
        "the register failed on this act and has written down why: call the administrator, then give it again"
    )]
    RegisterFailed,
}

impl From<EnrolmentRefusal> for Refusal {
    fn from(why: EnrolmentRefusal) -> Self {
        Self::Enrolment(why)
    }
}

impl Refusal {
    /// The wire code, also the text key `refusal-<code>`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed(_) => "not_allowed",
            Self::NotFound => "not_found",
            Self::NumberTaken => "number_taken",
            Self::WrongState(_) => "wrong_state",
            Self::ConsentsMissing(_) => "consents_missing",
            Self::DocumentsIncomplete => "documents_incomplete",
            Self::NotChecked(_) => "not_checked",
            Self::Mismatched(_) => "mismatched",
            Self::DuplicateUnresolved => "duplicate_unresolved",
            Self::SamePerson => "same_person",
            Self::NoDuplicate => "no_duplicate",
            Self::JournalNumber => "journal_number",
            Self::JournalNumberTaken => "journal_number_taken",
            Self::JournalDate => "journal_date",
            Self::PaperOverdue => "paper_overdue",
            Self::OtherChannel => "other_channel",
            Self::Age => "age",
            Self::TextMissing => "text_missing",
            Self::WorkingContracts(_) => "working_contracts",
            Self::Invalid(_) => "invalid",
            Self::NothingChanged => "nothing_changed",
            Self::PaperMissing => "paper_missing",
            Self::NotOneChild => "not_one_child",
            Self::OtherCertificate => "other_certificate",
            Self::Municipality => "municipality",
            Self::NoAddress => "no_address",
            Self::LaterPassword => "later_password",
            Self::WeakHash => "weak_hash",
            Self::Enrolment(why) => why.code(),
            Self::DependsOnRefused(_) => "depends_on_refused",
            Self::NotUnderstood => "not_understood",
            Self::RegisterFailed => "register_failed",
        }
    }
}
