//! What the terminal can do, judged by its name alone: it is never asked.

/// Differences between terminals that change what may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Traits {
    /// Erased cells take the background of the pen ("bce"). Where this isn't sure, blanks with a background are written.
    pub colour_erase: bool,
    /// A row that changes is written as a whole, but for the one in which one types: a screen reader speaks what is written,
    /// and letters that differ are no words. No trait of the terminal, but of who is at it.
    pub whole_rows: bool,
}

/// Families whose members all erase with the background of the pen.
const COLOUR_ERASE: [&str; 15] = [
    "xterm",
    "tmux",
    "linux",
    "putty",
    "rxvt",
    "alacritty",
    "kitty",
    "foot",
    "konsole",
    "vte",
    "gnome",
    "st-",
    "wezterm",
    "ghostty",
    "iterm",
];

impl Traits {
    /// Reads the traits off `TERM`. A plain `screen` may be GNU screen, which erases to black.
    #[must_use]
    pub fn of_term(term: &str) -> Self {
        Self {
            colour_erase: term.contains("bce") || COLOUR_ERASE.iter().any(|f| term.starts_with(f)),
            whole_rows: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Traits;

    #[test]
    fn only_known_families_erase_in_colour() {
        for term in [
            "xterm-256color",
            "tmux-256color",
            "linux",
            "screen-bce",
            "putty",
        ] {
            assert!(Traits::of_term(term).colour_erase, "{term}");
        }
        for term in ["screen", "screen-256color", "vt220", "ansi", "", "stterm"] {
            assert!(!Traits::of_term(term).colour_erase, "{term}");
        }
    }
}
