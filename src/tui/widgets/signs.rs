//! Signs that mean the same on every screen. Each is one column wide and in the fonts of plain consoles.

use crate::tui::theme::Role;

/// Stands before the selected row.
pub const SELECTED: &str = "►";

/// How far an act has come: the four signs, never mixed up (DESIGN section 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Not on the disk yet.
    Saving,
    /// On this desk's disk; waits for the register.
    Saved,
    /// The register has applied it.
    Applied,
    /// Refused, or changed by someone: needs a person.
    Attention,
}

impl Progress {
    pub const ALL: [Self; 4] = [Self::Saving, Self::Saved, Self::Applied, Self::Attention];

    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Saving => "…",
            Self::Saved => "↑",
            Self::Applied => "√",
            Self::Attention => "!",
        }
    }

    #[must_use]
    pub fn role(self) -> Role {
        match self {
            Self::Saving => Role::Saving,
            Self::Saved => Role::Saved,
            Self::Applied => Role::Applied,
            Self::Attention => Role::Attention,
        }
    }

    /// The key of the sentence that explains the sign.
    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Saving => "sign-saving",
            Self::Saved => "sign-saved",
            Self::Applied => "sign-applied",
            Self::Attention => "sign-attention",
        }
    }
}
