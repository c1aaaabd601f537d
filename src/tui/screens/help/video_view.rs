//! The code of a video on the whole screen, two modules to a cell, dark on light whatever the theme.
//!
//! With colours, black and bright white are named for both halves of a cell. Without colours nobody knows which of the
//! terminal's two is the lighter: light modules are drawn in the colour of the letters, as on a dark screen, and a key turns
//! that round.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use super::article_view::{length, title};
use super::prose::{self, Setting};
use super::state::{Mode, State};
use crate::api::handbook::Video;
use crate::documents::code_of_link;
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, ink};

/// Light modules around the code, as its standard asks for.
const QUIET: usize = 4;
/// Modules of the largest code with its margin that 24 rows have room for.
pub(super) const MOST: usize = 48 - 2 * QUIET;
/// Room for the texts beside the code.
const TEXTS: u16 = 30;

/// Draws the whole screen.
pub fn draw(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let Mode::Video(shown) = state.mode else {
        return;
    };
    let videos = state.videos();
    let Some(video) = videos.get(shown) else {
        return;
    };
    let modules = code_of_link(video.address.as_str(), MOST).unwrap_or_default();
    let mut texts = area;
    if modules.is_empty() {
        texts.x += 1;
    } else {
        let drawn = draw_code(&modules, state.inverted, desk, area, buf);
        texts.x = (drawn.right() + 2).min(area.right());
    }
    texts.width = area.right().saturating_sub(texts.x);
    draw_texts(
        video,
        (shown, videos.len()),
        modules.is_empty(),
        desk,
        texts,
        buf,
    );
}

/// Draws the code into the upper left corner; gives its place.
fn draw_code(
    modules: &[Vec<bool>],
    inverted: bool,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Rect {
    let quiet = |code: usize| {
        let fits = |quiet: &usize| {
            let side = code + 2 * quiet;
            side.div_ceil(2) <= usize::from(area.height)
                && side + usize::from(TEXTS) <= usize::from(area.width)
        };
        (2..=QUIET).rev().find(fits).unwrap_or(2)
    };
    let quiet = quiet(modules.len());
    let side = modules.len() + 2 * quiet;
    let dark = |x: usize, y: usize| {
        let inside = |at: usize| at.checked_sub(quiet);
        let row = inside(y).and_then(|y| modules.get(y));
        let module = row.and_then(|row| inside(x).and_then(|x| row.get(x)));
        module.copied().unwrap_or(false)
    };
    let colours = !desk.theme.is_colourless();
    let rows = side.div_ceil(2).min(usize::from(area.height));
    let columns = side.min(usize::from(area.width));
    for row in 0..rows {
        for x in 0..columns {
            let (upper, lower) = (dark(x, row * 2), dark(x, row * 2 + 1));
            let place = (area.x + x as u16, area.y + row as u16);
            let Some(cell) = buf.cell_mut(place) else {
                continue;
            };
            if colours {
                let colour = |dark| if dark { Color::Black } else { Color::White };
                cell.set_char('▀');
                cell.set_style(Style::reset().fg(colour(upper)).bg(colour(lower)));
            } else {
                cell.set_char(half(upper == inverted, lower == inverted));
                cell.set_style(Style::reset());
            }
        }
    }
    Rect::new(area.x, area.y, columns as u16, rows as u16)
}

/// A cell of which the halves are drawn or left.
fn half(upper: bool, lower: bool) -> char {
    match (upper, lower) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    }
}

fn draw_texts(
    video: &Video,
    (shown, count): (usize, usize),
    too_long: bool,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let mut lines: Vec<Vec<Ink<'_>>> = vec![Vec::new()];
    let mut say = |text: &str, role: Role| {
        let setting = Setting {
            mark: "",
            role,
            width: area.width,
            sought: "",
        };
        lines.extend(prose::lines(text, &setting));
        lines.push(Vec::new());
    };
    say(title(video, desk), Role::Title);
    say(&length(video.seconds, desk), Role::Text);
    let place = if too_long {
        "handbook-code-too-long"
    } else {
        "handbook-code-how"
    };
    say(&desk.texts.get(place), Role::Text);
    // A link has no spaces to break it at.
    let address = ink::wrap(video.address.as_str(), area.width).join(" ");
    say(&address, Role::Value);
    let mut keys = vec![(Action::Cancel, "handbook-code-back")];
    if count > 1 {
        keys.push((Action::Right, "handbook-code-next"));
    }
    if desk.theme.is_colourless() && !too_long {
        keys.push((Action::Toggle, "handbook-code-invert"));
    }
    let counted = [
        ("shown", Arg::Count(shown as i64 + 1)),
        ("count", Arg::Count(count as i64)),
    ];
    for (action, text) in keys {
        if let Some(key) = desk.keymap.hint(Place::Help, action) {
            let text = desk.texts.with(text, &counted);
            say(&format!("[{key}] {text}"), Role::Dim);
        }
    }
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        ink::line(line, desk.theme, Rect::new(area.x, y, area.width, 1), buf);
    }
}
