//! The one kind of write: every change, from any screen or integration, is a value of [`Command`].

mod wire;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::application::{ApplicationRef, Source};
use super::capability::Capability;
use super::checks::{Checks, Remark};
use super::consent::Consent;
use super::enrolment::EnrolmentCommand;
use super::entries::Changes;
use super::family::PasswordHash;
use super::funding::{AccountCommand, FundingCommand};
use super::number::{ApplicationNumber, CertificateNumber};
use super::office::{MunicipalityCode, OrganisationId};
use super::person::Card;
use super::printed::PrintedForm;
use super::programme::ProgrammeCommand;
use super::reason::{
    ExcludeReason, ReissueReason, RejectReason, ResolveReason, ReturnReason, SuspendReason,
    TakeOverReason,
};
use super::text::Clean;

/// What a family or a clerk hands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewApplication {
    #[serde(rename = "ref")]
    pub reference: ApplicationRef,
    pub certificate: CertificateNumber,
    pub organisation: OrganisationId,
    pub source: Source,
    pub consents: Vec<Consent>,
    /// The last day on which the signed paper is accepted.
    pub paper_due: NaiveDate,
    pub card: Card,
}

/// The entry of a signed paper in the organisation's journal, as of the one that is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PaperEntry {
    pub journal_number: Clean,
    pub date: NaiveDate,
}

/// Fields of an application that is not confirmed yet, put right. Its form is printed and signed anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Correction {
    pub changes: Changes,
    /// The last day on which the paper that is signed anew is accepted.
    pub paper_due: NaiveDate,
}

/// Data of a certificate's holder that are others now, by a signed paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct DataChange {
    pub changes: Changes,
    pub paper: PaperEntry,
}

/// A change that is asked for. `decide` says what comes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(
    rename_all = "snake_case",
    tag = "kind",
    content = "body",
    remote = "Self"
)]
pub enum Command {
    /// Hand in an application; its form is then made, so it waits for the signed paper.
    Submit(Box<NewApplication>),
    /// Record the outcome of the comparison; replaces all marks made before.
    Verify {
        checks: Checks,
        documents_complete: bool,
        #[serde(default)]
        remarks: Vec<Remark>,
    },
    /// Take the signed paper and enter it in the journal.
    Accept {
        journal_number: Clean,
        date: NaiveDate,
    },
    Activate,
    Reject {
        reason: RejectReason,
        #[serde(default)]
        text: Clean,
    },
    Return {
        reason: ReturnReason,
        #[serde(default)]
        text: Clean,
    },
    /// The applicant takes the application back; without a paper where the family does it itself.
    Withdraw {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paper: Option<PaperEntry>,
    },
    /// Put fields of an application right that is not confirmed yet.
    Correct(Box<Correction>),
    /// The paper did not come in time, or a draft was left; given by the register's nightly work.
    Expire,
    /// The child is of age; given by the register's nightly work.
    ExpireCertificate,
    /// Decide that alike records are different children.
    ResolveDuplicate {
        reason: ResolveReason,
    },
    Suspend {
        reason: SuspendReason,
        #[serde(default, skip_serializing_if = "Clean::is_empty")]
        text: Clean,
        /// What the family has signed, where it asks for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paper: Option<PaperEntry>,
    },
    Restore {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paper: Option<PaperEntry>,
    },
    Exclude {
        reason: ExcludeReason,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paper: Option<PaperEntry>,
    },
    /// The data of the holder of a certificate are others now: a name, a document, an address.
    ChangeData(Box<DataChange>),
    /// The family has lost number or password: the number stays, an extract with another password follows.
    Reissue {
        reason: ReissueReason,
        paper: PaperEntry,
    },
    /// The child has two certificates: this one goes, the one of `into` stays.
    Merge {
        into: ApplicationNumber,
        /// The number that stays.
        certificate: CertificateNumber,
    },
    /// The child has moved: another municipality goes on with the same number.
    TransferCertificate {
        to: MunicipalityCode,
        paper: PaperEntry,
    },
    /// Mail the papers (again); with an address, to that one, which becomes the applicant's.
    SendMail {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<Clean>,
    },
    /// The family's password was printed; only its hash is told.
    IssuePassword {
        hash: PasswordHash,
    },
    /// Go on with an application that another clerk holds: the lease changes hands, the record stays as it is.
    TakeOver {
        reason: TakeOverReason,
    },
    /// The card was drawn on a clerk's screen: an audit row, no change of the record.
    NoteShown,
    /// Personal values went to a printer or a file: an audit row, no change of the record.
    NotePrinted {
        form: PrintedForm,
        /// Not the first print of this form.
        copy: bool,
    },
    /// A step with a programme.
    Programme(ProgrammeCommand),
    /// A step with a request or the contract that it has become.
    Enrolment(EnrolmentCommand),
    /// What a municipality sets about money.
    Funding(FundingCommand),
    /// The money of a certificate.
    Account(AccountCommand),
}

impl Command {
    /// The name on the wire, in the audit and in text keys.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Submit(_) => "submit",
            Self::Verify { .. } => "verify",
            Self::Accept { .. } => "accept",
            Self::Activate => "activate",
            Self::Reject { .. } => "reject",
            Self::Return { .. } => "return",
            Self::Withdraw { .. } => "withdraw",
            Self::Correct(_) => "correct",
            Self::Expire => "expire",
            Self::ExpireCertificate => "expire_certificate",
            Self::ResolveDuplicate { .. } => "resolve_duplicate",
            Self::Suspend { .. } => "suspend",
            Self::Restore { .. } => "restore",
            Self::Exclude { .. } => "exclude",
            Self::ChangeData(_) => "change_data",
            Self::Reissue { .. } => "reissue",
            Self::Merge { .. } => "merge",
            Self::TransferCertificate { .. } => "transfer_certificate",
            Self::SendMail { .. } => "send_mail",
            Self::IssuePassword { .. } => "issue_password",
            Self::TakeOver { .. } => "take_over",
            Self::NoteShown => "note_shown",
            Self::NotePrinted { .. } => "note_printed",
            Self::Programme(command) => command.code(),
            Self::Enrolment(command) => command.code(),
            Self::Funding(command) => command.code(),
            Self::Account(command) => command.code(),
        }
    }

    /// The right that the command needs; `None` for what only the register itself gives.
    #[must_use]
    pub fn capability(&self) -> Option<Capability> {
        Some(match self {
            Self::Submit(_) | Self::Withdraw { .. } | Self::SendMail { .. } => {
                Capability::ApplicationCreate
            }
            Self::Correct(_) => Capability::ApplicationCorrect,
            Self::Verify { .. } | Self::Accept { .. } => Capability::ApplicationAccept,
            Self::Activate => Capability::CertificateActivate,
            Self::Reject { .. } => Capability::ApplicationReject,
            Self::Return { .. } => Capability::ApplicationReturn,
            Self::ResolveDuplicate { .. } => Capability::ApplicationResolveDuplicate,
            Self::Suspend { .. } | Self::Restore { .. } | Self::Exclude { .. } => {
                Capability::CertificateSuspend
            }
            Self::ChangeData(_)
            | Self::Reissue { .. }
            | Self::Merge { .. }
            | Self::TransferCertificate { .. } => Capability::CertificateReissue,
            Self::TakeOver { .. } => Capability::ApplicationTakeover,
            Self::NoteShown => Capability::PersonalView,
            Self::NotePrinted { .. } | Self::IssuePassword { .. } => Capability::Print,
            Self::Programme(command) => command.capability(),
            Self::Enrolment(command) => return command.capability(),
            Self::Funding(command) => command.capability(),
            Self::Account(command) => return command.capability(),
            Self::Expire | Self::ExpireCertificate => return None,
        })
    }

    /// Whether it changes a record, so that later commands depend on it.
    #[must_use]
    pub fn changes_record(&self) -> bool {
        !matches!(
            self,
            Self::NoteShown
                | Self::NotePrinted { .. }
                | Self::TakeOver { .. }
                | Self::IssuePassword { .. }
        )
    }

    /// The entry in the journal that the command makes, but for that of the acceptance, which the record keeps.
    #[must_use]
    pub fn paper(&self) -> Option<&PaperEntry> {
        match self {
            Self::Withdraw { paper }
            | Self::Suspend { paper, .. }
            | Self::Restore { paper }
            | Self::Exclude { paper, .. } => paper.as_ref(),
            Self::ChangeData(change) => Some(&change.paper),
            Self::Reissue { paper, .. } | Self::TransferCertificate { paper, .. } => Some(paper),
            _ => None,
        }
    }

    /// Whether the clerk gave it and is told what became of it; the others are the program's own notes.
    #[must_use]
    pub fn concerns_clerk(&self) -> bool {
        !matches!(self, Self::NoteShown | Self::NotePrinted { .. })
    }
}
