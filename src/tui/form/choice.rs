//! A field of a form that is chosen: by the first letters, by arrows, by digits.

/// One of a list of values, or none yet.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    chosen: Option<usize>,
    /// Letters that were typed in a row.
    begun: String,
    past: Vec<Option<usize>>,
}

/// Steps back that are remembered.
const LONGEST_HISTORY: usize = 20;

impl Choice {
    #[must_use]
    pub fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// Chooses as from a draft; nothing leads back behind it.
    pub fn set(&mut self, chosen: Option<usize>) {
        *self = Self {
            chosen,
            ..Self::default()
        };
    }

    pub fn choose(&mut self, chosen: Option<usize>) {
        self.begun.clear();
        if chosen != self.chosen {
            if self.past.len() >= LONGEST_HISTORY {
                self.past.remove(0);
            }
            self.past.push(self.chosen);
            self.chosen = chosen;
        }
    }

    pub fn undo(&mut self) -> bool {
        self.begun.clear();
        match self.past.pop() {
            Some(before) => {
                self.chosen = before;
                true
            }
            None => false,
        }
    }

    /// Goes by one through `len` values, round at the ends.
    pub fn turn(&mut self, forward: bool, len: usize) {
        let next = match self.chosen {
            None if forward => 0,
            None => len.saturating_sub(1),
            Some(at) if forward => (at + 1) % len.max(1),
            Some(at) => (at + len.max(1) - 1) % len.max(1),
        };
        self.choose(Some(next));
    }

    /// Chooses by letters: of the values that begin with what was typed in a row the first, and the next one when the
    /// same letter is typed again. False: no value begins so.
    pub fn letter(&mut self, c: char, labels: &[String]) -> bool {
        let folded = |text: &str| text.to_lowercase().replace('ё', "е");
        let letter = folded(&c.to_string());
        let longer = format!("{}{letter}", self.begun);
        let starts = |at: usize, begun: &str| folded(&labels[at]).starts_with(begun);
        if let Some(at) = (0..labels.len()).find(|at| starts(*at, &longer)) {
            self.choose(Some(at));
            self.begun = longer;
            return true;
        }
        let from = self.chosen.map_or(0, |at| at + 1);
        let round = (0..labels.len()).map(|step| (from + step) % labels.len());
        let Some(at) = round.into_iter().find(|at| starts(*at, &letter)) else {
            return false;
        };
        self.choose(Some(at));
        self.begun = letter;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_digits_and_arrows_choose() {
        let labels = ["Мать", "Отец", "Опекун", "Иной"].map(str::to_owned);
        let mut choice = Choice::default();
        assert!(choice.letter('о', &labels));
        assert_eq!(choice.chosen(), Some(1));
        assert!(choice.letter('п', &labels));
        assert_eq!(choice.chosen(), Some(2));
        assert!(choice.letter('м', &labels));
        assert_eq!(choice.chosen(), Some(0));
        assert!(!choice.letter('ъ', &labels));
        choice.letter('О', &labels);
        choice.letter('О', &labels);
        assert_eq!(choice.chosen(), Some(2), "the next with the same letter");
        choice.turn(true, 4);
        choice.turn(true, 4);
        assert_eq!(choice.chosen(), Some(0));
        choice.turn(false, 4);
        assert_eq!(choice.chosen(), Some(3));
        assert!(choice.undo());
        assert_eq!(choice.chosen(), Some(0));
    }
}
