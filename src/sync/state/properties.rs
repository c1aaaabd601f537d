//! The line state machine against a line that does anything at any time.

use proptest::prelude::*;

use super::*;

/// What the world does; it answers only what was asked.
#[derive(Clone, Copy, Debug)]
enum Event {
    Wanted(Urgency),
    /// Whatever is under way ends: the n-th of it, well or not.
    Ends(u8, u8),
    Due,
    Renew,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let urgency = prop_oneof![
        Just(Urgency::Note),
        Just(Urgency::Claim),
        Just(Urgency::Act),
        Just(Urgency::Now),
    ];
    let event = prop_oneof![
        3 => urgency.prop_map(Event::Wanted),
        6 => (any::<u8>(), any::<u8>()).prop_map(|(which, how)| Event::Ends(which, how)),
        2 => Just(Event::Due),
        1 => Just(Event::Renew),
    ];
    proptest::collection::vec(event, 1..120)
}

#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each may go with any other")]
struct World {
    login: bool,
    compare: bool,
    sync: bool,
    wake: bool,
    timer: bool,
}

impl World {
    fn take(&mut self, outputs: &[Output]) -> Result<(), TestCaseError> {
        for output in outputs {
            match output {
                Output::Login => self.login = true,
                Output::Compare => self.compare = true,
                Output::Sync => {
                    prop_assert!(!self.sync, "one sync at most");
                    self.sync = true;
                }
                Output::Wake => {
                    prop_assert!(!self.wake, "one wake at most");
                    self.wake = true;
                }
                Output::StopWake => self.wake = false,
                Output::StopAll => *self = Self::default(),
                Output::Wait(time) => {
                    prop_assert!(!time.is_zero());
                    self.timer = true;
                }
                Output::Hasten(_) => prop_assert!(self.timer, "only what runs is hastened"),
                Output::StopWait => {
                    prop_assert!(self.timer, "only what runs is stopped");
                    self.timer = false;
                }
                Output::Tell(_) => {}
            }
        }
        Ok(())
    }

    /// The input by which the n-th thing under way ends.
    fn ending(&mut self, which: u8, how: u8) -> Option<Input> {
        let under_way: Vec<_> = [self.login, self.compare, self.sync, self.wake]
            .iter()
            .enumerate()
            .filter_map(|(place, runs)| runs.then_some(place))
            .collect();
        let place = *under_way.get(usize::from(which) % under_way.len().max(1))?;
        let fault = [
            Fault::NoLine,
            Fault::Late,
            Fault::Busy(7),
            Fault::LoginOver,
            Fault::Smaller,
            Fault::TooOld,
        ][usize::from(how) % 6];
        let well = how & 0x80 == 0;
        Some(match place {
            0 => {
                self.login = false;
                if well {
                    Input::LoggedIn
                } else {
                    Input::LoginFailed(fault)
                }
            }
            1 => {
                self.compare = false;
                if well {
                    Input::Renamed
                } else {
                    Input::LoginFailed(fault)
                }
            }
            2 => {
                self.sync = false;
                match how {
                    0..=9 => Input::Differs,
                    _ if well => Input::Synced {
                        more: how & 1 == 1,
                        fresh: how & 2 == 2,
                        took: Duration::from_millis(u64::from(how) * 20),
                    },
                    _ => Input::SyncFailed(fault),
                }
            }
            _ => {
                self.wake = false;
                if well {
                    Input::Woken {
                        moved: how & 1 == 1,
                        early: how & 2 == 2,
                    }
                } else {
                    Input::WakeFailed(fault)
                }
            }
        })
    }
}

proptest! {
    #[test]
    fn nothing_is_started_twice_and_nothing_that_waits_is_forgotten(events in events(), chance in 0.0..1.0f64) {
        let mut line = Line::default();
        let mut world = World::default();
        world.take(&line.step(Input::Start, chance))?;
        for event in events {
            let input = match event {
                Event::Wanted(urgency) => Some(Input::Wanted(urgency)),
                Event::Renew => Some(Input::Renew),
                Event::Due => std::mem::take(&mut world.timer).then_some(Input::Due),
                Event::Ends(which, how) => world.ending(which, how),
            };
            let Some(input) = input else { continue };
            let out = line.step(input, chance);
            world.take(&out)?;
            prop_assert_eq!(line.syncing, world.sync);
            prop_assert_eq!(line.waking, world.wake);
            prop_assert_eq!(line.timer != Timer::Off, world.timer);
            match line.phase {
                Phase::In => {
                    let busy = world.sync || world.timer || world.wake;
                    prop_assert!(busy, "something goes on: {line:?}");
                    let carried = world.sync || world.timer || line.wanted.is_none();
                    prop_assert!(carried, "what waits is on its way: {line:?}");
                    let quiet = line.wanted.is_none() && line.failures == 0 && !world.sync && world.wake;
                    prop_assert!(!quiet || !world.timer, "an idle line has no timer: {line:?}");
                }
                Phase::LoggingIn => prop_assert!(world.login || world.compare, "{line:?}"),
                Phase::LoggedOut => prop_assert!(world.timer || world.login, "it is tried again: {line:?}"),
                Phase::Still => {}
            }
        }
    }

    #[test]
    fn who_came_during_a_try_that_failed_does_not_wait_out_the_pause(events in events(), chance in 0.0..1.0f64) {
        let mut line = Line::default();
        let mut world = World::default();
        world.take(&line.step(Input::Start, chance))?;
        let mut called = None;
        for event in events {
            let input = match event {
                Event::Wanted(urgency) => {
                    called = called.max(Some(urgency));
                    Some(Input::Wanted(urgency))
                }
                Event::Renew => Some(Input::Renew),
                Event::Due => std::mem::take(&mut world.timer).then_some(Input::Due),
                Event::Ends(which, how) => world.ending(which, how),
            };
            let Some(input) = input else { continue };
            let out = line.step(input, chance);
            world.take(&out)?;
            let tries = out.iter().any(|o| matches!(o, Output::Sync | Output::Login));
            if let Input::SyncFailed(Fault::NoLine | Fault::Late)
                | Input::LoginFailed(Fault::NoLine | Fault::Late) = input
            {
                prop_assert!(!tries, "the line gets a moment to come back");
                for output in &out {
                    let Output::Wait(wait) = output else { continue };
                    let longest = match called {
                        Some(Urgency::Now) => Duration::from_millis(250),
                        Some(Urgency::Act) => Duration::from_secs(5),
                        _ => Duration::from_mins(1),
                    };
                    prop_assert!(*wait <= longest, "{called:?} waits {wait:?}");
                }
            }
            if tries {
                called = None;
            }
        }
    }

    #[test]
    fn a_line_that_holds_drains_and_comes_to_rest(events in events(), chance in 0.0..1.0f64) {
        let mut line = Line::default();
        let mut world = World::default();
        world.take(&line.step(Input::Start, chance))?;
        for event in events {
            let input = match event {
                Event::Wanted(urgency) => Some(Input::Wanted(urgency)),
                Event::Renew => Some(Input::Renew),
                Event::Due => std::mem::take(&mut world.timer).then_some(Input::Due),
                Event::Ends(which, how) => world.ending(which, how),
            };
            if let Some(input) = input {
                world.take(&line.step(input, chance))?;
            }
        }
        for _ in 0..40 {
            let input = if std::mem::take(&mut world.login) {
                Input::LoggedIn
            } else if std::mem::take(&mut world.compare) {
                Input::Renamed
            } else if std::mem::take(&mut world.sync) {
                Input::Synced { more: false, fresh: true, took: Duration::from_millis(600) }
            } else if std::mem::take(&mut world.timer) {
                Input::Due
            } else {
                break;
            };
            world.take(&line.step(input, chance))?;
        }
        prop_assert!(world.wake && !world.timer && !world.sync, "{line:?}");
        prop_assert_eq!(line.wanted, None);
        prop_assert_eq!(line.link(), LinkState::Connected);
    }
}
