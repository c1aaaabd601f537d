//! The line to the register, step by step as the desk goes: name, connection, encryption, certificate, answer, speed; and
//! the register's clock beside that of this machine. Never logs in.

use std::io;
use std::net::SocketAddr;
use std::thread;
use std::time::Duration;

use chrono::{Local, Utc};
use rustls::CertificateError;

use super::address::{Address, Unnamed, connect, handshake};
use super::certificate::Certificate;
use super::report::{Finding, Message, Section, Verdict, say};
use crate::api;
use crate::client::Register as Client;
use crate::client::health::{Heartbeat, Unheard};
use crate::config::Register;

const SECTION: Section = Section::Link;
/// What the first answer may take.
const ANSWER: Duration = Duration::from_secs(4);
/// How often the time there and back is measured, and what that may take together.
const TIMES: usize = 5;
const MEASURING: Duration = Duration::from_secs(2);
const PACING: Duration = Duration::from_millis(1_500);
/// A clerk notices more, in milliseconds: the desk works ahead of such a line.
const FAR: u128 = 400;
/// The slowest line that the desk is made for, in bytes per second: 64 kbit/s.
const SLOW: u64 = 8_000;
/// Clocks that differ by less disturb nothing, in seconds.
const APART: i64 = 30;

/// The names of the checks of one listener.
struct Names {
    address: &'static str,
    connect: &'static str,
    tls: &'static str,
    certificate: &'static str,
    answer: &'static str,
    speed: &'static str,
    /// The text that names the listener.
    title: &'static str,
}

const OPEN: Names = Names {
    address: "link.open.name",
    connect: "link.open.connect",
    tls: "link.open.tls",
    certificate: "link.open.certificate",
    answer: "link.open.answer",
    speed: "link.open.speed",
    title: "doctor-link-open",
};
const PROTECTED: Names = Names {
    address: "link.protected.name",
    connect: "link.protected.connect",
    tls: "link.protected.tls",
    certificate: "link.protected.certificate",
    answer: "link.protected.answer",
    speed: "link.protected.speed",
    title: "doctor-link-protected",
};

pub fn check(register: &Register) -> Vec<Finding> {
    let (mut findings, beat) = thread::scope(|scope| {
        let protected = register.protected.as_deref().map(|url| {
            let ca = register;
            scope.spawn(move || listener(url, ca, &PROTECTED))
        });
        let (mut findings, mut beat) = listener(&register.open, register, &OPEN);
        match protected.map(thread::ScopedJoinHandle::join) {
            Some(Ok((found, heard))) => {
                findings.extend(found);
                beat = beat.or(heard);
            }
            Some(Err(_)) => {}
            None => {
                let what = say("doctor-link-no-protected");
                findings.push(Finding::note(SECTION, PROTECTED.address, what));
            }
        }
        (findings, beat)
    });
    findings.extend(clock(beat.as_ref()));
    findings
}

fn listener(url: &str, register: &Register, names: &Names) -> (Vec<Finding>, Option<Heartbeat>) {
    let title = say(names.title).text("url", url);
    let mut findings = vec![Finding::note(SECTION, names.address, title)];
    let Some((address, secure)) = Address::of_url(url) else {
        // The configuration takes no such address, and has told so.
        return (findings, None);
    };
    let found = match address.lookup() {
        Ok(found) => found,
        Err(why) => {
            findings.push(unnamed(names.address, &address, why));
            return (findings, None);
        }
    };
    let mut connected = match connect(&found) {
        Ok(connected) => connected,
        Err(error) => {
            findings.push(unconnected(names.connect, &address, &found, &error));
            return (findings, None);
        }
    };
    let what = say("doctor-link-connected")
        .text("to", connected.to)
        .count("took", millis(connected.took));
    findings.push(Finding::ok(SECTION, names.connect, what));
    let mut over = false;
    if secure {
        let Ok(agreed) = handshake(&mut connected.stream, &address.host) else {
            let what = say("doctor-link-no-tls").text("host", &address);
            let todo = say("doctor-link-no-tls-do");
            findings.push(Finding::failure(SECTION, names.tls, what, todo));
            return (findings, None);
        };
        let what = say("doctor-link-tls").text("version", agreed.version);
        findings.push(Finding::ok(SECTION, names.tls, what));
        if let Some(certificate) = Certificate::read(&agreed.certificate) {
            let lasting = certificate.lasting(SECTION, names.certificate, Utc::now());
            over = lasting.verdict == Verdict::Failure;
            findings.push(lasting);
        }
    }
    let (found, beat) = answer(url, register, names, over);
    findings.extend(found);
    (findings, beat)
}

fn unnamed(check: &'static str, address: &Address, why: Unnamed) -> Finding {
    let (what, todo) = match why {
        Unnamed::Unknown => ("doctor-link-name-unknown", "doctor-link-name-unknown-do"),
        Unnamed::Late => ("doctor-link-name-late", "doctor-link-name-late-do"),
    };
    let what = say(what).text("host", &address.host);
    Finding::failure(SECTION, check, what, say(todo))
}

fn unconnected(
    check: &'static str,
    address: &Address,
    found: &[SocketAddr],
    error: &io::Error,
) -> Finding {
    let (what, todo) = match error.kind() {
        io::ErrorKind::ConnectionRefused => ("doctor-link-refused", "doctor-link-refused-do"),
        io::ErrorKind::TimedOut => ("doctor-link-timed-out", "doctor-link-timed-out-do"),
        _ => ("doctor-link-unreachable", "doctor-link-timed-out-do"),
    };
    let mut numbers: Vec<String> = found.iter().map(|a| a.ip().to_string()).collect();
    numbers.dedup();
    let what = say(what)
        .text("host", address)
        .text("numbers", numbers.join(", "))
        .text("why", error);
    Finding::failure(SECTION, check, what, say(todo))
}

/// Asks as the desk does. `over`: that the certificate doesn't hold by its dates is told already.
fn answer(
    url: &str,
    register: &Register,
    names: &Names,
    over: bool,
) -> (Vec<Finding>, Option<Heartbeat>) {
    let client = match Client::new(url, register.ca.as_deref()) {
        Ok(client) => client,
        Err(error) => {
            let what = say("doctor-link-setup").text("why", error);
            let todo = say("doctor-link-setup-do");
            return (
                vec![Finding::failure(SECTION, names.certificate, what, todo)],
                None,
            );
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let Ok(runtime) = runtime else {
        return (Vec::new(), None);
    };
    let heard = runtime.block_on(client.heartbeat(ANSWER));
    let beat = match heard {
        Ok(beat) => beat,
        Err(why) => {
            let found = unheard(&why, register, names, over);
            return (found.into_iter().collect(), None);
        }
    };
    let mut findings = vec![answers(names, &beat)];
    let measured = runtime.block_on(async {
        let mut times = Vec::new();
        let measuring = async {
            for _ in 0..TIMES {
                match client.heartbeat(ANSWER).await {
                    Ok(beat) => times.push(beat.took),
                    Err(_) => break,
                }
            }
        };
        let _ = tokio::time::timeout(MEASURING, measuring).await;
        let pace = client.pace(PACING).await.ok();
        (times, pace)
    });
    let (mut times, pace) = measured;
    times.sort();
    if let Some(middle) = times.get(times.len() / 2) {
        let rate = pace.map_or(0, |pace| rate(pace.bytes, pace.took));
        findings.push(speed(names.speed, *middle, times.len(), rate));
    }
    (findings, Some(beat))
}

/// Bytes per second; what came within a millisecond tells of a line that nobody waits for.
fn rate(bytes: usize, took: Duration) -> u64 {
    let micros = took.as_micros().max(1_000);
    u64::try_from(bytes as u128 * 1_000_000 / micros).unwrap_or(u64::MAX)
}

fn speed(check: &'static str, middle: Duration, times: usize, rate: u64) -> Finding {
    let told = |key: &'static str| {
        say(key)
            .count("took", millis(middle))
            .count("times", times)
            .count("rate", rate.saturating_mul(8) / 1_000)
    };
    if middle.as_millis() > FAR || rate < SLOW {
        Finding::note(SECTION, check, told("doctor-link-slow"))
    } else {
        Finding::ok(SECTION, check, told("doctor-link-speed"))
    }
}

fn answers(names: &Names, beat: &Heartbeat) -> Finding {
    let health = &beat.health;
    let told = |key: &'static str| {
        say(key)
            .text("version", &health.version)
            .text("ours", env!("CARGO_PKG_VERSION"))
            .count("protocol", api::VERSION)
            .count("least", health.min_version)
    };
    if health.min_version > api::VERSION {
        let todo = say("doctor-link-too-old-do");
        return Finding::failure(SECTION, names.answer, told("doctor-link-too-old"), todo);
    }
    Finding::ok(SECTION, names.answer, told("doctor-link-answers"))
}

fn unheard(why: &Unheard, register: &Register, names: &Names, over: bool) -> Option<Finding> {
    let failure = |check, what: Message, todo: &'static str| {
        Some(Finding::failure(SECTION, check, what, say(todo)))
    };
    match why {
        Unheard::Certificate(error) => match error {
            CertificateError::UnknownIssuer => {
                let todo = if register.ca.is_some() {
                    "doctor-link-other-authority-do"
                } else {
                    "doctor-link-unknown-authority-do"
                };
                failure(
                    names.certificate,
                    say("doctor-link-unknown-authority"),
                    todo,
                )
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                failure(
                    names.certificate,
                    say("doctor-link-other-name"),
                    "doctor-link-other-name-do",
                )
            }
            _ if over => None,
            other => {
                let what = say("doctor-link-certificate").text("why", format!("{other:?}"));
                failure(names.certificate, what, "doctor-link-certificate-do")
            }
        },
        Unheard::Tls(error) => {
            let what = say("doctor-link-certificate").text("why", error);
            failure(names.tls, what, "doctor-link-certificate-do")
        }
        Unheard::NoLine | Unheard::Late => {
            failure(names.answer, say("doctor-link-late"), "doctor-link-late-do")
        }
        Unheard::Garbled => failure(
            names.answer,
            say("doctor-link-garbled"),
            "doctor-link-garbled-do",
        ),
        Unheard::Unwell(status) => {
            let what = say("doctor-link-unwell").count("status", *status);
            failure(names.answer, what, "doctor-link-unwell-do")
        }
    }
}

fn clock(beat: Option<&Heartbeat>) -> Vec<Finding> {
    let zone = say("doctor-clock-zone").text("zone", Local::now().format("%:z"));
    let zone = Finding::note(Section::Clock, "clock.zone", zone);
    let dated = beat.and_then(|beat| Some((beat.date?, beat.here)));
    let Some((there, here)) = dated else {
        let what = say("doctor-clock-unknown");
        let finding = Finding::note(Section::Clock, "clock.register", what);
        return vec![finding, zone];
    };
    // The register tells whole seconds, cut off.
    let apart = (here - there - chrono::Duration::milliseconds(500)).num_seconds();
    vec![of_clocks(apart), zone]
}

/// `apart`: by how many seconds this machine is ahead of the register.
fn of_clocks(apart: i64) -> Finding {
    let check = "clock.register";
    let seconds = apart.abs();
    if seconds <= APART {
        let what = say("doctor-clock-right").count("seconds", seconds);
        return Finding::ok(Section::Clock, check, what);
    }
    let key = if apart > 0 {
        "doctor-clock-ahead"
    } else {
        "doctor-clock-behind"
    };
    let what = say(key).count("seconds", seconds);
    Finding::warning(Section::Clock, check, what, say("doctor-clock-do"))
}

fn millis(took: Duration) -> u64 {
    u64::try_from(took.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_may_differ_a_little_and_the_side_is_told() {
        assert_eq!(of_clocks(30).verdict, Verdict::Ok);
        assert_eq!(of_clocks(-30).verdict, Verdict::Ok);
        assert_eq!(of_clocks(31).what.key, "doctor-clock-ahead");
        assert_eq!(of_clocks(-3_600).what.key, "doctor-clock-behind");
        assert_eq!(of_clocks(31).verdict, Verdict::Warning);
    }

    #[test]
    fn a_slow_line_is_told_and_is_no_fault() {
        let fast = Duration::from_millis(20);
        let at = |middle, rate| speed("x", middle, 5, rate).what.key.into_owned();
        assert_eq!(at(fast, 1_000_000), "doctor-link-speed");
        assert_eq!(
            at(Duration::from_millis(600), 1_000_000),
            "doctor-link-slow"
        );
        assert_eq!(at(fast, 7_000), "doctor-link-slow");
        assert_eq!(rate(8_000, Duration::from_secs(1)), 8_000);
        assert_eq!(rate(100, Duration::ZERO), 100_000);
    }
}
