//! Asks the terminal itself: where the cursor is after a few characters, and which modes it knows. Bounded in time, and the
//! terminal is as it was afterwards.

use std::io;
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{
    LocalModes, OptionalActions, Winsize, isatty, tcgetattr, tcgetwinsize, tcsetattr,
};

/// How long the terminal may take; a slow line answers in a second.
const PATIENCE: Duration = Duration::from_millis(2_500);
/// A letter of two bytes and a line of a frame: two columns where both arrive.
const PROBE: &str = "\r\u{416}\u{2500}\x1b[6n";
/// Modes by DECRQM: synchronized output, bracketed paste, the alternate screen; and last what every terminal answers, so
/// that nobody waits for those that it doesn't know. The line is wiped afterwards.
const MODES: &str = "\x1b[?2026$p\x1b[?2004$p\x1b[?1049$p\x1b[c\r\x1b[K";

/// What the terminal answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replies {
    /// Columns that the two characters took.
    pub width: Option<u16>,
    /// Told once it has answered the question that every terminal answers.
    pub modes: Option<Modes>,
}

/// What it says that it knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modes {
    pub synchronized: bool,
    pub paste: bool,
    pub alternate: bool,
}

/// Columns and rows, where input and output are one terminal.
#[must_use]
pub fn size() -> Option<(u16, u16)> {
    let (input, output) = (io::stdin(), io::stdout());
    if !isatty(&input) || !isatty(&output) {
        return None;
    }
    let Winsize { ws_col, ws_row, .. } = tcgetwinsize(&output).ok()?;
    Some((ws_col, ws_row))
}

/// Asks. Only where [`size`] knows of a terminal.
///
/// # Errors
/// The terminal can't be set up or is gone.
pub fn ask() -> io::Result<Replies> {
    let (input, output) = (io::stdin(), io::stdout());
    let before = tcgetattr(&input)?;
    let mut quiet = before.clone();
    quiet.local_modes -= LocalModes::ICANON | LocalModes::ECHO;
    tcsetattr(&input, OptionalActions::Flush, &quiet)?;
    let asked = converse(&input, &output);
    tcsetattr(&input, OptionalActions::Flush, &before)?;
    asked
}

fn converse(input: &impl AsFd, output: &impl AsFd) -> io::Result<Replies> {
    let mut question = format!("{PROBE}{MODES}");
    while !question.is_empty() {
        let taken = rustix::io::write(output, question.as_bytes())?;
        // Whole characters are written as a rule; a torn one is begun again.
        let taken = (0..=taken).rev().find(|at| question.is_char_boundary(*at));
        question.drain(..taken.unwrap_or(0));
    }
    let until = Instant::now() + PATIENCE;
    let mut answer = Vec::new();
    loop {
        let replies = read(&answer);
        let left = until.saturating_duration_since(Instant::now());
        if replies.modes.is_some() || left.is_zero() {
            return Ok(replies);
        }
        let mut waiting = [PollFd::new(input, PollFlags::IN)];
        let time = Timespec::try_from(left).map_err(io::Error::other)?;
        if poll(&mut waiting, Some(&time))? == 0 {
            return Ok(replies);
        }
        let mut bytes = [0; 256];
        let count = rustix::io::read(input, &mut bytes)?;
        if count == 0 {
            return Ok(replies);
        }
        answer.extend_from_slice(&bytes[..count]);
    }
}

/// Understands what came so far; keys that were pressed meanwhile are passed over.
fn read(answer: &[u8]) -> Replies {
    let text = String::from_utf8_lossy(answer);
    let (mut replies, mut modes) = (Replies::default(), Modes::default());
    for part in text.split("\x1b[").skip(1) {
        let end = part.find(|c: char| c.is_ascii_alphabetic());
        let Some(end) = end else { continue };
        let (body, last) = (&part[..end], part.as_bytes()[end]);
        match last {
            b'R' => {
                let column = body
                    .split_once(';')
                    .and_then(|(_, c)| c.parse::<u16>().ok());
                replies.width = column.map(|column| column.saturating_sub(1));
            }
            b'y' => {
                // 0 is unknown, 4 is switched off for good.
                let told = body.strip_prefix('?').and_then(|b| b.split_once(';'));
                let Some((mode, state)) = told else { continue };
                let known = matches!(state.trim_end_matches('$'), "1" | "2" | "3");
                match mode {
                    "2026" => modes.synchronized = known,
                    "2004" => modes.paste = known,
                    "1049" => modes.alternate = known,
                    _ => {}
                }
            }
            b'c' if body.starts_with('?') => replies.modes = Some(modes),
            _ => {}
        }
    }
    replies
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_understood_between_keys() {
        let said = "x\x1b[7;3R\x1b[?2026;2$yф\x1b[?2004;1$y\x1b[?1049;0$y\x1b[?62;4c";
        let expected = Replies {
            width: Some(2),
            modes: Some(Modes {
                synchronized: true,
                paste: true,
                alternate: false,
            }),
        };
        assert_eq!(read(said.as_bytes()), expected);
        assert_eq!(read(b"\x1b[A\x1b[?20"), Replies::default());
        assert_eq!(read(b"\x1b[1;5R").width, Some(4));
    }
}
