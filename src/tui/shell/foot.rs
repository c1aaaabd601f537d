//! The keys at the foot of the screen, from the loaded keymap: panels as file managers show them, and above them what
//! the panel itself is worked with.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::i18n;
use crate::tui::action::{Action as A, Place};
use crate::tui::plain::WIDTH;
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;
use crate::tui::widgets::hints;

/// Panels of the bar, in the order of their keys.
const BAR: [A; 12] = [
    A::Help,
    A::OpenSearch,
    A::OpenQueue,
    A::OpenActivation,
    A::OpenNewApplication,
    A::OpenProgrammes,
    A::OpenRequests,
    A::OpenOverview,
    A::OpenOutbox,
    A::Leave,
    A::Palette,
    A::SyncNow,
];

/// The most useful actions of a place, the most useful first.
fn useful(place: Place) -> &'static [A] {
    match place {
        Place::Search => &[A::Submit, A::ClearInput, A::NextCase, A::ExportList],
        Place::Queue => &[
            A::Submit,
            A::NextCase,
            A::Filter,
            A::Sort,
            A::ExportList,
            A::Cancel,
        ],
        Place::Verification => &[
            A::SectionMatches,
            A::Match,
            A::Mismatch,
            A::NextUnchecked,
            A::Accept,
            A::Activate,
            A::Return,
            A::Reject,
            A::Correct,
            A::NextCase,
            A::Print,
            A::Changes,
            A::FundingAccount,
            A::PrintNotice,
            A::NextDifference,
            A::ToggleCheckKind,
            A::CompareUnseen,
            A::ResolveDuplicate,
            A::Cancel,
        ],
        Place::Changes => &[A::Submit, A::FundingAccount, A::Discard, A::Cancel],
        Place::Paper => &[
            A::Submit,
            A::PaperSigned,
            A::Print,
            A::Preview,
            A::Correct,
            A::Discard,
            A::Cancel,
        ],
        Place::Activation => &[
            A::Activate,
            A::Submit,
            A::NextCase,
            A::Sort,
            A::Filter,
            A::ExportList,
            A::Cancel,
        ],
        Place::NewApplication => &[
            A::Submit,
            A::Toggle,
            A::Print,
            A::PaperSigned,
            A::Correct,
            A::Preview,
            A::ShowAlike,
            A::AnotherChild,
            A::Discard,
            A::ExportList,
            A::Cancel,
        ],
        Place::ApplicationForm => &[
            A::NextField,
            A::TakeOffer,
            A::Undo,
            A::NextError,
            A::NextDifference,
            A::Submit,
            A::Cancel,
        ],
        Place::Enrol => &[
            A::Submit,
            A::Print,
            A::Preview,
            A::AnotherProgramme,
            A::FilterDirection,
            A::FilterAge,
            A::FilterPlaces,
            A::FilterSchedule,
            A::SetAge,
            A::Sort,
            A::ExportList,
            A::Enrol,
            A::Cancel,
        ],
        Place::Applicant => &[A::Tick, A::Submit, A::RefuseConsent],
        Place::Requests => &[
            A::ConfirmRequest,
            A::Submit,
            A::RefuseRequest,
            A::Toggle,
            A::MarkToHere,
            A::MarkAll,
            A::Filter,
            A::Sort,
            A::Conclude,
            A::ChangeGroup,
            A::ExportList,
            A::Cancel,
        ],
        Place::Request => &[
            A::ConfirmRequest,
            A::Conclude,
            A::RefuseRequest,
            A::Print,
            A::WithdrawRequest,
            A::ChangeGroup,
            A::Terminate,
            A::Complete,
            A::Preview,
            A::Cancel,
        ],
        Place::Programmes => &[
            A::Submit,
            A::CreateProgramme,
            A::Toggle,
            A::OpenEnrolment,
            A::CloseEnrolment,
            A::CopyProgramme,
            A::OpenFunding,
            A::Filter,
            A::Sort,
            A::ExportList,
            A::Cancel,
        ],
        Place::Programme => &[
            A::Changes,
            A::Correct,
            A::SendProgramme,
            A::PublishProgramme,
            A::ApproveProgramme,
            A::RefuseProgramme,
            A::ReviseProgramme,
            A::OpenEnrolment,
            A::CloseEnrolment,
            A::SetPrice,
            A::AddGroup,
            A::EditGroup,
            A::ArchiveGroup,
            A::CopyProgramme,
            A::Cancel,
        ],
        Place::ProgrammeForm => &[
            A::Submit,
            A::SaveProgramme,
            A::NextError,
            A::Undo,
            A::Discard,
            A::Cancel,
        ],
        Place::Funding => &[
            A::Submit,
            A::FundingAdd,
            A::AssignGroup,
            A::JoinWaitingList,
            A::LeaveWaitingList,
            A::NextPeriod,
            A::PricePercent,
            A::FundingAccount,
            A::Filter,
            A::Sort,
            A::ExportList,
            A::Cancel,
        ],
        Place::Overview => &[
            A::OverviewTable,
            A::NextPeriod,
            A::OverviewScope,
            A::Retry,
            A::ExportList,
            A::Cancel,
        ],
        Place::Outbox => &[
            A::Submit,
            A::Revisit,
            A::Reopen,
            A::Retry,
            A::Dismiss,
            A::ExportList,
            A::Cancel,
        ],
        Place::Help => &[
            A::Submit,
            A::ListArticles,
            A::MarkRead,
            A::ShowVideo,
            A::NextSection,
            A::PageDown,
            A::Cancel,
        ],
        Place::Palette => &[A::Submit, A::Cancel],
        // These show their keys themselves.
        Place::Login | Place::Dialog | Place::Print | Place::Global => &[],
    }
}

/// Draws those of the panel's own keys that `offered` lets through.
pub(super) fn draw_place(
    place: Place,
    offered: impl Fn(A) -> bool,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let useful = useful(place).iter().copied().filter(|a| offered(*a));
    let keys = hints::collect(desk, place, &useful.collect::<Vec<_>>());
    hints::draw(&keys, desk, area, buf);
}

/// The keys of a place as plain mode has them: help first, which lists all others, then as many as a row takes.
pub(super) fn plain(
    place: Place,
    offered: impl Fn(A) -> bool,
    desk: &Desk<'_>,
) -> Vec<hints::Hint> {
    let mut actions = vec![A::Help];
    actions.extend(useful(place).iter().copied().filter(|a| offered(*a)));
    let mut keys = hints::collect(desk, place, &actions);
    let mut used = 0;
    keys.retain(|hints::Hint { key, label }| {
        used += key.chars().count() + label.chars().count() + 4;
        used <= usize::from(WIDTH) + 2
    });
    keys
}

/// Draws the bar: `1Справка 2Поиск …`, whole entries only. `changed` articles of the handbook wait to be read again.
pub(super) fn draw_bar(desk: &Desk<'_>, changed: usize, area: Rect, buf: &mut Buffer) {
    let mut used = 0;
    for action in BAR {
        let Some(key) = desk.keymap.hint(Place::Global, action) else {
            continue;
        };
        let key = Ink::own(short(&key).to_owned()).role(Role::Key);
        let mut label = bar_label(action, desk);
        if action == A::Help && changed > 0 {
            label = format!("{label}!{changed}");
        }
        let label = Ink::own(label).role(Role::KeyLabel);
        let apart = u16::from(key.as_str().chars().any(char::is_alphabetic));
        let gap = u16::from(used > 0);
        let need = gap + key.width() + apart + label.width();
        if used + need > area.width {
            break;
        }
        let x = area.x + used + gap;
        let after = x + key.draw(desk.theme, x, area.y, key.width(), buf) + apart;
        label.draw(desk.theme, after, area.y, label.width(), buf);
        used += need;
    }
}

/// What a panel is called in the bar: shorter where all of them would not fit into 80 columns.
fn bar_label(action: A, desk: &Desk<'_>) -> String {
    let shorter = i18n::key("bar", action.code());
    if desk.texts.has(&shorter) {
        return desk.texts.get(&shorter);
    }
    desk.texts.get(&i18n::key("action", action.code()))
}

/// A function key without its F.
fn short(key: &str) -> &str {
    match key.strip_prefix('F') {
        Some(number) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => number,
        _ => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_keys_lose_their_letter_and_nothing_else_does() {
        assert_eq!(short("F10"), "10");
        assert_eq!(short("Ctrl+P"), "Ctrl+P");
        assert_eq!(short("F"), "F");
    }
}
