//! From the text of a setting to its value.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::diagnostic::Mistake;
use super::{DataFile, MailLine, MailRelay};

/// Where a relative path of a layer starts, and where `~` is.
#[derive(Clone, Copy)]
pub struct Base<'a> {
    pub folder: &'a Path,
    pub home: &'a Path,
}

pub type Parsed<T> = Result<T, Mistake>;

/// A path; relative ones belong to the folder of the file that names them.
pub fn path(text: &str, base: Base<'_>) -> Parsed<PathBuf> {
    if text.is_empty() {
        return Err(Mistake::new(
            "the path is empty",
            "name a file, or take the line out",
        ));
    }
    if text == "~" {
        return Ok(base.home.to_owned());
    }
    if let Some(rest) = text.strip_prefix("~/") {
        return Ok(base.home.join(rest));
    }
    Ok(base.folder.join(text))
}

/// The base URL of a listener, without a slash at the end. Plain http goes to this machine only: names and passwords
/// would cross the line in clear.
pub fn url(text: &str) -> Parsed<String> {
    let (plain, rest) = if let Some(rest) = text.strip_prefix("https://") {
        (false, rest)
    } else if let Some(rest) = text.strip_prefix("http://") {
        (true, rest)
    } else {
        return Err(Mistake::new(
            format!("\"{text}\" is no address of a register"),
            "write it as https://host or https://host:port",
        ));
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(Mistake::new(
            "an address holds no login and no password",
            "take out what stands before the @; the program asks for the password",
        ));
    }
    let host = host(authority)?;
    if rest.contains(['?', '#']) || text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(Mistake::new(
            format!("\"{text}\" is no address of a register"),
            "write it as https://host or https://host:port, without ? # and spaces",
        ));
    }
    if plain && !loopback(host) {
        return Err(Mistake::new(
            format!("plain http to {host} would show passwords to everyone on the line"),
            "write https://; plain http is for this machine only (127.0.0.1, ::1, localhost)",
        ));
    }
    Ok(text.trim_end_matches('/').to_owned())
}

/// The host of `host`, `host:port`, `[v6]` or `[v6]:port`.
fn host(authority: &str) -> Parsed<&str> {
    let (host, port) = if let Some(rest) = authority.strip_prefix('[') {
        let (host, after) = rest
            .split_once(']')
            .ok_or_else(|| Mistake::new("the bracket of the address isn't closed", "add ]"))?;
        (host, after.strip_prefix(':'))
    } else {
        match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        }
    };
    if host.is_empty() {
        return Err(Mistake::new(
            "the address has no host",
            "write it as https://host or https://host:port",
        ));
    }
    if let Some(port) = port
        && !matches!(port.parse::<u16>(), Ok(1..))
    {
        return Err(Mistake::new(
            format!("\"{port}\" is no port"),
            "a port is a number from 1 to 65535",
        ));
    }
    Ok(host)
}

fn loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// An address and port to listen on; a name is not looked up. Port 0 takes any free one.
pub fn listen(text: &str) -> Parsed<SocketAddr> {
    let text = text.replacen("localhost:", "127.0.0.1:", 1);
    text.parse().map_err(|_| {
        Mistake::new(
            format!("\"{text}\" is no address to listen on"),
            "write it as 127.0.0.1:8600, or 0.0.0.0:8600 for all addresses of this machine",
        )
    })
}

/// A mail server: how the line is protected, host, and the port unless it is the usual one (RFC 8314). Addresses and papers
/// would cross a plain line in clear, so that goes to this machine only.
pub fn mail_relay(text: &str) -> Parsed<MailRelay> {
    let wrong = || {
        Mistake::new(
            format!("\"{text}\" is no address of an SMTP server"),
            "write it as smtps://host:465, or smtp://host:587 for STARTTLS",
        )
    };
    let (scheme, authority) = text.split_once("://").ok_or_else(wrong)?;
    let (line, usual) = match scheme {
        "smtps" => (MailLine::Tls, 465),
        "smtp" => (MailLine::StartTls, 587),
        "plain" => (MailLine::Plain, 25),
        _ => return Err(wrong()),
    };
    if authority.contains('@') {
        return Err(Mistake::new(
            "an address holds no login and no password",
            "take out what stands before the @; write it as mail_login and mail_password_file",
        ));
    }
    let odd = |c: char| c.is_whitespace() || c.is_control() || "/?#".contains(c);
    if authority.contains(odd) {
        return Err(wrong());
    }
    let host = host(authority)?;
    let port = match authority.rsplit_once(':') {
        Some((_, port)) if !port.contains(']') => port.parse().map_err(|_| wrong())?,
        _ => usual,
    };
    if line == MailLine::Plain && !loopback(host) {
        return Err(Mistake::new(
            format!("a plain line to {host} would show letters to everyone on it"),
            "write smtps:// or smtp://; plain:// is for this machine only (127.0.0.1, ::1, localhost)",
        ));
    }
    Ok(MailRelay {
        line,
        host: host.to_owned(),
        port,
    })
}

/// An address from which letters come: what a mail server takes, in Latin letters.
pub fn mail_address(text: &str) -> Parsed<String> {
    let odd = |c: char| !c.is_ascii_graphic() || "<>,;:\"()[]\\".contains(c);
    let fits = text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !domain.is_empty()
            && !domain.contains('@')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
    });
    if !fits || text.contains(odd) {
        return Err(Mistake::new(
            format!("\"{text}\" is no e-mail address"),
            "write it as reestr@office.example",
        ));
    }
    Ok(text.to_owned())
}

/// One of the names that come with the program, or the path of a file.
pub fn data_file(text: &str, known: &[&str], kind: &str, base: Base<'_>) -> Parsed<DataFile> {
    if DataFile::is_path(text) {
        return path(text, base).map(DataFile::File);
    }
    one_of(text, known, kind).map(DataFile::Bundled)
}

pub fn one_of(text: &str, known: &[&str], kind: &str) -> Parsed<String> {
    if known.contains(&text) {
        return Ok(text.to_owned());
    }
    Err(Mistake::unknown(
        format!("no {kind} is called \"{text}\""),
        text,
        known.iter().copied(),
    ))
}

/// A number of days, up to a year.
pub fn days(text: &str) -> Parsed<u16> {
    match text.parse() {
        Ok(days @ 1..=365) => Ok(days),
        _ => Err(Mistake::new(
            format!("\"{text}\" is no number of days from 1 to 365"),
            "write it in digits, as in \"20\"",
        )),
    }
}

/// An hour of the day.
pub fn hour(text: &str) -> Parsed<u8> {
    match text.parse() {
        Ok(hour @ 0..=23) => Ok(hour),
        _ => Err(Mistake::new(
            format!("\"{text}\" is no hour from 0 to 23"),
            "write it in digits, as in \"2\" for two o'clock at night",
        )),
    }
}

/// Days, with commas between; none where the text is empty.
pub fn dates(text: &str) -> Parsed<Vec<NaiveDate>> {
    let parts = text.split(',').map(str::trim);
    let mut dates = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        let date = part.parse().map_err(|_| {
            Mistake::new(
                format!("\"{part}\" is no date"),
                "write dates as year-month-day with commas between, as in \"2026-12-31, 2027-01-11\"",
            )
        })?;
        if dates.contains(&date) {
            return Err(Mistake::new(
                format!("{date} stands there twice"),
                "take one of the two out",
            ));
        }
        dates.push(date);
    }
    Ok(dates)
}

/// How many numbers a desk holds in store.
pub fn ahead(text: &str) -> Parsed<u16> {
    match text.parse() {
        Ok(count @ 2..=400) => Ok(count),
        _ => Err(Mistake::new(
            format!("\"{text}\" is no number from 2 to 400"),
            "write how many numbers a desk may need in a day without the line, as in \"60\"",
        )),
    }
}

/// A login: one word.
pub fn login(text: &str) -> Parsed<String> {
    if text.is_empty() || text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(Mistake::new(
            "a login is one word without spaces",
            "write it as the administrator gave it, or take the line out",
        ));
    }
    Ok(text.to_owned())
}

/// The name of a printer: one word, as CUPS allows it.
pub fn printer(text: &str) -> Parsed<String> {
    let wrong = |c: char| c.is_whitespace() || c.is_control() || "?'\"\\#".contains(c);
    if text.is_empty() || text.starts_with(['-', '/']) || text.contains(wrong) {
        return Err(Mistake::new(
            "the name of a printer is one word without quotes",
            "write it as `lpstat -e` shows it, or take the line out",
        ));
    }
    Ok(text.to_owned())
}

/// Where CUPS listens, as it takes it in `CUPS_SERVER`: `host`, `host:port`, each with `/version=` behind it, or a socket.
pub fn cups(text: &str) -> Parsed<String> {
    let spaced = text.chars().any(|c| c.is_whitespace() || c.is_control());
    let wrong = || {
        Mistake::new(
            format!("\"{text}\" is no address of CUPS"),
            "write it as host, host:631 or /run/cups/cups.sock",
        )
    };
    if text.is_empty() || spaced || text.contains("//") || text.contains('@') {
        return Err(wrong());
    }
    if text.starts_with('/') {
        return Ok(text.to_owned());
    }
    let (authority, version) = text.split_once('/').unwrap_or((text, "version="));
    if !version.starts_with("version=") {
        return Err(wrong());
    }
    host(authority)?;
    Ok(text.to_owned())
}

/// A line for the shell. What it does is its author's; that it is nothing is a mistake.
pub fn command(text: &str) -> Parsed<String> {
    if text.trim().is_empty() || text.contains('\0') {
        return Err(Mistake::new(
            "the command is empty",
            "write a command that reads a PDF on its standard input, or take the line out",
        ));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_goes_to_this_machine_only() {
        for good in [
            "http://127.0.0.1:8600",
            "http://localhost",
            "http://[::1]:80",
            "http://127.9.9.9",
            "https://reestr.example:443",
            "https://[2001:db8::1]:8443",
        ] {
            assert_eq!(url(good), Ok(good.to_owned()));
        }
        assert_eq!(url("https://a.b/").as_deref(), Ok("https://a.b"));
        for bad in [
            "http://reestr.example",
            "http://10.0.0.1:80",
            "http://127.0.0.1.evil.example",
            "http://localhost@evil.example",
            "http://[::2]",
        ] {
            assert!(url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn addresses_that_are_none_are_refused() {
        for bad in [
            "",
            "reestr.example",
            "ftp://a",
            "https://",
            "https://:80",
            "https://a:0",
            "https://a:99999",
            "https://a:b",
            "https://[::1",
            "https://user:secret@a",
            "https://a/?q=1",
            "https://a b",
        ] {
            assert!(url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_relay_is_a_line_a_host_and_a_port() {
        let relay = |text| mail_relay(text).map(|r| (r.line, r.host, r.port));
        let is = |line, host: &str, port| Ok((line, host.to_owned(), port));
        assert_eq!(
            relay("smtps://mail.example"),
            is(MailLine::Tls, "mail.example", 465)
        );
        assert_eq!(
            relay("smtp://mail.example:25"),
            is(MailLine::StartTls, "mail.example", 25)
        );
        assert_eq!(
            relay("smtp://[2001:db8::1]"),
            is(MailLine::StartTls, "2001:db8::1", 587)
        );
        assert_eq!(
            relay("plain://[::1]:2525"),
            is(MailLine::Plain, "::1", 2525)
        );
        for bad in [
            "mail.example",
            "http://mail.example",
            "smtp://",
            "smtp://mail.example:0",
            "smtp://mail.example/x",
            "smtp://mail example",
            "plain://mail.example",
            "plain://10.0.0.1",
        ] {
            assert!(mail_relay(bad).is_err(), "{bad}");
        }
        let mistake = mail_relay("smtp://user:secret@mail.example").unwrap_err();
        assert!(!format!("{mistake:?}").contains("secret"));
    }

    #[test]
    fn a_sender_is_one_plain_address() {
        assert!(mail_address("reestr@office.example").is_ok());
        for bad in [
            "",
            "reestr",
            "@office",
            "a@",
            "a b@c.d",
            "a@b@c",
            "Реестр <a@b.c>",
            "a@b.c\n",
        ] {
            assert!(mail_address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_password_in_an_address_is_not_repeated() {
        let mistake = url("https://user:secret@a").unwrap_err();
        assert!(!format!("{mistake:?}").contains("secret"));
    }

    #[test]
    fn paths_start_at_the_folder_of_their_layer() {
        let base = Base {
            folder: Path::new("/etc/reestr"),
            home: Path::new("/home/a"),
        };
        assert_eq!(path("ca.pem", base), Ok("/etc/reestr/ca.pem".into()));
        assert_eq!(path("~/ca.pem", base), Ok("/home/a/ca.pem".into()));
        assert_eq!(path("/ca.pem", base), Ok("/ca.pem".into()));
        assert!(path("", base).is_err());
    }

    #[test]
    fn days_are_a_number_within_a_year() {
        assert_eq!((days("1"), days("365")), (Ok(1), Ok(365)));
        for bad in ["0", "366", "-1", "28 days", ""] {
            assert!(days(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn dates_are_a_list() {
        let day = |text: &str| text.parse().unwrap();
        let two = vec![day("2026-12-31"), day("2027-01-11")];
        assert_eq!(dates("2026-12-31, 2027-01-11"), Ok(two));
        assert_eq!(dates(" "), Ok(Vec::new()));
        for bad in ["31.12.2026", "2026-02-30", "2026-12-31 2027-01-11"] {
            assert!(dates(bad).is_err(), "{bad}");
        }
        assert!(dates("2026-12-31,2026-12-31").is_err());
    }

    #[test]
    fn a_store_of_numbers_is_neither_none_nor_a_waste() {
        assert_eq!((ahead("2"), ahead("400")), (Ok(2), Ok(400)));
        for bad in ["1", "401", "-5", "sixty", ""] {
            assert!(ahead(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn listening_needs_an_address_and_a_port() {
        assert!(listen("127.0.0.1:8600").is_ok());
        assert!(listen("localhost:8600").is_ok());
        assert!(listen("[::]:443").is_ok());
        assert!(listen("8600").is_err());
        assert!(listen("reestr.example:443").is_err());
    }

    #[test]
    fn cups_is_a_host_or_a_socket() {
        for good in [
            "localhost",
            "10.0.0.7:631",
            "[::1]:631",
            "print.office/version=1.1",
            "/run/cups/cups.sock",
        ] {
            assert_eq!(cups(good).as_deref(), Ok(good));
        }
        for bad in [
            "",
            " ",
            "ipp://host",
            "user@host",
            "host:0",
            "host/x",
            "a b",
        ] {
            assert!(cups(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_printer_is_one_word_and_never_an_option() {
        for good in ["Desk", "Канцелярия", "Desk/duplex", "HP-1020_2.3"] {
            assert_eq!(printer(good).as_deref(), Ok(good));
        }
        for bad in ["", "-d", "a b", "a\"b", "/dev/lp0", "a#b"] {
            assert!(printer(bad).is_err(), "{bad}");
        }
        assert!(command("lpr -P desk").is_ok());
        assert!(command("  ").is_err());
    }
}
