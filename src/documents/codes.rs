//! The codes on a paper, as rows of dark and light: Code 128 of a number, and a QR code.
//!
//! Those of papers hold digits and dashes alone: a scanner types them through any keyboard layout.

use barcoders::sym::code128::Code128;
use qrcode::{Color, EcLevel, QrCode};

use super::PaperError;

const BROKEN: PaperError = PaperError::Setting("a code can't be made");

/// The bars of the number's digits, a module each, dark is true. Pairs of digits make the bars wide enough for a bad copy.
pub fn code128(number: &str) -> Result<Vec<bool>, PaperError> {
    // Sets of characters are chosen by these letters: `Ć` takes digits by two, `Ɓ` the last one alone.
    let mut data = String::from("Ć");
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    for pair in digits.chunks(2) {
        if pair.len() == 1 {
            data.push('Ɓ');
        }
        data.extend(pair);
    }
    let code = Code128::new(data).map_err(|_| BROKEN)?;
    Ok(code
        .encode()
        .into_iter()
        .map(|module| module == 1)
        .collect())
}

/// The modules of the QR code, row by row. A quarter of them may be lost.
pub fn qr(text: &str) -> Result<Vec<Vec<bool>>, PaperError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::Q).map_err(|_| BROKEN)?;
    Ok(rows(code))
}

fn rows(code: QrCode) -> Vec<Vec<bool>> {
    let width = code.width();
    let modules: Vec<bool> = code
        .into_colors()
        .into_iter()
        .map(|color| color == Color::Dark)
        .collect();
    modules.chunks(width).map(<[bool]>::to_vec).collect()
}

/// The modules of a QR code with a link, row by row: the one that stands the most damage among those of at most `most`
/// modules a side. Nothing personal is ever in it.
///
/// # Errors
/// When the link is too long for that.
pub fn code_of_link(link: &str, most: usize) -> Result<Vec<Vec<bool>>, PaperError> {
    let levels = [EcLevel::Q, EcLevel::M, EcLevel::L];
    let fits = |level: &EcLevel| {
        let code = QrCode::with_error_correction_level(link, *level).ok()?;
        (code.width() <= most).then_some(code)
    };
    let code = levels.iter().find_map(fits).ok_or(BROKEN)?;
    Ok(rows(code))
}

/// Where dark runs begin and how long they are: each becomes one rectangle.
pub fn runs(modules: &[bool]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in modules.iter().enumerate().filter(|(_, dark)| **dark) {
        match runs.last_mut() {
            Some((start, length)) if *start + *length == at => *length += 1,
            _ => runs.push((at, 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_the_dark_parts() {
        let modules = [true, true, false, true, false, false, true];
        assert_eq!(runs(&modules), [(0, 2), (3, 1), (6, 1)]);
        assert_eq!(runs(&[]), []);
    }
}
