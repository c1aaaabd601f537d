//! The kinds of work that are counted: what comes in, and what a clerk does about it.

use serde::{Deserialize, Serialize};

use crate::domain::command::Command;
use crate::domain::enrolment::EnrolmentCommand;

macro_rules! works {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),* $(,)?) => {
        /// A kind of work that is counted by day and by clerk.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
        pub enum Work { $($(#[$doc])* #[serde(rename = $code)] $variant),* }

        impl Work {
            pub const ALL: [Self; 9] = [$(Self::$variant),*];

            /// The name on the wire, in the database and in text keys.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|work| work.code() == code)
            }
        }
    };
}

works! {
    /// A request for a place has come, from the family or filled in at the desk.
    RequestCame = "request_came",
    RequestConfirmed = "request_confirmed",
    /// A contract was concluded.
    Concluded = "concluded",
    /// Refused, or taken back by the family.
    RequestRefused = "request_refused",
    /// An application for a certificate has come.
    ApplicationCame = "application_came",
    ApplicationAccepted = "application_accepted",
    /// A certificate was activated.
    Activated = "activated",
    ApplicationReturned = "application_returned",
    ApplicationRejected = "application_rejected",
}

impl Work {
    /// As what an applied command counts; `None`: it isn't counted.
    #[must_use]
    pub fn of(command: &Command) -> Option<Self> {
        Some(match command {
            Command::Submit(_) => Self::ApplicationCame,
            Command::Accept { .. } => Self::ApplicationAccepted,
            Command::Activate => Self::Activated,
            Command::Return { .. } => Self::ApplicationReturned,
            Command::Reject { .. } => Self::ApplicationRejected,
            Command::Enrolment(command) => match command {
                EnrolmentCommand::Enrol { .. } => Self::RequestCame,
                EnrolmentCommand::ConfirmRequest => Self::RequestConfirmed,
                EnrolmentCommand::Conclude { .. } => Self::Concluded,
                EnrolmentCommand::RefuseRequest { .. } | EnrolmentCommand::WithdrawRequest => {
                    Self::RequestRefused
                }
                _ => return None,
            },
            _ => return None,
        })
    }

    /// The same by the command's code, for what is recorded by it.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Some(match code {
            "submit" => Self::ApplicationCame,
            "accept" => Self::ApplicationAccepted,
            "activate" => Self::Activated,
            "return" => Self::ApplicationReturned,
            "reject" => Self::ApplicationRejected,
            "enrol" => Self::RequestCame,
            "confirm_request" => Self::RequestConfirmed,
            "conclude" => Self::Concluded,
            "refuse_request" | "withdraw_request" => Self::RequestRefused,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::programme::GroupId;
    use crate::domain::reason::{RejectReason, RequestRefuseReason, ReturnReason};

    #[test]
    fn a_command_counts_as_its_code_does() {
        let day = crate::domain::samples::day(2026, 9, 1);
        let enrolment = [
            EnrolmentCommand::ConfirmRequest,
            EnrolmentCommand::RefuseRequest {
                reason: RequestRefuseReason::CertificateSuspended,
                text: "".into(),
            },
            EnrolmentCommand::WithdrawRequest,
            EnrolmentCommand::Conclude {
                contract_number: "1".into(),
                date: day,
                statement_received: day,
            },
            EnrolmentCommand::ChangeGroup { group: GroupId(1) },
            EnrolmentCommand::Complete,
        ];
        let others = [
            Command::Accept {
                journal_number: "1".into(),
                date: day,
            },
            Command::Activate,
            Command::Expire,
            Command::NoteShown,
            Command::Return {
                reason: ReturnReason::ALL[0],
                text: "".into(),
            },
            Command::Reject {
                reason: RejectReason::ALL[0],
                text: "".into(),
            },
        ];
        let all = enrolment.map(Command::Enrolment).into_iter().chain(others);
        for command in all {
            let (by_value, by_code) = (Work::of(&command), Work::of_code(command.code()));
            assert_eq!(by_value, by_code, "{}", command.code());
        }
    }

    #[test]
    fn codes_read_back() {
        for work in Work::ALL {
            assert_eq!(Work::from_code(work.code()), Some(work));
        }
        assert_eq!(Work::from_code("verify"), None);
    }
}
