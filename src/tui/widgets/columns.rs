//! How wide the columns of a table are: the important ones first, the rest when the screen has room.

/// Where a cell's text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    #[default]
    Left,
    Right,
}

/// One column. Widths are in terminal columns, without the gap between two.
#[derive(Clone, Debug)]
pub struct Column {
    pub title: String,
    /// Narrower than this it isn't shown at all.
    pub least: u16,
    /// Room beyond this goes to others.
    pub most: u16,
    /// 0 is shown first; the greatest number is left out first.
    pub priority: u8,
    pub align: Align,
}

impl Column {
    /// A column of exactly `width`.
    #[must_use]
    pub fn fixed(title: String, width: u16, priority: u8) -> Self {
        Self {
            title,
            least: width,
            most: width,
            priority,
            align: Align::Left,
        }
    }

    /// A column that takes from `least` to `most`.
    #[must_use]
    pub fn flexible(title: String, least: u16, most: u16, priority: u8) -> Self {
        Self {
            title,
            least,
            most: most.max(least),
            priority,
            align: Align::Left,
        }
    }

    #[must_use]
    pub fn right(mut self) -> Self {
        self.align = Align::Right;
        self
    }
}

/// Columns between two cells.
pub const GAP: u16 = 1;

/// The width of each column inside `room`; 0 for one that isn't shown. Room that is left goes evenly to those that
/// can grow, the important ones first.
#[must_use]
pub fn widths(columns: &[Column], room: u16) -> Vec<u16> {
    let mut widths = vec![0; columns.len()];
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by_key(|&i| columns[i].priority);
    let mut left = room;
    let mut any = false;
    for &i in &order {
        let need = columns[i].least + if any { GAP } else { 0 };
        if need > left {
            if !any {
                widths[i] = left;
                return widths;
            }
            break;
        }
        widths[i] = columns[i].least;
        left -= need;
        any = true;
    }
    loop {
        let mut grown = false;
        for &i in &order {
            if left > 0 && widths[i] > 0 && widths[i] < columns[i].most {
                widths[i] += 1;
                left -= 1;
                grown = true;
            }
        }
        if !grown {
            return widths;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        vec![
            Column::fixed("№".into(), 16, 0),
            Column::flexible("Ребёнок".into(), 12, 40, 1),
            Column::flexible("Организация".into(), 10, 30, 3),
            Column::fixed("Дней".into(), 4, 2).right(),
        ]
    }

    #[test]
    fn the_least_important_goes_first_and_the_rest_fills_the_row() {
        assert_eq!(widths(&columns(), 20), [16, 0, 0, 0]);
        assert_eq!(widths(&columns(), 34), [16, 12, 0, 4]);
        let wide = widths(&columns(), 100);
        assert_eq!(wide.iter().sum::<u16>() + 3 * GAP, 16 + 40 + 30 + 4 + 3);
        let middle = widths(&columns(), 60);
        assert_eq!(middle.iter().sum::<u16>() + 3 * GAP, 60);
    }

    #[test]
    fn nothing_overflows_a_tiny_screen() {
        for room in 0..100 {
            let shown = widths(&columns(), room);
            let gaps = shown.iter().filter(|w| **w > 0).count().saturating_sub(1) as u16 * GAP;
            assert!(shown.iter().sum::<u16>() + gaps <= room);
        }
    }
}
