//! The three faces of the papers: what letters they have, how wide each is, and the few of them that a paper needs.
//!
//! PT Serif and PT Sans of `ParaType`, unmodified in the program (licence beside them); a paper carries only its own letters.

use std::collections::BTreeSet;

use allsorts::binary::read::ReadScope;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};

use super::PaperError;
use super::content::Content;
use super::unhinted::unhinted;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    /// What is read: PT Serif.
    Text,
    /// What is found: PT Serif Bold.
    Strong,
    /// What explains: PT Sans.
    Label,
}

impl Face {
    pub const ALL: [Self; 3] = [Self::Text, Self::Strong, Self::Label];

    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Text => include_bytes!("fonts/PTF55F.ttf"),
            Self::Strong => include_bytes!("fonts/PTF75F.ttf"),
            Self::Label => include_bytes!("fonts/PTS55F.ttf"),
        }
    }

    /// The PostScript name, which a reader shows in the list of a paper's fonts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "PTSerif-Regular",
            Self::Strong => "PTSerif-Bold",
            Self::Label => "PTSans-Regular",
        }
    }
}

/// Stays on the line that it stands on; printed as a space.
pub const NO_BREAK: char = '\u{a0}';

pub struct Fonts([ttf_parser::Face<'static>; 3]);

impl Fonts {
    pub fn open() -> Result<Self, PaperError> {
        let open = |face: Face| {
            ttf_parser::Face::parse(face.bytes(), 0)
                .map_err(|_| PaperError::Setting("a font can't be read"))
        };
        Ok(Self([
            open(Face::Text)?,
            open(Face::Strong)?,
            open(Face::Label)?,
        ]))
    }

    fn face(&self, face: Face) -> &ttf_parser::Face<'static> {
        &self.0[face as usize]
    }

    /// Width in points; letters are set without kerning.
    pub fn width(&self, face: Face, size: f32, text: &str) -> f32 {
        let font = self.face(face);
        let advance = |c| {
            let glyph = font.glyph_index(printed(c))?;
            font.glyph_hor_advance(glyph).map(f32::from)
        };
        let units: f32 = text.chars().filter_map(advance).sum();
        units * size / f32::from(font.units_per_em())
    }

    /// Refuses a text with a letter that a face lacks: it would be a hole in a signed paper.
    pub fn check(&self, content: &Content) -> Result<(), PaperError> {
        for (label, text) in content.texts() {
            if let Some(character) = self.lacks(text) {
                return Err(PaperError::Glyph { character, label });
            }
        }
        Ok(())
    }

    /// The first character of the text that a face can't show.
    pub fn lacks(&self, text: &str) -> Option<char> {
        let lacks = |c: &char| {
            let missing = |font: &ttf_parser::Face<'_>| font.glyph_index(printed(*c)).is_none();
            combining(*c) || self.0.iter().any(missing)
        };
        text.chars().find(lacks)
    }

    /// The face with the glyphs of `used` alone, as a font file.
    pub fn subset(&self, face: Face, used: &BTreeSet<char>) -> Result<Vec<u8>, PaperError> {
        const BROKEN: PaperError = PaperError::Setting("a font can't be cut to its letters");
        let font = self.face(face);
        let glyphs = used
            .iter()
            .filter_map(|c| font.glyph_index(*c))
            .map(|glyph| glyph.0);
        // The first glyph is what a reader shows for a missing one: every font file has it.
        let glyphs: BTreeSet<u16> = glyphs.chain([0]).collect();
        let glyphs: Vec<u16> = glyphs.into_iter().collect();
        let file = ReadScope::new(face.bytes())
            .read::<FontData<'_>>()
            .map_err(|_| BROKEN)?;
        let tables = file.table_provider(0).map_err(|_| BROKEN)?;
        let own = subset(
            &tables,
            &glyphs,
            &SubsetProfile::Minimal,
            CmapTarget::Unicode,
        );
        unhinted(&own.map_err(|_| BROKEN)?)
    }
}

/// What stands on the paper for a character of the text.
pub fn printed(c: char) -> char {
    if c == NO_BREAK { ' ' } else { c }
}

/// Marks that would have to be placed over the letter before them, which no paper of ours does.
fn combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}')
}

/// Joins the letters that some systems give in two parts: й, ё and their capitals.
pub fn composed(text: String) -> String {
    if !text.contains(combining) {
        return text;
    }
    [
        ("и\u{306}", "й"),
        ("И\u{306}", "Й"),
        ("е\u{308}", "ё"),
        ("Е\u{308}", "Ё"),
    ]
    .into_iter()
    .fold(text, |text, (parts, letter)| text.replace(parts, letter))
}
