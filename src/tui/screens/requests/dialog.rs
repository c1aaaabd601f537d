//! Questions over the list and the details: why a request is refused, which group instead, what the contract is called.

use crate::domain::EnrolmentRefusal;
use crate::domain::enrolment::decide;
use crate::domain::enrolment::{EnrolmentRequest, Party};
use crate::domain::programme::GroupId;
use crate::domain::reason::{RequestRefuseReason, TerminateReason};
use crate::domain::{Clean, EnrolmentCommand, Refusal, RequestId};
use crate::i18n::Arg;
use crate::tui::form::{Field, Form, Kind, kind};
use crate::tui::screens::Desk;
use crate::tui::screens::common::moment;
use crate::tui::widgets::{self, Ink};

use super::words;

/// What the question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    ConfirmMarked,
    RefuseMarked,
    Refuse(RequestId),
    Withdraw(RequestId),
    /// The groups in the order of the choices, and whether the request is confirmed behind it.
    Group(RequestId, Vec<GroupId>, bool),
    Conclude(RequestId),
    Terminate(RequestId),
    Complete(RequestId),
}

#[derive(Debug)]
pub struct Dialog {
    pub about: About,
    pub asked: widgets::Dialog,
}

/// The longest contract number and explanation, in characters.
const CONTRACT_NUMBER: usize = 20;
const LONGEST_TEXT: usize = 300;

/// Who ends a contract, and why: what each side may say.
pub const ENDINGS: [(Party, TerminateReason); 9] = [
    (Party::Family, TerminateReason::FamilyAsked),
    (Party::Family, TerminateReason::Moved),
    (Party::Family, TerminateReason::Other),
    (Party::Organisation, TerminateReason::UnlawfulAdmission),
    (Party::Organisation, TerminateReason::Arrears),
    (Party::Organisation, TerminateReason::ChildsConduct),
    (Party::Organisation, TerminateReason::CertificateSuspended),
    (Party::Organisation, TerminateReason::Authority),
    (Party::Organisation, TerminateReason::Other),
];

impl Dialog {
    #[must_use]
    pub fn confirm_marked(summary: Vec<Ink<'static>>, desk: &Desk<'_>) -> Self {
        let asked = titled("requests-confirm-marked", desk);
        Self {
            about: About::ConfirmMarked,
            asked: summary.into_iter().fold(asked, widgets::Dialog::say),
        }
    }

    #[must_use]
    pub fn refuse_marked(summary: Vec<Ink<'static>>, desk: &Desk<'_>) -> Self {
        let asked = titled("requests-refuse-marked", desk);
        Self {
            about: About::RefuseMarked,
            asked: reasons(summary.into_iter().fold(asked, widgets::Dialog::say), desk),
        }
    }

    #[must_use]
    pub fn refuse(request: &EnrolmentRequest, desk: &Desk<'_>) -> Self {
        let asked = titled("requests-refuse-title", desk).say(whom(request, desk));
        Self {
            about: About::Refuse(request.id),
            asked: reasons(asked, desk),
        }
    }

    #[must_use]
    pub fn withdraw(request: &EnrolmentRequest, desk: &Desk<'_>) -> Self {
        let sure = Ink::own(desk.texts.get("requests-withdraw-sure"));
        Self {
            about: About::Withdraw(request.id),
            asked: titled("requests-withdraw-title", desk)
                .say(whom(request, desk))
                .say(sure),
        }
    }

    #[must_use]
    pub fn complete(request: &EnrolmentRequest, desk: &Desk<'_>) -> Self {
        let sure = Ink::own(desk.texts.get("requests-complete-sure"));
        Self {
            about: About::Complete(request.id),
            asked: titled("requests-complete-title", desk)
                .say(whom(request, desk))
                .say(sure),
        }
    }

    /// Groups of the module with places left. `full`: the request's own has none, and it is confirmed in the other.
    #[must_use]
    pub fn group(
        request: &EnrolmentRequest,
        groups: &[(GroupId, u32)],
        full: bool,
        desk: &Desk<'_>,
    ) -> Self {
        let choices = groups
            .iter()
            .map(|(group, left)| words::group_choice(request, *group, *left, desk));
        let key = if full {
            "requests-group-full"
        } else {
            "requests-group-about"
        };
        let ids = groups.iter().map(|(group, _)| *group).collect();
        Self {
            about: About::Group(request.id, ids, full),
            asked: titled("requests-group-title", desk)
                .say(Ink::own(desk.texts.get(key)))
                .choose(choices.collect()),
        }
    }

    /// Number and dates of the contract, filled in: Enter concludes.
    #[must_use]
    pub fn conclude(request: &EnrolmentRequest, desk: &Desk<'_>) -> Self {
        let number = desk.register.supplies().next_contract(desk.today);
        let help = match number {
            Some(_) => "requests-conclude-number-help",
            None => "requests-conclude-number-none",
        };
        let number = number.map(|number| number.to_string()).unwrap_or_default();
        let kind = Kind::Text {
            most: CONTRACT_NUMBER,
        };
        let today = moment::typed(desk.today);
        let fields = vec![
            Field::new("number", "requests-conclude-number", kind)
                .required()
                .helped(help)
                .filled(&number),
            Field::new("date", "requests-conclude-date", Kind::Date)
                .required()
                .filled(&today),
            Field::new("received", "requests-conclude-received", Kind::Date)
                .required()
                .helped("requests-conclude-received-help")
                .filled(&today),
        ];
        Self {
            about: About::Conclude(request.id),
            asked: titled("requests-conclude-title", desk)
                .say(whom(request, desk))
                .form(Form::new(fields)),
        }
    }

    #[must_use]
    pub fn terminate(request: &EnrolmentRequest, desk: &Desk<'_>) -> Self {
        let day = decide::effective(request.days, desk.today);
        let day = moment::date(desk, day);
        let certificate = request.certificate.to_string();
        let args = [
            ("certificate", Arg::Text(&certificate)),
            ("day", Arg::Text(&day)),
        ];
        let effective = desk.texts.with("requests-terminate-effective", &args);
        let choices = ENDINGS.map(|(by, reason)| words::ending(by, reason, desk));
        let fields = vec![
            Field::new("notice", "requests-terminate-notice", Kind::Date)
                .required()
                .helped("requests-terminate-notice-help")
                .filled(&moment::typed(desk.today)),
            text_field(),
        ];
        Self {
            about: About::Terminate(request.id),
            asked: titled("requests-terminate-title", desk)
                .say(Ink::own(effective))
                .choose(choices.into())
                .form(Form::new(fields)),
        }
    }

    /// The command that the answers make; `None` where a day can't be read, which the form has told already.
    #[must_use]
    pub fn command(&self, desk: &Desk<'_>) -> Option<EnrolmentCommand> {
        let day = |name| kind::date(self.asked.value(name), desk.today);
        let text = || Clean::from(self.asked.value("text").trim());
        Some(match &self.about {
            About::ConfirmMarked => EnrolmentCommand::ConfirmRequest,
            About::RefuseMarked | About::Refuse(_) => EnrolmentCommand::RefuseRequest {
                reason: *RequestRefuseReason::ALL.get(self.asked.choice())?,
                text: text(),
            },
            About::Withdraw(_) => EnrolmentCommand::WithdrawRequest,
            About::Complete(_) => EnrolmentCommand::Complete,
            About::Group(_, groups, _) => EnrolmentCommand::ChangeGroup {
                group: *groups.get(self.asked.choice())?,
            },
            About::Conclude(_) => EnrolmentCommand::Conclude {
                contract_number: Clean::from(self.asked.value("number").trim()),
                date: day("date")?,
                statement_received: day("received")?,
            },
            About::Terminate(_) => {
                let (by, reason) = *ENDINGS.get(self.asked.choice())?;
                EnrolmentCommand::Terminate {
                    by,
                    reason,
                    text: text(),
                    notice: day("notice")?,
                }
            }
        })
    }

    /// Shows a refusal at the field that it is about. False: no field is.
    pub fn blame(&mut self, why: &Refusal) -> bool {
        let (name, key) = match why {
            Refusal::TextMissing => ("text", "refusal-text-missing"),
            Refusal::Enrolment(EnrolmentRefusal::ContractNumber) => {
                ("number", "refusal-contract-number")
            }
            Refusal::Enrolment(EnrolmentRefusal::ContractNumberTaken) => {
                ("number", "refusal-contract-number-taken")
            }
            Refusal::Enrolment(EnrolmentRefusal::ContractDate) => ("date", "refusal-contract-date"),
            _ => return false,
        };
        self.asked.blame(name, key);
        true
    }
}

fn titled(key: &str, desk: &Desk<'_>) -> widgets::Dialog {
    widgets::Dialog::new(Ink::own(desk.texts.get(key)))
}

/// Which request the question is about.
fn whom(request: &EnrolmentRequest, desk: &Desk<'_>) -> Ink<'static> {
    let certificate = request.certificate.to_string();
    let place = words::place(request, desk);
    let args = [
        ("certificate", Arg::Text(&certificate)),
        ("place", Arg::Text(&place)),
    ];
    Ink::own(desk.texts.with("requests-whom", &args))
}

fn reasons(asked: widgets::Dialog, desk: &Desk<'_>) -> widgets::Dialog {
    let all = RequestRefuseReason::ALL.iter();
    let choices = all.map(|reason| words::refuse_reason(*reason, desk));
    asked
        .choose(choices.collect())
        .form(Form::new(vec![text_field()]))
}

fn text_field() -> Field {
    let kind = Kind::Text { most: LONGEST_TEXT };
    Field::new("text", "requests-text", kind).helped("requests-text-help")
}
