//! Sheets of A4: what stands where, in points from the upper left corner, and where a sheet ends.

use super::fonts::Face;

/// Points in a millimetre.
pub const MM: f32 = 72.0 / 25.4;
pub const WIDTH: f32 = 210.0 * MM;
pub const HEIGHT: f32 = 297.0 * MM;
/// Room for the binder.
pub const LEFT: f32 = 20.0 * MM;
const RIGHT: f32 = 15.0 * MM;
pub const TOP: f32 = 14.0 * MM;
/// Where the text ends and the foot begins.
pub const FOOT: f32 = HEIGHT - 20.0 * MM;
/// The width of a line of text.
pub const MEASURE: f32 = WIDTH - LEFT - RIGHT;

/// Something black.
#[derive(Clone, Debug)]
pub enum Mark {
    /// `y` is the line that the letters stand on.
    Text {
        x: f32,
        y: f32,
        face: Face,
        size: f32,
        text: String,
    },
    /// A filled rectangle.
    Bar {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
    /// A stroke of a pen.
    Stroke {
        from: (f32, f32),
        to: (f32, f32),
        weight: f32,
    },
}

impl Mark {
    pub fn shifted(self, right: f32, down: f32) -> Self {
        match self {
            Self::Text {
                x,
                y,
                face,
                size,
                text,
            } => Self::Text {
                x: x + right,
                y: y + down,
                face,
                size,
                text,
            },
            Self::Bar {
                x,
                y,
                width,
                height,
            } => Self::Bar {
                x: x + right,
                y: y + down,
                width,
                height,
            },
            Self::Stroke { from, to, weight } => Self::Stroke {
                from: (from.0 + right, from.1 + down),
                to: (to.0 + right, to.1 + down),
                weight,
            },
        }
    }
}

/// A horizontal line.
pub fn rule(x: f32, y: f32, width: f32, weight: f32) -> Mark {
    Mark::Bar {
        x,
        y: y - weight / 2.0,
        width,
        height: weight,
    }
}

/// The four sides of a frame.
pub fn frame(x: f32, y: f32, width: f32, height: f32, weight: f32) -> [Mark; 4] {
    let upright = |x| Mark::Bar {
        x: x - weight / 2.0,
        y,
        width: weight,
        height,
    };
    [
        rule(x - weight / 2.0, y, width + weight, weight),
        rule(x - weight / 2.0, y + height, width + weight, weight),
        upright(x),
        upright(x + width),
    ]
}

/// What is never divided by the end of a sheet: a line, a frame.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    /// Space before it, left out at the head of a sheet.
    pub above: f32,
    pub height: f32,
    /// Measured from its own upper left corner.
    pub marks: Vec<Mark>,
    /// Stands on one sheet with what follows.
    pub with_next: bool,
}

/// Puts the pieces on as many sheets as they need, `top` points below the edge. What belongs together moves on together,
/// unless it is longer than a sheet.
pub fn sheets(pieces: Vec<Piece>, top: f32) -> Vec<Vec<Mark>> {
    let mut sheets: Vec<Vec<Mark>> = vec![Vec::new()];
    let mut y = top;
    let mut rest = pieces.into_iter().peekable();
    while rest.peek().is_some() {
        let mut group = Vec::new();
        for piece in rest.by_ref() {
            let last = !piece.with_next;
            group.push(piece);
            if last {
                break;
            }
        }
        let length: f32 = group.iter().map(|piece| piece.above + piece.height).sum();
        if y + length > FOOT && y > top && length <= FOOT - top {
            sheets.push(Vec::new());
            y = top;
        }
        for piece in group {
            if y + piece.above + piece.height > FOOT && y > top {
                sheets.push(Vec::new());
                y = top;
            }
            if y > top {
                y += piece.above;
            }
            if let Some(sheet) = sheets.last_mut() {
                sheet.extend(piece.marks.into_iter().map(|mark| mark.shifted(LEFT, y)));
            }
            y += piece.height;
        }
    }
    sheets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(height: f32, with_next: bool) -> Piece {
        Piece {
            height,
            marks: vec![rule(0.0, 0.0, 1.0, 1.0)],
            with_next,
            ..Piece::default()
        }
    }

    fn counts(pieces: Vec<Piece>) -> Vec<usize> {
        sheets(pieces, TOP).iter().map(Vec::len).collect()
    }

    #[test]
    fn what_belongs_together_moves_on_together() {
        let most = FOOT - TOP - 30.0;
        assert_eq!(
            counts(vec![
                piece(most, false),
                piece(20.0, true),
                piece(20.0, false)
            ]),
            [1, 2]
        );
        assert_eq!(
            counts(vec![
                piece(most, false),
                piece(20.0, false),
                piece(20.0, false)
            ]),
            [2, 1]
        );
    }

    #[test]
    fn what_is_longer_than_a_sheet_is_divided_and_ends() {
        let long: Vec<Piece> = (0..100).map(|_| piece(20.0, true)).collect();
        let counts = counts(long);
        assert_eq!(counts.iter().sum::<usize>(), 100);
        assert_eq!(counts.len(), 3);
        assert!(self::counts(vec![piece(2_000.0, true); 3]).len() == 3);
    }

    #[test]
    fn space_is_left_out_at_the_head_of_a_sheet() {
        let gap = |above| Piece {
            above,
            ..piece(10.0, false)
        };
        let placed = sheets(vec![gap(50.0)], TOP).remove(0).remove(0);
        assert!(matches!(placed, Mark::Bar { y, .. } if (y - TOP + 0.5).abs() < 0.01));
    }
}
