//! Names of colours: the sixteen that every terminal has, its own default, and `#rrggbb`.

use ratatui::style::Color;

/// The names as ECMA-48 and the terminals' settings have them, in the order of their numbers.
pub const NAMES: [(&str, Color); 17] = [
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright_black", Color::DarkGray),
    ("bright_red", Color::LightRed),
    ("bright_green", Color::LightGreen),
    ("bright_yellow", Color::LightYellow),
    ("bright_blue", Color::LightBlue),
    ("bright_magenta", Color::LightMagenta),
    ("bright_cyan", Color::LightCyan),
    ("bright_white", Color::White),
];

#[must_use]
pub fn named(name: &str) -> Option<Color> {
    NAMES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, colour)| *colour)
}

/// `#rrggbb`
#[must_use]
pub fn hex(text: &str) -> Option<Color> {
    let digits = text.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let value = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = value.to_be_bytes();
    Some(Color::Rgb(red, green, blue))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_read() {
        assert_eq!(hex("#00ff7f"), Some(Color::Rgb(0, 255, 127)));
        for bad in ["00ff7f", "#00ff7", "#00ff7fx", "#+0ff7f", "#ффф"] {
            assert_eq!(hex(bad), None, "{bad}");
        }
        assert_eq!(named("bright_white"), Some(Color::White));
        assert_eq!(named("white"), Some(Color::Gray));
    }
}
