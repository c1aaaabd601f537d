//! Why a paper can't be made. Never holds a name, an address or a number of a document.

use thiserror::Error;

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PaperError {
    /// A paper with a hole where a letter belongs would be signed unread.
    #[error(
        "the font has no character {character:?} (U+{:04X}), which stands in «{label}»: write it with letters of the \
         Russian or Latin alphabet as the applicant's other documents do, then print again",
        u32::from(*.character)
    )]
    Glyph {
        character: char,
        /// Section and caption of the row, as the paper names it: «Ребёнок: фамилия».
        label: String,
    },
    /// The program's own fonts or codes can't be read: the build is broken.
    #[error(
        "the paper can't be set ({0}): the program is damaged, install it anew and print again"
    )]
    Setting(&'static str),
}
