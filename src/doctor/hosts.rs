//! The hosts that the program may contact, all of them, for whoever keeps the firewall: from the configuration alone.

use super::Check;
use super::address::{Address, Unnamed};
use super::report::{Finding, Section, say};
use crate::config::Config;

const SECTION: Section = Section::Hosts;
/// Where CUPS listens on a host (RFC 8011).
#[cfg(feature = "tui")]
const IPP: u16 = 631;

/// One that may be contacted, and the text of what for.
struct Host {
    check: &'static str,
    address: Address,
    why: &'static str,
}

#[cfg(feature = "tui")]
pub fn of_desk(config: &Config) -> (Section, Check) {
    let open = Some((&config.server.open, "hosts.open", "doctor-hosts-open"));
    let protected = config.server.protected.as_ref();
    let protected = protected.map(|url| (url, "hosts.protected", "doctor-hosts-protected"));
    let mut hosts: Vec<Host> = open
        .into_iter()
        .chain(protected)
        .filter_map(|(url, check, why)| {
            let (address, _) = Address::of_url(url)?;
            Some(Host {
                check,
                address,
                why,
            })
        })
        .collect();
    let mut others = Vec::new();
    let printing = &config.printing;
    if printing.command.is_some() {
        let what = say("doctor-hosts-command");
        others.push(Finding::note(SECTION, "hosts.command", what));
    } else if printing.folder.is_none() {
        match printing.server.as_deref() {
            Some(server) if !server.starts_with('/') => {
                let authority = server.split('/').next().unwrap_or(server);
                if let Some(address) = Address::of(authority, IPP) {
                    let (check, why) = ("hosts.printing", "doctor-hosts-printing");
                    hosts.push(Host {
                        check,
                        address,
                        why,
                    });
                }
            }
            socket => {
                let socket = socket.unwrap_or("/run/cups/cups.sock");
                let what = say("doctor-hosts-socket").text("path", socket);
                others.push(Finding::note(SECTION, "hosts.printing", what));
            }
        }
    }
    (SECTION, Box::new(move || told(hosts, others)))
}

#[cfg(feature = "server")]
pub fn of_register(config: &Config) -> (Section, Check) {
    let relay = config.serve.mail.relay.as_ref();
    let hosts: Vec<Host> = relay
        .map(|relay| Host {
            check: "hosts.mail",
            address: Address {
                host: relay.host.clone(),
                port: relay.port,
            },
            why: "doctor-hosts-mail",
        })
        .into_iter()
        .collect();
    let others = if hosts.is_empty() {
        let what = say("doctor-hosts-none");
        vec![Finding::note(SECTION, "hosts.none", what)]
    } else {
        Vec::new()
    };
    (SECTION, Box::new(move || told(hosts, others)))
}

fn told(hosts: Vec<Host>, others: Vec<Finding>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = hosts.into_iter().map(|host| one(&host)).collect();
    findings.extend(others);
    findings
}

fn one(host: &Host) -> Finding {
    let told = |key: &'static str, numbers: String| {
        say(key)
            .text("host", &host.address)
            .text("numbers", numbers)
    };
    let found = match host.address.lookup() {
        Ok(_) if host.address.is_number() => host.address.host.clone(),
        Ok(found) => {
            let mut numbers: Vec<String> = found.iter().map(|a| a.ip().to_string()).collect();
            numbers.dedup();
            numbers.join(", ")
        }
        Err(why) => {
            let todo = say(match why {
                Unnamed::Unknown => "doctor-link-name-unknown-do",
                Unnamed::Late => "doctor-link-name-late-do",
            });
            // A dash stands where the addresses would.
            let what = told(host.why, "—".to_owned());
            return Finding::warning(SECTION, host.check, what, todo);
        }
    };
    Finding::ok(SECTION, host.check, told(host.why, found))
}
