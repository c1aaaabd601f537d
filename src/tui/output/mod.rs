//! What reaches the terminal: the difference of two whole screens, in as few bytes as we know how.
//!
//! The interface thread draws widgets into the buffer of a [`Frame`] and hands it to the [`Writer`], which owns the way to
//! the terminal. The writer's thread takes the newest frame (older ones may be skipped), lets [`Screen`] turn the
//! difference from what the terminal shows into bytes, and writes them at once. So a blocked line stops this thread alone.
//!
//! It must never: ask the terminal anything, wait in the caller's thread, wrap at the edge, or send a byte that comes
//! from data and isn't printable text. REP, scroll regions and cursor save are not used: support for the first is uneven,
//! and inserting and deleting lines costs no more than the second and leaves no mode behind.

mod glyph;
mod grid;
mod motion;
mod paint;
mod pen;
mod screen;
mod scroll;
mod traits;
mod writer;

#[cfg(test)]
mod oracle;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub use screen::Screen;
pub use traits::Traits;
pub use writer::Writer;

/// A whole screen, as it should look.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Its area starts at 0, 0 and is the size of the terminal.
    pub buffer: Buffer,
    /// Where the cursor blinks; `None` hides it.
    pub cursor: Option<Position>,
}

impl Frame {
    /// A blank screen of this size with a hidden cursor.
    #[must_use]
    pub fn new(width: u16, height: u16) -> Self {
        Self {
            buffer: Buffer::empty(Rect::new(0, 0, width, height)),
            cursor: None,
        }
    }

    /// Makes the frame a blank screen of this size again, keeping its memory.
    pub fn clear(&mut self, width: u16, height: u16) {
        self.buffer.resize(Rect::new(0, 0, width, height));
        self.buffer.reset();
        self.cursor = None;
    }
}
