//! The list of what can be asked for: each line with its key, what can't be done now dim and with the reason.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::{Refusal, Step, may};
use crate::i18n::{self, Arg};
use crate::tui::action::{Action, Place};
use crate::tui::captions;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::says;
use crate::tui::screens::{Desk, funding};
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, List};

use super::state::{At, Open, State};

/// The lines in the order in which families ask for them.
pub const LINES: [(Step, Action); 10] = [
    (Step::Correct, Action::Correct),
    (Step::ChangeData, Action::ChangeData),
    (Step::Reissue, Action::Reissue),
    (Step::Suspend, Action::Suspend),
    (Step::Restore, Action::Restore),
    (Step::TransferCertificate, Action::TransferCertificate),
    (Step::Merge, Action::Merge),
    (Step::Exclude, Action::Exclude),
    (Step::Withdraw, Action::Withdraw),
    (Step::SendMail, Action::SendMail),
];

/// Columns of the key and of the name.
const KEY: usize = 4;
const NAME: usize = 32;

/// The step that a key begins.
#[must_use]
pub fn step_of_action(action: Action) -> Option<Step> {
    let found = LINES.iter().find(|(_, of)| *of == action);
    found.map(|(step, _)| *step)
}

pub fn draw(
    state: &State,
    open: &Open,
    at: &At<'_>,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let mut rows = Rows::new(area);
    let number = at.case.number().to_string();
    let certificate = at.case.certificate.number.to_string();
    let kept = captions::certificate_state(desk.texts, at.case.certificate.state);
    let now = says::state(desk, at.case);
    let args = [
        ("number", Arg::Text(&number)),
        ("state", Arg::Text(&now)),
        ("certificate", Arg::Text(&certificate)),
        ("kept", Arg::Text(&kept)),
    ];
    let head = Ink::own(desk.texts.with("changes-head", &args)).role(Role::Title);
    paragraph(&head, desk.theme, rows.top(2), buf);
    let key = says::key(desk, Place::Changes, Action::FundingAccount);
    let account = funding::summary(at.case.certificate.number, desk);
    let account = format!("{key}  {account}");
    let account = Ink::own(account).role(Role::Value);
    rows.say(&account, desk.theme, buf);
    rows.top(1);
    let told = rows.bottom(3);
    let list = List {
        len: LINES.len(),
        focused: true,
    };
    list.draw(&open.menu, desk.theme, rows.rest(), buf, |line| {
        let (step, action) = LINES[line];
        let key = says::key(desk, Place::Changes, action);
        let name = name(step, desk);
        let named = format!("{key:<KEY$}{name:<NAME$}");
        match may(at.case, step, at.context) {
            Err(why) => vec![
                Ink::own(named).role(Role::Dim),
                Ink::own(short(&why, step, at, desk)).role(Role::Dim),
            ],
            Ok(()) if state.draft(open.number, step).is_some() => vec![
                Ink::own(named),
                Ink::own(desk.texts.get("changes-begun")).role(Role::Accent),
            ],
            Ok(()) => vec![Ink::own(named)],
        }
    });
    let Some((step, _)) = LINES.get(open.menu.selected()) else {
        return;
    };
    let ink = match may(at.case, *step, at.context) {
        Ok(()) => {
            let what = i18n::key("changes-what", step.code());
            Ink::own(desk.texts.get(&what))
        }
        Err(why) => Ink::own(says::refusal(desk, &why)).role(Role::Warning),
    };
    paragraph(&ink, desk.theme, told, buf);
}

/// What the step is called.
#[must_use]
pub fn name(step: Step, desk: &Desk<'_>) -> String {
    desk.texts.get(&i18n::key("command", step.code()))
}

/// Why it can't be done now, in the words that a line has room for.
fn short(why: &Refusal, step: Step, at: &At<'_>, desk: &Desk<'_>) -> String {
    let texts = desk.texts;
    match why {
        Refusal::NotAllowed(_) => texts.get("changes-why-not-allowed"),
        Refusal::WrongState(_) => {
            let of_application = matches!(step, Step::Correct | Step::Withdraw);
            let now = if of_application {
                says::state(desk, at.case)
            } else {
                captions::certificate_state(texts, at.case.certificate.state)
            };
            let key = if of_application {
                "changes-why-application"
            } else {
                "changes-why-certificate"
            };
            texts.with(key, &[("state", Arg::Text(&now))])
        }
        Refusal::WorkingContracts(count) => {
            let args = [("count", Arg::Count(i64::from(*count)))];
            texts.with("changes-why-contracts", &args)
        }
        Refusal::PaperOverdue => texts.get("changes-why-overdue"),
        other => captions::refusal(texts, other),
    }
}
