//! The register's own files and listeners, beside a register that serves them or without one.

use std::cmp::Ordering;
use std::fs;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, TimeDelta, Utc};

use super::address::connect;
use super::certificate::Certificate;
use super::folder;
use super::mail::Relay;
use super::report::{Finding, Section, say};
use crate::server::register::recovery;
use crate::server::storage::sqlite::{Looked, look};
use crate::server::{TlsFiles, certificate};

const SECTION: Section = Section::Register;
/// A night older than this was missed, in whatever zone.
const NIGHT_LATE: TimeDelta = TimeDelta::days(2);

/// How the register is served.
#[derive(Clone)]
pub struct Served {
    pub open: SocketAddr,
    pub protected: Option<SocketAddr>,
    pub database: PathBuf,
    pub tls: Option<TlsFiles>,
    pub relay: Relay,
}

pub fn check(served: &Served) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(folder) = served.database.parent() {
        findings.extend(folder::check(SECTION, folder, true));
    }
    findings.extend(database(&served.database));
    findings.extend(recovery_key(&served.database));
    findings.extend(tls(served));
    findings.push(listener(
        "register.open",
        served.open,
        "doctor-register-open",
    ));
    if let Some(protected) = served.protected {
        let (check, key) = ("register.protected", "doctor-register-protected");
        findings.push(listener(check, protected, key));
    }
    findings
}

fn database(path: &Path) -> Vec<Finding> {
    let check = "register.database";
    let mut findings = Vec::new();
    match fs::metadata(path) {
        Err(_) => {
            let what = say("doctor-register-none").text("path", path.display());
            let todo = say("doctor-register-none-do");
            return vec![Finding::failure(SECTION, check, what, todo)];
        }
        Ok(meta) => findings.extend(rights("register.rights", path, &meta)),
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let Ok(runtime) = runtime else {
        return findings;
    };
    match runtime.block_on(look(path)) {
        Ok(looked) => findings.extend(of_database(path, looked)),
        Err(error) => {
            let what = say("doctor-register-unreadable").text("why", error);
            let todo = say("doctor-register-unreadable-do");
            findings.push(Finding::failure(SECTION, check, what, todo));
        }
    }
    findings
}

fn of_database(path: &Path, looked: Looked) -> Vec<Finding> {
    let schema = |key: &'static str| {
        say(key)
            .text("path", path.display())
            .count("schema", looked.schema)
            .count("known", looked.known)
    };
    let check = "register.database";
    let mut findings = vec![match looked.schema.cmp(&looked.known) {
        Ordering::Greater => {
            let todo = say("doctor-register-newer-do");
            Finding::failure(SECTION, check, schema("doctor-register-newer"), todo)
        }
        Ordering::Less => Finding::note(SECTION, check, schema("doctor-register-older")),
        Ordering::Equal => Finding::ok(SECTION, check, schema("doctor-register-database")),
    }];
    let what = say("doctor-register-letters")
        .count("waiting", looked.letters_waiting)
        .count("failed", looked.letters_failed);
    let check = "register.letters";
    findings.push(if looked.letters_failed > 0 {
        let todo = say("doctor-register-letters-do");
        Finding::warning(SECTION, check, what, todo)
    } else {
        Finding::ok(SECTION, check, what)
    });
    findings.push(night(looked.last_night, Utc::now().date_naive()));
    findings
}

/// A register that was off for a night makes up for it by itself; one that is behind by more waits for a person.
fn night(last: Option<NaiveDate>, today: NaiveDate) -> Finding {
    let check = "register.night";
    let Some(last) = last else {
        return Finding::note(SECTION, check, say("doctor-register-no-night"));
    };
    let what = say("doctor-register-night").text("date", last.format("%d.%m.%Y"));
    if today - last > NIGHT_LATE {
        let todo = say("doctor-register-night-do");
        return Finding::warning(SECTION, check, what, todo);
    }
    Finding::ok(SECTION, check, what)
}

/// A file that its owner alone may read.
fn rights(check: &'static str, path: &Path, meta: &fs::Metadata) -> Option<Finding> {
    let mode = meta.mode() & 0o777;
    let of_others = mode & 0o077;
    if of_others == 0 {
        return None;
    }
    let what = say("doctor-register-open-file")
        .text("path", path.display())
        .text("mode", format!("{mode:04o}"));
    let todo = say("doctor-register-open-file-do").text("path", path.display());
    Some(Finding::failure(SECTION, check, what, todo))
}

fn recovery_key(database: &Path) -> Vec<Finding> {
    let check = "register.recovery";
    let path = recovery::path(database);
    if !database.exists() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    if let Ok(meta) = fs::metadata(&path) {
        findings.extend(rights("register.recovery.rights", &path, &meta));
    }
    // Read to see whether it is whole; wiped at once.
    findings.push(match recovery::read(&path) {
        Ok(_) => {
            let what = say("doctor-register-recovery").text("path", path.display());
            Finding::ok(SECTION, check, what)
        }
        Err(error) => {
            let what = say("doctor-register-no-recovery")
                .text("path", path.display())
                .text("why", error);
            let todo = say("doctor-register-no-recovery-do");
            Finding::failure(SECTION, check, what, todo)
        }
    });
    findings
}

fn tls(served: &Served) -> Vec<Finding> {
    let check = "register.certificate";
    let Some(files) = &served.tls else {
        let what = say("doctor-register-plain");
        return vec![Finding::note(SECTION, check, what)];
    };
    match certificate(files) {
        Ok(der) => Certificate::read(&der)
            .map(|read| read.lasting(SECTION, check, Utc::now()))
            .into_iter()
            .collect(),
        Err(error) => {
            let what = say("doctor-register-tls").text("why", error);
            let todo = say("doctor-register-tls-do");
            vec![Finding::failure(SECTION, check, what, todo)]
        }
    }
}

/// Whether somebody answers there. The register need not be running while it is set up.
fn listener(check: &'static str, address: SocketAddr, title: &'static str) -> Finding {
    let mut to = address;
    if to.ip().is_unspecified() {
        to.set_ip(match to.ip() {
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    let what = say(title).text("address", address);
    if connect(&[to]).is_ok() {
        return Finding::ok(SECTION, check, what.text("state", "yes"));
    }
    let todo = say("doctor-register-silent-do");
    Finding::warning(SECTION, check, what.text("state", "no"), todo)
}

#[cfg(test)]
mod tests {
    use super::super::report::Verdict;
    use super::*;

    #[test]
    fn a_missed_night_is_a_warning() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        assert_eq!(night(None, day(23)).verdict, Verdict::Note);
        assert_eq!(night(Some(day(21)), day(23)).verdict, Verdict::Ok);
        assert_eq!(night(Some(day(20)), day(23)).verdict, Verdict::Warning);
    }
}
