//! Colours and attributes, and the cheapest sequence from one set of them to another.

use ratatui::style::{Color, Modifier};

/// Attributes that can be seen on a blank cell.
const SEEN_ON_BLANK: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

/// Each attribute with the parameter that turns it on and the one that turns it off.
const ATTRIBUTES: [(Modifier, u8, u8); 8] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// A colour in the form in which terminals name it; the default is the terminal's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ink(u32);

const PALETTE: u32 = 0x0001_0000;
const DIRECT: u32 = 0x0100_0000;

impl Ink {
    fn of(colour: Color) -> Self {
        let index = match colour {
            Color::Reset => return Self(0),
            Color::Rgb(r, g, b) => return Self(DIRECT | u32::from_be_bytes([0, r, g, b])),
            Color::Indexed(n) => n,
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
        };
        Self(PALETTE | u32::from(index))
    }

    /// Appends the parameters; `base` is 30 for the foreground, 40 for the background.
    fn push(self, out: &mut Params, base: u8) {
        let [kind, r, g, b] = self.0.to_be_bytes();
        if self.0 == 0 {
            out.push(base + 9);
        } else if kind != 0 {
            out.push(base + 8);
            out.push(2);
            out.push(r);
            out.push(g);
            out.push(b);
        } else if b < 8 {
            out.push(base + b);
        } else if b < 16 {
            out.push(base + 60 + b - 8);
        } else {
            out.push(base + 8);
            out.push(5);
            out.push(b);
        }
    }
}

/// How the next character will look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pen {
    fg: Ink,
    bg: Ink,
    attributes: Modifier,
}

impl Pen {
    pub fn new(fg: Color, bg: Color, attributes: Modifier) -> Self {
        Self {
            fg: Ink::of(fg),
            bg: Ink::of(bg),
            attributes: attributes.difference(Modifier::HIDDEN),
        }
    }

    /// The simplest pen under which a blank looks as under this one.
    pub fn on_blank(self) -> Self {
        let attributes = self.attributes.intersection(SEEN_ON_BLANK);
        if attributes.is_empty() {
            Self {
                fg: Ink::default(),
                attributes,
                ..self
            }
        } else {
            self
        }
    }

    /// Whether a blank under this pen looks like a blank under the other.
    pub fn same_blank(self, other: Self) -> bool {
        self.on_blank() == other.on_blank()
    }

    /// Whether erased cells look like blanks written with this pen; `colour_erase` as in
    /// [`Traits`](super::Traits).
    pub fn erases(self, colour_erase: bool) -> bool {
        !self.attributes.intersects(SEEN_ON_BLANK) && (colour_erase || self.bg == Ink::default())
    }

    /// One number that differs, nearly always, when pens differ.
    pub fn digest(self) -> u64 {
        (u64::from(self.fg.0) << 32 | u64::from(self.bg.0)).rotate_left(7)
            ^ u64::from(self.attributes.bits())
    }

    /// Appends the shortest sequence that turns this pen into `next`; nothing if they are equal.
    pub fn change(self, next: Self, out: &mut Vec<u8>) {
        if self == next {
            return;
        }
        let difference = self.difference(next);
        let fresh = next.after_reset();
        let params = if fresh.len < difference.len {
            fresh
        } else {
            difference
        };
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(&params.bytes[..params.len]);
        out.push(b'm');
    }

    fn difference(self, next: Self) -> Params {
        let mut params = Params::default();
        let gone = self.attributes.difference(next.attributes);
        let mut come = next.attributes.difference(self.attributes);
        let mut last_off = 0;
        for (attribute, _, off) in ATTRIBUTES {
            if gone.contains(attribute) && off != last_off {
                params.push(off);
                last_off = off;
                // One parameter turns two attributes off: the other may be wanted still.
                for (twin, _, twin_off) in ATTRIBUTES {
                    if twin_off == off {
                        come |= next.attributes.intersection(twin);
                    }
                }
            }
        }
        for (attribute, on, _) in ATTRIBUTES {
            if come.contains(attribute) {
                params.push(on);
            }
        }
        if self.fg != next.fg {
            next.fg.push(&mut params, 30);
        }
        if self.bg != next.bg {
            next.bg.push(&mut params, 40);
        }
        params
    }

    /// The parameters from a reset on. A missing first parameter is the reset.
    fn after_reset(self) -> Params {
        let mut rest = Self::default().difference(self);
        if rest.len > 0 {
            rest.bytes.copy_within(..rest.len, 1);
            rest.bytes[0] = b';';
            rest.len += 1;
        }
        rest
    }
}

/// Parameters of one sequence, separated. The longest: 4 offs, 8 ons, two direct colours.
struct Params {
    bytes: [u8; 72],
    len: usize,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            bytes: [0; 72],
            len: 0,
        }
    }
}

impl Params {
    fn push(&mut self, number: u8) {
        if self.len > 0 {
            self.bytes[self.len] = b';';
            self.len += 1;
        }
        for (unit, least) in [(100, 100), (10, 10), (1, 0)] {
            if number >= least {
                self.bytes[self.len] = b'0' + number / unit % 10;
                self.len += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(from: Pen, to: Pen) -> String {
        let mut out = Vec::new();
        from.change(to, &mut out);
        String::from_utf8(out).unwrap().replace('\x1b', "E")
    }

    fn pen(fg: Color, bg: Color, attributes: Modifier) -> Pen {
        Pen::new(fg, bg, attributes)
    }

    #[test]
    fn the_shorter_of_difference_and_reset_is_sent() {
        let plain = Pen::default();
        let bold = pen(Color::Reset, Color::Reset, Modifier::BOLD);
        let red_bold = pen(Color::Red, Color::Reset, Modifier::BOLD);
        let title = pen(
            Color::White,
            Color::Blue,
            Modifier::BOLD | Modifier::UNDERLINED,
        );
        assert_eq!(change(plain, plain), "");
        assert_eq!(change(plain, bold), "E[1m");
        assert_eq!(change(bold, plain), "E[m");
        assert_eq!(change(bold, red_bold), "E[31m");
        assert_eq!(change(red_bold, bold), "E[39m");
        assert_eq!(change(plain, title), "E[1;4;97;44m");
        assert_eq!(change(title, bold), "E[;1m");
        assert_eq!(change(title, plain), "E[m");
    }

    #[test]
    fn turning_off_one_intensity_keeps_the_other() {
        let both = pen(Color::Red, Color::Blue, Modifier::BOLD | Modifier::DIM);
        let dim = pen(Color::Red, Color::Blue, Modifier::DIM);
        assert_eq!(change(both, dim), "E[22;2m");
    }

    #[test]
    fn every_kind_of_colour_has_its_form() {
        let plain = Pen::default();
        let colours = |fg, bg| change(plain, pen(fg, bg, Modifier::empty()));
        assert_eq!(colours(Color::Gray, Color::DarkGray), "E[37;100m");
        assert_eq!(
            colours(Color::Indexed(9), Color::Indexed(200)),
            "E[91;48;5;200m"
        );
        assert_eq!(
            colours(Color::Rgb(1, 20, 255), Color::Reset),
            "E[38;2;1;20;255m"
        );
    }

    #[test]
    fn the_longest_sequence_fits() {
        let rgb = Color::Rgb(255, 255, 255);
        let all = change(Pen::default(), pen(rgb, rgb, Modifier::all()));
        assert!(all.ends_with("38;2;255;255;255;48;2;255;255;255m"), "{all}");
    }

    #[test]
    fn a_blank_shows_no_letter_colour_unless_something_is_drawn_on_it() {
        let red = pen(Color::Red, Color::Blue, Modifier::BOLD);
        let blue = pen(Color::Reset, Color::Blue, Modifier::empty());
        let line = pen(Color::Red, Color::Blue, Modifier::UNDERLINED);
        assert!(red.same_blank(blue));
        assert!(!red.same_blank(line));
        assert!(!line.erases(true));
        assert!(red.erases(true) && !red.erases(false));
    }
}
