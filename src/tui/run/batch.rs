//! What was ready at the terminal at once. Keys stay together, since a burst is judged as one; of sizes only the newest
//! counts, so that a storm of them is drawn once.

use crossterm::event::{Event, KeyEvent};

use super::inputs::Input;

/// Events that are taken before the screen is drawn again: junk without end must not hold up everything else.
const MOST: usize = 4_096;

/// Something to do, in the order in which it came.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    Keys(Vec<KeyEvent>),
    Paste(String),
}

#[derive(Debug, Default)]
pub struct Batch {
    pub steps: Vec<Step>,
    /// The newest size of the terminal, if it was changed.
    pub size: Option<(u16, u16)>,
    /// The terminal is gone.
    pub over: bool,
    taken: usize,
}

impl Batch {
    /// Takes one input. False: enough for one time.
    pub fn take(&mut self, input: Input) -> bool {
        self.taken += 1;
        match input {
            Input::Event(Event::Key(key)) => match self.steps.last_mut() {
                Some(Step::Keys(keys)) => keys.push(key),
                _ => self.steps.push(Step::Keys(vec![key])),
            },
            Input::Event(Event::Paste(text)) => self.steps.push(Step::Paste(text)),
            Input::Event(Event::Resize(width, height)) => self.size = Some((width, height)),
            Input::Event(Event::FocusGained | Event::FocusLost | Event::Mouse(_)) => {}
            Input::Gone => self.over = true,
        }
        !self.over && self.taken < MOST
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyCode, KeyModifiers};

    fn key(c: char) -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))
    }

    #[test]
    fn of_a_storm_of_sizes_the_last_is_left_and_keys_keep_their_order() {
        let mut batch = Batch::default();
        for n in 1..2_000 {
            assert!(batch.take(Input::Event(Event::Resize(n, n))));
        }
        for event in [key('a'), key('b'), Event::Paste("в".into()), key('c')] {
            batch.take(Input::Event(event));
        }
        assert_eq!(batch.size, Some((1_999, 1_999)));
        let count = |step: &Step| match step {
            Step::Keys(keys) => keys.len(),
            Step::Paste(_) => 0,
        };
        let steps: Vec<usize> = batch.steps.iter().map(count).collect();
        assert_eq!(steps, [2, 0, 1]);
        assert!(!batch.take(Input::Gone) && batch.over);
    }

    #[test]
    fn events_without_end_are_taken_in_parts() {
        let mut batch = Batch::default();
        let taken = (0..1_000_000).take_while(|_| batch.take(Input::Event(key('x'))));
        assert_eq!(taken.count(), MOST - 1);
    }
}
