//! What the terminal shows, and the bytes that turn it into the next frame.

use super::Frame;
use super::Traits;
use super::grid::Grid;
use super::motion::At;
use super::paint::{Hand, Painter};
use super::scroll::{Block, Finder};

/// Puts a terminal in any state to a known one: plain pen, whole scroll region, blank screen, cursor in the corner.
const KNOWN: &[u8] = b"\x1b[m\x1b[r\x1b[H\x1b[J";

const SYNC_BEGIN: &[u8] = b"\x1b[?2026h";
const SYNC_END: &[u8] = b"\x1b[?2026l";

/// Longer frames are shown by the terminal at once, where it knows how. Shorter ones reach it in one piece: they fit one
/// packet of a slow line.
const SYNC_ABOVE: usize = 512;

/// Moving rows is not considered where painting costs no more than this.
const WORTH_MOVING: usize = 48;

/// A terminal's screen as it was last left. All of its memory is kept from frame to frame.
#[derive(Debug)]
pub struct Screen {
    traits: Traits,
    /// False until the first frame and whenever something else may have written to the terminal.
    known: bool,
    shown: Grid,
    hand: Hand,
    wanted: Grid,
    trial: Grid,
    finder: Finder,
    body: Vec<u8>,
    other: Vec<u8>,
}

impl Screen {
    /// A screen of which nothing is known yet.
    #[must_use]
    pub fn new(traits: Traits) -> Self {
        Self {
            traits,
            known: false,
            shown: Grid::default(),
            hand: Hand::default(),
            wanted: Grid::default(),
            trial: Grid::default(),
            finder: Finder::default(),
            body: Vec::new(),
            other: Vec::new(),
        }
    }

    /// Something else wrote to the terminal, or its size changed: the next frame is painted whole.
    pub fn forget(&mut self) {
        self.known = false;
    }

    /// Appends the bytes that make the terminal show the frame; none if it does already.
    pub fn encode(&mut self, frame: &Frame, out: &mut Vec<u8>) {
        self.wanted.take(&frame.buffer);
        let (width, height) = (self.wanted.width(), self.wanted.height());
        if width == 0 || height == 0 {
            return;
        }
        let cursor = frame.cursor.map(|at| At {
            x: usize::from(at.x).min(width - 1),
            y: usize::from(at.y).min(height - 1),
        });
        self.body.clear();
        if !self.known || self.shown.width() != width || self.shown.height() != height {
            self.body.extend_from_slice(KNOWN);
            self.shown.clear(width, height);
            self.hand = Hand {
                at: Some(At { x: 0, y: 0 }),
                ..Hand::default()
            };
            self.known = true;
        }
        let start = self.hand;
        let known_by = self.body.len();
        self.hand = self.paint(None, start, cursor);
        if self.body.len() - known_by > WORTH_MOVING {
            self.finder.look(&self.shown, &self.wanted);
            for n in 0..self.finder.found.len() {
                let block = self.finder.found[n].clone();
                std::mem::swap(&mut self.body, &mut self.other);
                self.body.clear();
                self.body.extend_from_slice(&self.other[..known_by]);
                let hand = self.paint(Some(&block), start, cursor);
                if self.body.len() < self.other.len() {
                    self.hand = hand;
                } else {
                    std::mem::swap(&mut self.body, &mut self.other);
                }
            }
        }
        std::mem::swap(&mut self.shown, &mut self.wanted);
        let at_once = self.body.len() > SYNC_ABOVE;
        if at_once {
            out.extend_from_slice(SYNC_BEGIN);
        }
        out.extend_from_slice(&self.body);
        if at_once {
            out.extend_from_slice(SYNC_END);
        }
    }

    /// Appends to the body one way of painting what is wanted; returns the state that it leaves.
    fn paint(&mut self, block: Option<&Block>, hand: Hand, cursor: Option<At>) -> Hand {
        self.trial.copy(&self.shown);
        let mut painter = Painter {
            shown: &mut self.trial,
            hand,
            out: &mut self.body,
            colour_erase: self.traits.colour_erase,
            whole_rows: self.traits.whole_rows,
            typed: hand
                .at
                .zip(cursor)
                .filter(|(at, to)| at.y == to.y)
                .map(|(at, to)| At {
                    x: at.x.min(to.x),
                    y: to.y,
                }),
        };
        // While a big frame is painted the cursor would be seen jumping about.
        if cursor.is_none() {
            painter.cursor(None);
        }
        painter.rows(&self.wanted, block);
        painter.cursor(cursor);
        debug_assert!(
            painter.shown.same_as(&self.wanted),
            "painted what wasn't wanted"
        );
        painter.hand
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Position;
    use ratatui::style::{Color, Style};

    use super::*;

    fn frame(rows: &[&str]) -> Frame {
        let mut frame = Frame::new(20, 6);
        for (y, row) in rows.iter().enumerate() {
            frame.buffer.set_string(0, y as u16, row, Style::default());
        }
        frame
    }

    fn sent(screen: &mut Screen, frame: &Frame) -> String {
        let mut out = Vec::new();
        screen.encode(frame, &mut out);
        String::from_utf8(out)
            .unwrap()
            .replace('\x1b', "E")
            .replace('\r', "R")
            .replace('\n', "N")
    }

    const TRAITS: Traits = Traits {
        colour_erase: true,
        whole_rows: false,
    };

    fn screen() -> Screen {
        Screen::new(TRAITS)
    }

    #[test]
    fn for_a_reader_changed_rows_are_written_whole_and_typed_ones_are_not() {
        let mut screen = Screen::new(Traits {
            whole_rows: true,
            ..TRAITS
        });
        let mut page = frame(&["Имя: О", "", "3 из 17", "же"]);
        page.cursor = Some(Position::new(6, 0));
        sent(&mut screen, &page);
        let mut typed = frame(&["Имя: Ол", "", "4 из 17", "же"]);
        typed.cursor = Some(Position::new(7, 0));
        let bytes = sent(&mut screen, &typed);
        assert!(
            bytes.starts_with('л') && bytes.contains("4 из 17"),
            "{bytes}"
        );
        assert!(!bytes.contains("Имя") && !bytes.contains("же"), "{bytes}");
        let mut shorter = frame(&["Имя: Ол", "", "пусто", "же"]);
        shorter.cursor = typed.cursor;
        assert!(sent(&mut screen, &shorter).contains("пусто"));
        assert_eq!(sent(&mut screen, &shorter), "");
    }

    #[test]
    fn the_first_frame_starts_from_a_known_state_and_the_same_frame_again_is_nothing() {
        let mut screen = screen();
        let first = frame(&["", "абв"]);
        assert_eq!(sent(&mut screen, &first), "E[mE[rE[HE[JE[?25lNабв");
        assert_eq!(sent(&mut screen, &first), "");
        screen.forget();
        assert_eq!(sent(&mut screen, &first), "E[mE[rE[HE[JE[?25lNабв");
    }

    #[test]
    fn the_cursor_is_shown_hidden_and_moved_only_when_that_changes() {
        let mut screen = screen();
        let mut input = frame(&["поиск"]);
        sent(&mut screen, &input);
        input.cursor = Some(Position::new(5, 0));
        assert_eq!(sent(&mut screen, &input), "E[?25h");
        input.buffer.set_string(5, 0, "ы", Style::default());
        input.cursor = Some(Position::new(6, 0));
        assert_eq!(sent(&mut screen, &input), "ы");
        input.cursor = Some(Position::new(99, 99));
        assert_eq!(sent(&mut screen, &input), "E[6;20H");
        input.cursor = None;
        assert_eq!(sent(&mut screen, &input), "E[?25l");
    }

    #[test]
    fn a_row_written_to_the_edge_neither_wraps_nor_scrolls() {
        let mut screen = screen();
        let full = "12345678901234567890";
        sent(&mut screen, &frame(&[]));
        assert_eq!(
            sent(&mut screen, &frame(&[full, full])),
            format!("{full}RN{full}")
        );
        let last = frame(&[full, full, "", "", "", full]);
        assert_eq!(sent(&mut screen, &last), format!("E[6H{full}"));
    }

    #[test]
    fn blanks_are_erased_and_colour_is_erased_only_where_that_is_sure() {
        let long = "abcdefghijklmnopqrst";
        let mut coloured = frame(&["ab"]);
        coloured
            .buffer
            .set_style(*coloured.buffer.area(), Style::new().bg(Color::Blue));
        for (colour_erase, row) in [(true, "E[44mabE[K"), (false, "E[44mab                  ")] {
            let mut screen = Screen::new(Traits {
                colour_erase,
                ..TRAITS
            });
            sent(&mut screen, &frame(&[long]));
            let bytes = sent(&mut screen, &coloured);
            assert!(bytes.contains(row), "{bytes}");
        }
        let mut screen = screen();
        sent(&mut screen, &frame(&[long]));
        assert_eq!(
            sent(&mut screen, &frame(&["abcd            qrst"])),
            "E[5GE[12X"
        );
        assert_eq!(sent(&mut screen, &frame(&["abcd"])), "E[17GE[K");
    }

    #[test]
    fn moved_rows_are_moved_by_the_terminal() {
        let mut screen = screen();
        let rows = [
            "заголовок",
            "строка первая",
            "строка вторая",
            "строка третья",
            "ещё одна строка",
            "подвал",
        ];
        sent(&mut screen, &frame(&rows));
        let scrolled = [rows[0], rows[2], rows[3], rows[4], "совсем новая", rows[5]];
        assert_eq!(
            sent(&mut screen, &frame(&scrolled)),
            "E[2HE[MNNNE[Lсовсем новая"
        );
        assert_eq!(sent(&mut screen, &frame(&rows)), "RE[ME[2HE[Lстрока первая");
    }

    #[test]
    fn lines_that_come_in_never_take_the_colour_of_the_pen() {
        let mut screen = screen();
        let rows = [
            "заголовок",
            "строка первая",
            "строка вторая",
            "строка третья",
            "ещё одна строка",
        ];
        let blue = |rows: &[&str]| {
            let mut frame = frame(rows);
            frame
                .buffer
                .set_string(0, 5, "подвал", Style::new().bg(Color::Blue));
            frame
        };
        sent(&mut screen, &blue(&rows));
        let scrolled = [rows[0], rows[2], rows[3], rows[4], "совсем новая"];
        let bytes = sent(&mut screen, &blue(&scrolled));
        assert_eq!(bytes, "E[mE[2HE[MNNNE[Lсовсем новая");
    }

    #[test]
    fn only_long_frames_are_put_between_marks() {
        let mut screen = Screen::new(TRAITS);
        let mut long = Frame::new(100, 10);
        for y in 0..10 {
            long.buffer
                .set_string(0, y, "текст ".repeat(16), Style::default());
        }
        let bytes = sent(&mut screen, &long);
        assert!(bytes.starts_with("E[?2026h") && bytes.ends_with("E[?2026l"));
        long.buffer.set_string(0, 3, "слово", Style::default());
        assert!(!sent(&mut screen, &long).contains("2026"));
    }
}
