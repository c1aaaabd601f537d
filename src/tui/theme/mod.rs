//! Looks are data: role → style (DESIGN section 8).

use ratatui::style::Style;

/// What a piece of the screen means. Never a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Text,
    Dim,
    Title,
    Accent,
    Border,
    Label,
    Value,
    Input,
    /// The mark and lit number of the selected row.
    Selected,
    /// The rest of the selected row; empty unless a theme wants a full bar.
    SelectedRow,
    Key,
    KeyLabel,
    Status,
    Match,
    Mismatch,
    NotChecked,
    /// A differing character in a likely duplicate.
    Difference,
    Saving,
    Saved,
    Applied,
    Attention,
    Warning,
    Error,
    Popup,
    PopupTitle,
}

/// The loaded theme.
pub struct Theme {}

impl Theme {
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        let _ = role;
        Style::default()
    }
}
