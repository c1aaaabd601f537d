//! Whether a step is done, and what was done wrong: by the records and by what is on the screen.
//!
//! A step is also done when a later one of its record is: nobody goes back to search for what is accepted already.

pub mod application;
pub mod issue;
pub mod programmes;
pub mod requests;

use crate::domain::Field;

/// A mistake that was recognised. Its text, `tutor-wrong-<code>`, says what happened, why it is wrong in the work, and how
/// it is put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub code: &'static str,
    pub field: Option<Field>,
}

const fn mistake(code: &'static str) -> Wrong {
    Wrong { code, field: None }
}

const fn mistake_in(code: &'static str, field: Field) -> Wrong {
    let field = Some(field);
    Wrong { code, field }
}
