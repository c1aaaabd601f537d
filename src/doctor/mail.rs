//! Whether the register's letters can leave: the relay, its encryption and its login. No letter is sent.

use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

use chrono::Utc;

use super::address::{Address, connect, handshake};
use super::certificate::Certificate;
use super::report::{Finding, Section, say};
use crate::server::mail::{Greeting, Line, RelaySettings, greet};

const SECTION: Section = Section::Mail;
const PATIENCE: Duration = Duration::from_secs(6);
/// More lines than a greeting has.
const MOST_LINES: usize = 100;

/// How letters leave, as the configuration has it.
pub type Relay = Option<RelaySettings>;

pub fn check(relay: Relay) -> Vec<Finding> {
    let Some(relay) = relay else {
        let what = say("doctor-mail-folder");
        return vec![Finding::note(SECTION, "mail.relay", what)];
    };
    let address = Address {
        host: relay.host.clone(),
        port: relay.port,
    };
    let mut findings = vec![greeting(&relay, &address)];
    findings.extend(certificate(&relay, &address));
    findings
}

fn greeting(relay: &RelaySettings, address: &Address) -> Finding {
    let check = "mail.relay";
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let said = match runtime {
        Ok(runtime) => runtime.block_on(greet(relay, PATIENCE)),
        Err(_) => Ok(Greeting::Late),
    };
    let (what, todo) = match said {
        Ok(Greeting::Ready) => {
            let what = say("doctor-mail-ready").text("host", address);
            return Finding::ok(SECTION, check, what);
        }
        Ok(Greeting::Late) => (say("doctor-mail-late"), "doctor-mail-connect-do"),
        Ok(Greeting::Broken { step, codes }) => {
            let (what, todo) = match step {
                "connect" => ("doctor-mail-connect", "doctor-mail-connect-do"),
                "encrypt" => ("doctor-mail-encrypt", "doctor-mail-encrypt-do"),
                _ => ("doctor-mail-login", "doctor-mail-login-do"),
            };
            (say(what).text("codes", codes), todo)
        }
        Err(error) => {
            let what = say("doctor-mail-settings").text("why", error);
            (what, "doctor-mail-settings-do")
        }
    };
    Finding::failure(SECTION, check, what.text("host", address), say(todo))
}

/// What the relay's certificate says; whether it is accepted is told by the greeting.
fn certificate(relay: &RelaySettings, address: &Address) -> Option<Finding> {
    if relay.line == Line::Plain {
        return None;
    }
    let mut stream = connect(&address.lookup().ok()?).ok()?.stream;
    if relay.line == Line::StartTls {
        start_tls(&stream).ok()?;
    }
    let agreed = handshake(&mut stream, &address.host).ok()?;
    let read = Certificate::read(&agreed.certificate)?;
    Some(read.lasting(SECTION, "mail.certificate", Utc::now()))
}

/// Asks for encryption (RFC 3207).
fn start_tls(stream: &TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut writer = stream;
    expect(&mut reader, "220")?;
    writer.write_all(b"EHLO localhost\r\n")?;
    expect(&mut reader, "250")?;
    writer.write_all(b"STARTTLS\r\n")?;
    expect(&mut reader, "220")
}

/// Reads one answer, which may have many lines.
fn expect(reader: &mut impl BufRead, code: &str) -> io::Result<()> {
    for _ in 0..MOST_LINES {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if !line.starts_with(code) {
            break;
        }
        if line.as_bytes().get(code.len()) != Some(&b'-') {
            return Ok(());
        }
    }
    Err(io::Error::from(io::ErrorKind::InvalidData))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_many_lines_is_one() {
        let mut said: &[u8] = b"250-mail.example\r\n250-SIZE\r\n250 STARTTLS\r\n220 go\r\n";
        assert!(expect(&mut said, "250").is_ok());
        assert!(expect(&mut said, "220").is_ok());
        assert!(expect(&mut said, "220").is_err());
        assert!(expect(&mut b"554 no\r\n".as_slice(), "220").is_err());
    }

    #[test]
    fn without_a_relay_letters_become_files_and_a_dead_one_fails() {
        let found = check(None);
        assert_eq!(found[0].what.key, "doctor-mail-folder");
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let found = check(Some(RelaySettings {
            line: Line::Plain,
            host: "127.0.0.1".to_owned(),
            port,
            login: None,
            ca: None,
        }));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].what.key, "doctor-mail-connect");
    }
}
