//! The examination that `reestr doctor` makes: terminal, configuration, link, clock, store, printers, certificates, the
//! register's files, and the hosts that the program may contact. For whoever sets a desk or a register up.
//!
//! Each check is on its own: what is broken for one hides nothing from the others, and none takes longer than its time. It
//! changes nothing but a file that it makes and removes to see whether a folder can be written. It tells no secret and
//! nothing personal, and never logs in.

#[cfg(any(feature = "tui", feature = "server"))]
mod address;
#[cfg(any(feature = "tui", feature = "server"))]
mod certificate;
#[cfg(any(feature = "tui", feature = "server"))]
mod folder;
#[cfg(any(feature = "tui", feature = "server"))]
mod hosts;
#[cfg(feature = "tui")]
mod link;
#[cfg(feature = "server")]
mod mail;
#[cfg(feature = "tui")]
mod printers;
#[cfg(feature = "server")]
mod register;
mod report;
mod settings;
#[cfg(feature = "tui")]
mod store;
#[cfg(feature = "tui")]
mod terminal;
#[cfg(feature = "tui")]
mod tty;

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::config::{self, Environment, Overrides};

#[cfg(feature = "server")]
pub use mail::Relay;
#[cfg(feature = "server")]
pub use register::Served;
pub use report::{Finding, Message, Report, Section, Verdict, say};

/// How long all checks together may take; each has shorter times for its steps.
const LIMIT: Duration = Duration::from_secs(15);

/// What is examined.
pub struct Asked {
    pub environment: Environment,
    pub overrides: Overrides,
    /// The desk: terminal, link, clock, store, printers.
    pub desk: bool,
    /// How the register would be served.
    #[cfg(feature = "server")]
    pub register: Option<Served>,
}

/// One check, which runs on a thread of its own.
pub(crate) type Check = Box<dyn FnOnce() -> Vec<Finding> + Send>;

/// Looks at everything that is asked for. Blocks, for some 15 seconds at most.
#[must_use]
pub fn examine(asked: &Asked) -> Report {
    let (config, mistakes) = config::load_what_can(&asked.environment, &asked.overrides);
    let mut findings = settings::check(&asked.environment, &asked.overrides, &mistakes);
    let mut checks: Vec<(Section, Check)> = Vec::new();
    #[cfg(feature = "tui")]
    if asked.desk {
        // Before anything else speaks: it asks the terminal questions.
        findings.extend(terminal::check(&asked.environment));
        let server = config.server.clone();
        checks.push((Section::Link, Box::new(move || link::check(&server))));
        let data = config.data.clone();
        checks.push((Section::Store, Box::new(move || store::check(&data))));
        let (printing, data) = (config.printing.clone(), config.data.clone());
        checks.push((
            Section::Printing,
            Box::new(move || printers::check(&printing, &data)),
        ));
    }
    #[cfg(feature = "server")]
    if let Some(served) = asked.register.clone() {
        let relay = served.relay.clone();
        checks.push((Section::Mail, Box::new(move || mail::check(relay))));
        checks.push((
            Section::Register,
            Box::new(move || register::check(&served)),
        ));
        checks.push(hosts::of_register(&config));
    }
    #[cfg(feature = "tui")]
    if asked.desk {
        checks.push(hosts::of_desk(&config));
    }
    findings.extend(all(checks, LIMIT));
    Report::new(findings)
}

/// Runs all checks beside each other. One that is not over in time is told as such and left alone: it ends with the process.
fn all(checks: Vec<(Section, Check)>, limit: Duration) -> Vec<Finding> {
    let until = Instant::now() + limit;
    let sections: Vec<Section> = checks.iter().map(|(section, _)| *section).collect();
    let (tell, told) = mpsc::channel();
    for (place, (_, check)) in checks.into_iter().enumerate() {
        let tell = tell.clone();
        thread::spawn(move || {
            // Nobody listens any more to one that is late.
            let _ = tell.send((place, check()));
        });
    }
    drop(tell);
    let mut found: Vec<Option<Vec<Finding>>> = sections.iter().map(|_| None).collect();
    while found.iter().any(Option::is_none) {
        let left = until.saturating_duration_since(Instant::now());
        let Ok((place, findings)) = told.recv_timeout(left) else {
            break;
        };
        found[place] = Some(findings);
    }
    let mut findings = Vec::new();
    for (section, found) in sections.into_iter().zip(found) {
        findings.extend(found.unwrap_or_else(|| vec![late(section, limit)]));
    }
    findings
}

fn late(section: Section, limit: Duration) -> Finding {
    Finding::failure(
        section,
        "late",
        say("doctor-late").count("seconds", limit.as_secs()),
        say("doctor-late-do"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_that_hangs_or_breaks_hides_none_of_the_others() {
        let (hold, released) = mpsc::channel::<()>();
        let checks: Vec<(Section, Check)> = vec![
            (
                Section::Link,
                Box::new(move || {
                    let _ = released.recv();
                    Vec::new()
                }),
            ),
            (
                Section::Hosts,
                Box::new(|| vec![Finding::ok(Section::Hosts, "x", say("doctor-hosts-none"))]),
            ),
            (Section::Store, Box::new(|| panic!("broken"))),
        ];
        let found = all(checks, Duration::from_millis(200));
        let found: Vec<_> = found.iter().map(|f| (f.section, f.check)).collect();
        let expected = [
            (Section::Link, "late"),
            (Section::Hosts, "x"),
            (Section::Store, "late"),
        ];
        assert_eq!(found, expected);
        drop(hold);
    }
}
