//! Takes the instructions for coarse screens out of a font that was cut down: half of its bytes, and without the tables that
//! they work on, which a paper's font doesn't carry, they say nothing.

use std::borrow::Cow;

use allsorts::binary::read::ReadScope;
use allsorts::error::ParseError;
use allsorts::font_data::FontData;
use allsorts::subset::whole_font;
use allsorts::tables::FontTableProvider;
use allsorts::tag;

use super::PaperError;

const BROKEN: PaperError = PaperError::Setting("a font can't be cut to its letters");
/// What a reader of the paper needs to draw, and a program to find letters in it.
const TABLES: [u32; 7] = [
    tag::CMAP,
    tag::GLYF,
    tag::HEAD,
    tag::HHEA,
    tag::HMTX,
    tag::MAXP,
    tag::OS_2,
];

/// The font with the same glyphs and no instructions.
pub fn unhinted(font: &[u8]) -> Result<Vec<u8>, PaperError> {
    let file = ReadScope::new(font)
        .read::<FontData<'_>>()
        .map_err(|_| BROKEN)?;
    let tables = file.table_provider(0).map_err(|_| BROKEN)?;
    let table = |tag| tables.read_table_data(tag).map_err(|_| BROKEN);
    let (glyf, loca, head) = (table(tag::GLYF)?, table(tag::LOCA)?, table(tag::HEAD)?);
    let long = head.get(51) == Some(&1);
    let (glyf, loca) = strip(&glyf, &loca, long).ok_or(BROKEN)?;
    let stripped = Stripped {
        rest: &tables,
        glyf,
        loca,
    };
    whole_font(&stripped, &TABLES).map_err(|_| BROKEN)
}

/// A font whose outlines are replaced.
struct Stripped<'a, T> {
    rest: &'a T,
    glyf: Vec<u8>,
    loca: Vec<u8>,
}

impl<T: FontTableProvider> FontTableProvider for Stripped<'_, T> {
    fn table_data(&self, tag: u32) -> Result<Option<Cow<'_, [u8]>>, ParseError> {
        match tag {
            tag::GLYF => Ok(Some(Cow::Borrowed(&self.glyf))),
            tag::LOCA => Ok(Some(Cow::Borrowed(&self.loca))),
            _ => self.rest.table_data(tag),
        }
    }

    fn has_table(&self, tag: u32) -> bool {
        self.rest.has_table(tag)
    }

    fn table_tags(&self) -> Option<Vec<u32>> {
        self.rest.table_tags()
    }
}

/// New outlines and where each begins (OpenType, tables `glyf` and `loca`).
fn strip(glyf: &[u8], loca: &[u8], long: bool) -> Option<(Vec<u8>, Vec<u8>)> {
    let begins: Vec<usize> = if long {
        let four = loca.as_chunks::<4>().0.iter();
        four.map(|bytes| u32::from_be_bytes(*bytes) as usize)
            .collect()
    } else {
        let two = loca.as_chunks::<2>().0.iter();
        two.map(|bytes| usize::from(u16::from_be_bytes(*bytes)) * 2)
            .collect()
    };
    let mut outlines = Vec::with_capacity(glyf.len());
    let mut places = Vec::with_capacity(loca.len());
    let place = |places: &mut Vec<u8>, at: usize| -> Option<()> {
        if long {
            places.extend(u32::try_from(at).ok()?.to_be_bytes());
        } else {
            places.extend(u16::try_from(at / 2).ok()?.to_be_bytes());
        }
        Some(())
    };
    for (begin, end) in begins.iter().zip(begins.iter().skip(1)) {
        place(&mut places, outlines.len())?;
        outlines.extend(glyph(glyf.get(*begin..*end)?)?);
        if outlines.len() % 2 == 1 {
            outlines.push(0);
        }
    }
    place(&mut places, outlines.len())?;
    Some((outlines, places))
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))
}

/// Flags of a part of a composed outline.
const WORDS: u16 = 0x0001;
const SCALE: u16 = 0x0008;
const MORE: u16 = 0x0020;
const SCALES: u16 = 0x0040;
const MATRIX: u16 = 0x0080;
const INSTRUCTIONS: u16 = 0x0100;

/// One outline without its instructions.
fn glyph(outline: &[u8]) -> Option<Vec<u8>> {
    /// Number of contours and the box around them.
    const HEADER: usize = 10;
    if outline.is_empty() {
        return Some(Vec::new());
    }
    let contours = word(outline, 0)?.cast_signed();
    if let Ok(contours) = usize::try_from(contours) {
        let at = HEADER + 2 * contours;
        let length = usize::from(word(outline, at)?);
        let points = outline.get(at + 2 + length..)?;
        return Some([outline.get(..at)?, &[0, 0], points].concat());
    }
    let mut kept = outline.to_vec();
    let mut at = HEADER;
    loop {
        let flags = word(outline, at)?;
        let [high, low] = (flags & !INSTRUCTIONS).to_be_bytes();
        *kept.get_mut(at)? = high;
        *kept.get_mut(at + 1)? = low;
        at += 4;
        at += if flags & WORDS == 0 { 2 } else { 4 };
        at += match flags {
            f if f & SCALE != 0 => 2,
            f if f & SCALES != 0 => 4,
            f if f & MATRIX != 0 => 8,
            _ => 0,
        };
        if flags & MORE == 0 {
            break;
        }
    }
    kept.truncate(at);
    (kept.len() == at).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_simple_outline_keeps_its_points() {
        let header = [0, 1, 0, 0, 0, 0, 0, 9, 0, 9];
        let outline = [&header[..], &[0, 2], &[0, 3], &[7, 7, 7], &[1, 2, 3]].concat();
        let kept = [&header[..], &[0, 2], &[0, 0], &[1, 2, 3]].concat();
        assert_eq!(glyph(&outline), Some(kept));
        assert_eq!(glyph(&outline[..14]), None);
        assert_eq!(glyph(&[]), Some(Vec::new()));
    }

    #[test]
    fn a_composed_outline_keeps_its_parts() {
        let header = [0xFF, 0xFF, 0, 0, 0, 0, 0, 9, 0, 9];
        let parts =
            |flag: u8| [&[0, 0x20, 0, 5, 1, 1], &[flag, 0x01, 0, 6, 0, 1, 0, 1][..]].concat();
        let outline = [&header[..], &parts(1), &[0, 2, 7, 7]].concat();
        assert_eq!(glyph(&outline), Some([&header[..], &parts(0)].concat()));
    }

    #[test]
    fn places_follow_the_shorter_outlines() {
        let outline = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4];
        let glyf = [outline, outline].concat();
        let (kept, places) = strip(&glyf, &[0, 0, 0, 8, 0, 16], false).unwrap();
        assert_eq!(kept.len(), 24);
        assert_eq!(places, [0, 0, 0, 6, 0, 12]);
    }
}
