//! What a clerk may do next with a case, asked by screens before anything is typed.

use super::{certificate, guard, mail};
use crate::domain::{Capability, Case, Context, Refusal};

/// A command without its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    Verify,
    Accept,
    Activate,
    Reject,
    Return,
    Withdraw,
    ResolveDuplicate,
    TakeOver,
    Suspend,
    Restore,
    Exclude,
    Correct,
    ChangeData,
    Reissue,
    Merge,
    TransferCertificate,
    SendMail,
}

impl Step {
    pub const ALL: [Self; 17] = [
        Self::Verify,
        Self::Accept,
        Self::Activate,
        Self::Reject,
        Self::Return,
        Self::Withdraw,
        Self::ResolveDuplicate,
        Self::TakeOver,
        Self::Suspend,
        Self::Restore,
        Self::Exclude,
        Self::Correct,
        Self::ChangeData,
        Self::Reissue,
        Self::Merge,
        Self::TransferCertificate,
        Self::SendMail,
    ];

    /// The name in text keys; that of the command.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Accept => "accept",
            Self::Activate => "activate",
            Self::Reject => "reject",
            Self::Return => "return",
            Self::Withdraw => "withdraw",
            Self::ResolveDuplicate => "resolve_duplicate",
            Self::TakeOver => "take_over",
            Self::Suspend => "suspend",
            Self::Restore => "restore",
            Self::Exclude => "exclude",
            Self::Correct => "correct",
            Self::ChangeData => "change_data",
            Self::Reissue => "reissue",
            Self::Merge => "merge",
            Self::TransferCertificate => "transfer_certificate",
            Self::SendMail => "send_mail",
        }
    }

    /// The right that the step needs; agrees with [`Command::capability`](crate::domain::Command::capability).
    #[must_use]
    pub fn capability(self) -> Capability {
        match self {
            Self::Verify | Self::Accept => Capability::ApplicationAccept,
            Self::Activate => Capability::CertificateActivate,
            Self::Reject => Capability::ApplicationReject,
            Self::Return => Capability::ApplicationReturn,
            Self::Withdraw | Self::SendMail => Capability::ApplicationCreate,
            Self::Correct => Capability::ApplicationCorrect,
            Self::ResolveDuplicate => Capability::ApplicationResolveDuplicate,
            Self::TakeOver => Capability::ApplicationTakeover,
            Self::Suspend | Self::Restore | Self::Exclude => Capability::CertificateSuspend,
            Self::ChangeData | Self::Reissue | Self::Merge | Self::TransferCertificate => {
                Capability::CertificateReissue
            }
        }
    }
}

/// Whether `decide` would apply the step, given right data: a journal entry, a reason with its text.
///
/// # Errors
/// The [`Refusal`] that the clerk would get.
pub fn may(case: &Case, step: Step, context: &Context) -> Result<(), Refusal> {
    guard::capability(step.capability(), context)?;
    let (application, held) = (&case.application, &case.certificate);
    match step {
        Step::Verify => guard::awaits_acceptance(application),
        Step::Accept => {
            guard::acceptable(application, context)?;
            guard::no_duplicate(application, context)
        }
        Step::Activate => guard::activatable(case),
        Step::Reject | Step::Withdraw => guard::before_acceptance(application),
        Step::Return => guard::returnable(application, context),
        Step::ResolveDuplicate => guard::resolvable(application, context),
        Step::TakeOver => guard::open_to_work(application),
        Step::Suspend => certificate::suspendable(held),
        Step::Restore => certificate::restorable(held),
        Step::Exclude => certificate::excludable(held),
        Step::Correct => guard::correctable(application, context),
        Step::ChangeData | Step::Reissue => certificate::in_use(held),
        Step::Merge | Step::TransferCertificate => certificate::movable(held),
        Step::SendMail => mail::sendable(application),
    }
}

/// The steps that are open now, in the order of the work.
pub fn available<'a>(case: &'a Case, context: &'a Context) -> impl Iterator<Item = Step> + 'a {
    Step::ALL
        .into_iter()
        .filter(move |step| may(case, *step, context).is_ok())
}
