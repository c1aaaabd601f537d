//! The selection of a list that changes under the clerk: it stays on the same record, and on the same row.

use crate::tui::action::Action;
use crate::tui::widgets::Cursor;

/// Which record is selected. Rows that come and go around it don't move it.
#[derive(Clone, Debug)]
pub struct Picked<K> {
    key: Option<K>,
    cursor: Cursor,
}

impl<K> Default for Picked<K> {
    fn default() -> Self {
        Self {
            key: None,
            cursor: Cursor::default(),
        }
    }
}

impl<K: Copy + PartialEq> Picked<K> {
    #[must_use]
    pub fn key(&self) -> Option<K> {
        self.key
    }

    /// For the drawing of the list.
    #[must_use]
    pub fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    /// Moves by an action. False: the action is not one of movement.
    pub fn act(&mut self, action: Action, keys: &[K]) -> bool {
        let moved = self.cursor.act(action, keys.len());
        if moved {
            self.key = keys.get(self.cursor.selected()).copied();
        }
        moved
    }

    pub fn select(&mut self, keys: &[K], key: K) {
        if let Some(index) = keys.iter().position(|k| *k == key) {
            self.cursor.select(index);
            self.key = Some(key);
        }
    }

    /// The list was made anew: the same record stays selected, on the same row of the screen. When it went, the one
    /// that took its place is selected.
    pub fn settle(&mut self, keys: &[K]) {
        let index = self
            .key
            .and_then(|key| keys.iter().position(|k| *k == key))
            .unwrap_or(self.cursor.selected());
        self.cursor.carry(index);
        self.cursor.clamp(keys.len());
        self.key = keys.get(self.cursor.selected()).copied();
    }

    /// Starts at the top, for a list that answers another question.
    pub fn restart(&mut self, keys: &[K]) {
        self.cursor = Cursor::default();
        self.key = keys.first().copied();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(keys: &[u32], key: u32) -> Picked<u32> {
        let mut picked = Picked::default();
        picked.restart(keys);
        picked.select(keys, key);
        picked
    }

    #[test]
    fn rows_that_arrive_above_do_not_move_the_selection() {
        let keys: Vec<u32> = (10..40).collect();
        let mut picked = at(&keys, 20);
        let more: Vec<u32> = (0..40).collect();
        picked.settle(&more);
        assert_eq!((picked.key(), picked.cursor().selected()), (Some(20), 20));
    }

    #[test]
    fn when_the_selected_one_goes_its_place_stays_selected() {
        let mut picked = at(&[1, 2, 3, 4], 2);
        picked.settle(&[1, 3, 4]);
        assert_eq!(picked.key(), Some(3));
        picked.settle(&[]);
        assert_eq!(picked.key(), None);
        picked.settle(&[7]);
        assert_eq!(picked.key(), Some(7));
    }
}
