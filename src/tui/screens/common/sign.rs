//! The four signs of an act, beside the record that it changes.

use crate::domain::Target;
use crate::store::projection::Sign;
use crate::tui::screens::Desk;
use crate::tui::widgets::Ink;
use crate::tui::widgets::signs::Progress;

/// How far this desk's acts on the record have come; `None` where there were none.
#[must_use]
pub fn progress(desk: &Desk<'_>, of: impl Into<Target>) -> Option<Progress> {
    desk.register.sign(of).map(|sign| match sign {
        Sign::Saving => Progress::Saving,
        Sign::Saved => Progress::Saved,
        Sign::Applied => Progress::Applied,
        Sign::Attention => Progress::Attention,
    })
}

/// The sign as a cell of a table.
#[must_use]
pub fn cell(desk: &Desk<'_>, of: impl Into<Target>) -> Ink<'static> {
    match progress(desk, of) {
        Some(progress) if desk.plain() => {
            Ink::own(desk.texts.get(progress.text_key())).role(progress.role())
        }
        Some(progress) => Ink::own(progress.sign()).role(progress.role()),
        None => Ink::own(""),
    }
}
