//! A new password: from the environment, from standard input, or typed twice without being shown.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::{Context, Result, bail};
use reestr::api::session::Secret;
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

/// Where scripts put it.
const VARIABLE: &str = "REESTR_PASSWORD";

/// The password of a new account.
///
/// # Errors
/// When none is given, or the two typed ones differ.
pub fn ask() -> Result<Secret> {
    if let Ok(password) = std::env::var(VARIABLE) {
        return Ok(Secret(password));
    }
    if !io::stdin().is_terminal() {
        return line();
    }
    let silence = Silence::new()?;
    let first = typed("New password: ")?;
    let second = typed("The same again: ")?;
    drop(silence);
    if first != second {
        bail!("the two passwords differ: start again");
    }
    Ok(first)
}

fn typed(prompt: &str) -> Result<Secret> {
    let mut error = io::stderr();
    write!(error, "{prompt}")?;
    error.flush()?;
    let password = line();
    writeln!(error)?;
    password
}

fn line() -> Result<Secret> {
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line);
    read.context("the password can't be read: give it on standard input or in REESTR_PASSWORD")?;
    line.truncate(line.trim_end_matches(['\r', '\n']).len());
    if line.is_empty() {
        bail!("no password was given: type one, or give it on standard input or in {VARIABLE}");
    }
    Ok(Secret(line))
}

/// The terminal shows nothing of what is typed while this lives.
struct Silence(Termios);

impl Silence {
    fn new() -> Result<Self> {
        let before = tcgetattr(io::stdin()).context("the terminal can't be asked")?;
        let mut silent = before.clone();
        silent.local_modes.remove(LocalModes::ECHO);
        tcsetattr(io::stdin(), OptionalActions::Flush, &silent)
            .context("the terminal can't be told not to show the password")?;
        Ok(Self(before))
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        // What can't be put back now can't be put back at all.
        let _ = tcsetattr(io::stdin(), OptionalActions::Flush, &self.0);
    }
}
