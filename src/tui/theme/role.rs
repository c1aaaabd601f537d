//! What a piece of the screen means. Never a colour.

macro_rules! roles {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),* $(,)?) => {
        /// The meaning that a theme gives a look.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Role { $($(#[$doc])* $variant),* }

        impl Role {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in theme files.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
    };
}

roles! {
    Text = "text",
    Dim = "dim",
    Title = "title",
    Accent = "accent",
    Border = "border",
    Label = "label",
    Value = "value",
    Input = "input",
    /// The mark and lit number of the selected row.
    Selected = "selected",
    /// The rest of the selected row; empty unless a theme wants a full bar.
    SelectedRow = "selected_row",
    Key = "key",
    KeyLabel = "key_label",
    Status = "status",
    Match = "match",
    Mismatch = "mismatch",
    NotChecked = "not_checked",
    /// A differing character in a likely duplicate.
    Difference = "difference",
    Saving = "saving",
    Saved = "saved",
    Applied = "applied",
    Attention = "attention",
    Warning = "warning",
    Error = "error",
    Popup = "popup",
    PopupTitle = "popup_title",
}
