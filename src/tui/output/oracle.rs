//! An emulator as the judge: after any frames, skipped or not, resized or not, its screen is the frame's.

use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use super::glyph::Glyph;
use super::grid::Grid;
use super::{Frame, Screen, Traits};

/// What may happen to the screen between two frames.
#[derive(Clone, Debug)]
enum Change {
    Text(u16, u16, String, Style),
    /// A cell filled by hand, past all that widgets check.
    Raw(u16, u16, &'static str),
    Colour(Rect, Style),
    Blank(Rect),
    /// Rows of a range move by so many, and the rows that come in keep what they had.
    Move(u16, u16, i16),
    Cursor(Option<(u16, u16)>),
    Resize(u16, u16),
    Forget,
    Show,
}

/// Remembers what the emulator didn't understand.
#[derive(Default)]
struct Strangers(Vec<String>);

impl vt100::Callbacks for Strangers {
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.0.push("bell".to_owned());
    }
    fn set_window_title(&mut self, _: &mut vt100::Screen, _: &[u8]) {
        self.0.push("title".to_owned());
    }
    fn unhandled_char(&mut self, _: &mut vt100::Screen, c: char) {
        self.0.push(format!("{c:?}"));
    }
    fn unhandled_control(&mut self, _: &mut vt100::Screen, b: u8) {
        self.0.push(format!("control {b}"));
    }
    fn unhandled_escape(&mut self, _: &mut vt100::Screen, _: Option<u8>, _: Option<u8>, b: u8) {
        self.0.push(format!("escape {b}"));
    }
    fn unhandled_csi(
        &mut self,
        _: &mut vt100::Screen,
        i: Option<u8>,
        _: Option<u8>,
        params: &[&[u16]],
        c: char,
    ) {
        let ours = i == Some(b'?') && params == [[2026]] || params == [[9]] || params == [[29]];
        if !ours {
            self.0.push(format!("csi {i:?} {params:?} {c}"));
        }
    }
    fn unhandled_osc(&mut self, _: &mut vt100::Screen, _: &[&[u8]]) {
        self.0.push("osc".to_owned());
    }
}

fn nonzero(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).expect("a screen has rows and columns")
}

fn colour(name: Color) -> vt100::Color {
    match name {
        Color::Reset => vt100::Color::Default,
        Color::Red => vt100::Color::Idx(1),
        Color::Blue => vt100::Color::Idx(4),
        Color::Gray => vt100::Color::Idx(7),
        Color::LightYellow => vt100::Color::Idx(11),
        Color::Indexed(n) => vt100::Color::Idx(n),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        other => unreachable!("{other} is not used here"),
    }
}

/// Compares one cell of the emulator with the cell of the buffer, as the eye does.
fn assert_cell(emulated: &vt100::Cell, cell: &Cell, glyph: &Glyph, at: (u16, u16)) {
    if glyph.is_tail() {
        assert!(emulated.is_wide_continuation(), "no second half at {at:?}");
        return;
    }
    let text = match emulated.contents() {
        "" => " ",
        text => text,
    };
    assert_eq!(text.as_bytes(), glyph.bytes(), "text at {at:?}: {text:?}");
    assert_eq!(emulated.is_wide(), glyph.width() == 2, "width at {at:?}");
    assert_eq!(emulated.bgcolor(), colour(cell.bg), "background at {at:?}");
    let has = |modifier| cell.modifier.contains(modifier);
    assert_eq!(
        emulated.underline(),
        has(Modifier::UNDERLINED),
        "underline at {at:?}"
    );
    assert_eq!(
        emulated.inverse(),
        has(Modifier::REVERSED),
        "inverse at {at:?}"
    );
    let seen = !glyph.is_blank() || has(Modifier::UNDERLINED) || has(Modifier::REVERSED);
    if seen {
        assert_eq!(emulated.fgcolor(), colour(cell.fg), "colour at {at:?}");
        assert_eq!(emulated.bold(), has(Modifier::BOLD), "bold at {at:?}");
        assert_eq!(emulated.italic(), has(Modifier::ITALIC), "italic at {at:?}");
    }
}

/// A terminal, the frame that is being drawn, and the screen that turns one into the other.
struct Stage {
    emulator: vt100::Parser<Strangers>,
    screen: Screen,
    frame: Frame,
}

impl Stage {
    fn new(width: u16, height: u16, traits: Traits) -> Self {
        let mut emulator = vt100::Parser::new_with_callbacks(
            nonzero(height),
            nonzero(width),
            0,
            Strangers::default(),
        );
        emulator.process(b"\x1b[?1049h\x1b[1;44mleft by another\x1b[5;7H");
        Self {
            emulator,
            screen: Screen::new(traits),
            frame: Frame::new(width, height),
        }
    }

    fn change(&mut self, change: &Change) {
        let buffer = &mut self.frame.buffer;
        let area = *buffer.area();
        match change {
            Change::Text(x, y, text, style) => {
                if *x < area.width && *y < area.height {
                    buffer.set_string(*x, *y, text, *style);
                }
            }
            Change::Raw(x, y, symbol) => {
                if let Some(cell) = buffer.cell_mut(Position::new(*x, *y)) {
                    cell.set_symbol(symbol);
                }
            }
            Change::Colour(rect, style) => buffer.set_style(*rect, *style),
            Change::Blank(rect) => {
                for at in rect.intersection(area).positions() {
                    buffer[at].reset();
                }
            }
            Change::Move(top, rows, by) => {
                let old = buffer.clone();
                for y in *top..(top.saturating_add(*rows)).min(area.height) {
                    let from = y.checked_add_signed(*by).filter(|&from| from < area.height);
                    for x in 0..area.width {
                        if let Some(from) = from {
                            buffer[(x, y)] = old[(x, from)].clone();
                        }
                    }
                }
            }
            Change::Cursor(at) => self.frame.cursor = at.map(Position::from),
            Change::Resize(width, height) => {
                self.emulator.set_size(nonzero(*height), nonzero(*width));
                self.screen.forget();
                // Clips what was there, as a widget would that draws the same in less room.
                let mut frame = Frame::new(*width, *height);
                for at in area.intersection(*frame.buffer.area()).positions() {
                    frame.buffer[at] = buffer[at].clone();
                }
                frame.cursor = self.frame.cursor;
                self.frame = frame;
            }
            Change::Forget => {
                self.emulator
                    .process(b"\x1b[31m\x1b[3;3Hnoise\x1b[?25h\x1b[2;4r");
                self.screen.forget();
            }
            Change::Show => self.show(),
        }
    }

    fn show(&mut self) {
        let mut bytes = Vec::new();
        self.screen.encode(&self.frame, &mut bytes);
        self.emulator.process(&bytes);
        let sent = String::from_utf8_lossy(&bytes).replace('\x1b', "␛");
        assert_eq!(
            self.emulator.callbacks().0,
            [""; 0],
            "understood nothing of it in {sent}"
        );
        let mut wanted = Grid::default();
        wanted.take(&self.frame.buffer);
        let screen = self.emulator.screen();
        let area = self.frame.buffer.area();
        for at in area.positions() {
            let glyph = &wanted.row(usize::from(at.y))[usize::from(at.x)];
            let emulated = screen.cell(at.y, at.x).expect("the emulator has this cell");
            assert_cell(
                emulated,
                &self.styled_cell(at, &wanted),
                glyph,
                (at.x, at.y),
            );
        }
        assert_eq!(
            screen.hide_cursor(),
            self.frame.cursor.is_none(),
            "cursor seen"
        );
        if let Some(cursor) = self.frame.cursor {
            let place = (cursor.y.min(area.height - 1), cursor.x.min(area.width - 1));
            assert_eq!(screen.cursor_position(), place, "cursor after {sent}");
        }
        assert!(
            (0..area.height).all(|y| !screen.row_wrapped(y)),
            "wrapped by {sent}"
        );
        let mut again = Vec::new();
        self.screen.encode(&self.frame, &mut again);
        assert_eq!(again, b"", "the same frame again");
    }

    /// The cell whose style is seen at a place: the second column of what the layout made two columns wide looks like
    /// the first.
    fn styled_cell(&self, at: Position, wanted: &Grid) -> Cell {
        let mut x = 0;
        let mut owner = 0;
        while x <= at.x {
            owner = x;
            x += Glyph::of(&self.frame.buffer[(x, at.y)]).1 as u16;
        }
        debug_assert!(usize::from(at.x) < wanted.width());
        self.frame.buffer[(owner, at.y)].clone()
    }
}

fn style() -> impl Strategy<Value = Style> {
    let colours = [
        Color::Reset,
        Color::Reset,
        Color::Red,
        Color::Blue,
        Color::Gray,
        Color::LightYellow,
        Color::Indexed(200),
        Color::Rgb(1, 20, 255),
    ];
    let modifiers = [
        Modifier::empty(),
        Modifier::empty(),
        Modifier::BOLD,
        Modifier::UNDERLINED,
        Modifier::REVERSED,
        Modifier::ITALIC.union(Modifier::BOLD),
        Modifier::REVERSED.union(Modifier::UNDERLINED),
    ];
    let pick = proptest::sample::select::<Color>;
    (
        pick(colours.to_vec()),
        pick(colours.to_vec()),
        proptest::sample::select(modifiers.to_vec()),
    )
        .prop_map(|(fg, bg, modifier)| {
            Style::new()
                .fg(fg)
                .bg(bg)
                .remove_modifier(Modifier::all())
                .add_modifier(modifier)
        })
}

fn rect() -> impl Strategy<Value = Rect> {
    (0..40_u16, 0..16_u16, 1..40_u16, 1..8_u16).prop_map(|(x, y, w, h)| Rect::new(x, y, w, h))
}

fn change() -> impl Strategy<Value = Change> {
    let hostile = [
        "\x1b[2J",
        "\n",
        "\u{9b}H",
        "\u{202e}",
        "❤\u{fe0f}",
        "🇷🇺",
        "漢",
        "e\u{301}",
        "",
        "\u{2028}",
    ];
    prop_oneof![
        8 => (0..40_u16, 0..16_u16, "[a-cА-Гё ]{1,40}", style()).prop_map(|(x, y, t, s)| Change::Text(x, y, t, s)),
        3 => (0..40_u16, 0..16_u16, "[漢🙂аe\u{301}│ ]{1,20}", style()).prop_map(|(x, y, t, s)| Change::Text(x, y, t, s)),
        1 => (0..40_u16, 0..16_u16, proptest::sample::select(hostile.to_vec())).prop_map(|(x, y, s)| Change::Raw(x, y, s)),
        3 => (rect(), style()).prop_map(|(r, s)| Change::Colour(r, s)),
        2 => rect().prop_map(Change::Blank),
        6 => (0..16_u16, 2..16_u16, -4..5_i16).prop_map(|(top, rows, by)| Change::Move(top, rows, by)),
        3 => proptest::option::of((0..40_u16, 0..16_u16)).prop_map(Change::Cursor),
        1 => (1..40_u16, 1..16_u16).prop_map(|(w, h)| Change::Resize(w, h)),
        1 => Just(Change::Forget),
        8 => Just(Change::Show),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_emulated_screen_equals_every_frame_shown(
        size in (1..40_u16, 1..16_u16),
        colour_erase in any::<bool>(),
        whole_rows in any::<bool>(),
        changes in proptest::collection::vec(change(), 1..60),
    ) {
        let mut stage = Stage::new(size.0, size.1, Traits { colour_erase, whole_rows });
        for change in &changes {
            stage.change(change);
        }
        stage.show();
    }
}

#[test]
fn a_pen_left_by_one_frame_serves_the_next() {
    let mut stage = Stage::new(
        20,
        4,
        Traits {
            colour_erase: true,
            whole_rows: false,
        },
    );
    let red = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD);
    for (y, style) in [(3, red), (0, red), (2, Style::new()), (1, red)] {
        stage.change(&Change::Text(0, y, "слово 漢字 и ещё".to_owned(), style));
        stage.show();
    }
}
