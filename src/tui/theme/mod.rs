//! Looks are data: role → style (DESIGN section 8).

mod colour;
mod load;
mod role;

use ratatui::style::{Color, Style};

pub use load::check;
pub use role::Role;

use crate::config::{DataFile, Diagnostics};

/// The loaded theme.
#[derive(Clone, Debug)]
pub struct Theme {
    styles: [Style; Role::ALL.len()],
    plain: bool,
}

impl Theme {
    /// Loads a theme that comes with the program, or a file.
    ///
    /// # Errors
    /// Every mistake of the file and of those that it inherits.
    pub fn load(source: &DataFile) -> Result<Self, Diagnostics> {
        load::theme(source)
    }

    /// No look at all: every role as the terminal writes. What a file starts from.
    #[must_use]
    fn bare() -> Self {
        Self {
            styles: [Style::new(); Role::ALL.len()],
            plain: false,
        }
    }

    /// For plain mode: its styles never reach a terminal, they tell `tui::plain` what each piece of a sketch means.
    #[must_use]
    pub fn plain() -> Self {
        let mut theme = Self {
            plain: true,
            ..Self::bare()
        };
        for role in Role::ALL {
            theme.set(*role, Style::new().fg(Color::Indexed(*role as u8)));
        }
        theme
    }

    /// Whether what is drawn is read out as lines of text instead of being shown.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.plain
    }

    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// Whether no role has a colour: what is drawn beside the roles must do without, too.
    #[must_use]
    pub fn is_colourless(&self) -> bool {
        let plain = |style: &Style| style.fg.is_none() && style.bg.is_none();
        self.styles.iter().all(plain)
    }

    fn set(&mut self, role: Role, style: Style) {
        self.styles[role as usize] = style;
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Modifier};

    use super::*;
    use crate::config::THEMES;

    fn bundled(name: &str) -> Theme {
        Theme::load(&DataFile::Bundled(name.to_owned())).unwrap()
    }

    #[test]
    fn meaning_is_never_told_by_colour_alone() {
        let told = [
            Role::Selected,
            Role::Mismatch,
            Role::Difference,
            Role::Attention,
            Role::Error,
            Role::Key,
        ];
        for name in THEMES {
            let theme = bundled(name);
            for role in told {
                let (style, text) = (theme.style(role), theme.style(Role::Text));
                assert_ne!(
                    style.add_modifier,
                    text.add_modifier,
                    "{name}: {}",
                    role.code()
                );
            }
            let (good, bad) = (theme.style(Role::Match), theme.style(Role::Mismatch));
            assert_ne!(good.add_modifier, bad.add_modifier, "{name}");
        }
    }

    #[test]
    fn mono_has_no_colour() {
        let theme = bundled("mono");
        for role in Role::ALL {
            let style = theme.style(*role);
            assert_eq!((style.fg, style.bg), (None, None), "{}", role.code());
        }
    }

    #[test]
    fn the_default_lights_only_mark_and_number_of_the_selected_row() {
        let theme = bundled("default");
        assert_eq!(theme.style(Role::SelectedRow), Style::new());
        assert!(
            theme
                .style(Role::Selected)
                .add_modifier
                .contains(Modifier::BOLD)
        );
    }

    #[test]
    fn contrast_shows_the_whole_selected_row() {
        assert_ne!(bundled("contrast").style(Role::SelectedRow), Style::new());
    }

    #[test]
    fn bundled_themes_keep_to_the_sixteen_colours() {
        for name in THEMES {
            let theme = bundled(name);
            for role in Role::ALL {
                let style = theme.style(*role);
                for colour in [style.fg, style.bg].into_iter().flatten() {
                    let free = matches!(colour, Color::Rgb(..) | Color::Indexed(_));
                    assert!(!free, "{name}: {}", role.code());
                }
            }
        }
    }
}
