//! What the answer of a mail server means for the letter (RFC 5321, 4.2; RFC 3463).

use std::error::Error;
use std::fmt;

use lettre::transport::smtp;

use crate::domain::MailTrouble;

/// How far the conversation was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The line, and the greeting.
    Connect,
    Encrypt,
    Login,
    Sender,
    Recipient,
    Data,
    /// The letter itself; `ended`: its last byte may have left.
    Message {
        ended: bool,
    },
}

impl Phase {
    /// The name in the log.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Encrypt => "encrypt",
            Self::Login => "login",
            Self::Sender => "sender",
            Self::Recipient => "recipient",
            Self::Data => "data",
            Self::Message { .. } => "message",
        }
    }
}

/// An enhanced code: `5.1.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enhanced(u8, u16, u16);

/// The codes of an answer, without its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    pub basic: Option<u16>,
    pub enhanced: Option<Enhanced>,
}

impl Codes {
    /// What a server says that takes no address of another alphabet than the Latin one (RFC 6531, 4.2).
    #[must_use]
    pub fn foreign_address() -> Self {
        Self {
            basic: Some(553),
            enhanced: Some(Enhanced(5, 6, 7)),
        }
    }

    /// Those of an error: none where the line broke or nothing came that could be read.
    #[must_use]
    pub fn of(error: &smtp::Error) -> Self {
        let basic = error
            .status()
            .and_then(|code| code.to_string().parse().ok());
        let text = error.source().map(ToString::to_string).unwrap_or_default();
        Self {
            basic,
            enhanced: basic.and_then(|_| Enhanced::read(&text)),
        }
    }
}

impl Enhanced {
    /// The code with which the text of an answer begins.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let first = text.split_whitespace().next()?;
        let mut parts = first.split('.');
        let class = parts.next()?.parse().ok()?;
        let (subject, detail) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let whole = parts.next().is_none() && matches!(class, 2 | 4 | 5);
        (whole && subject < 1000 && detail < 1000).then_some(Self(class, subject, detail))
    }
}

impl fmt::Display for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(basic) = self.basic {
            write!(f, "{basic}")?;
        }
        if let Some(Enhanced(class, subject, detail)) = self.enhanced {
            write!(f, " {class}.{subject}.{detail}")?;
        }
        Ok(())
    }
}

/// What follows for the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is tried later; what is told when that goes on for too long.
    Later(MailTrouble),
    /// Another attempt would fare no better.
    Never(MailTrouble),
    /// Nobody knows whether it was taken.
    Unknown,
}

/// Judges a failure in `phase`.
#[must_use]
pub fn judge(phase: Phase, codes: Codes) -> Verdict {
    let Some(basic) = codes.basic else {
        return match phase {
            Phase::Message { ended: true } => Verdict::Unknown,
            _ => Verdict::Later(MailTrouble::GaveUp),
        };
    };
    let full = matches!(codes.enhanced, Some(Enhanced(4 | 5, 2, 2)))
        || codes.enhanced.is_none() && matches!(basic, 452 | 552);
    if !(500..600).contains(&basic) {
        return Verdict::Later(if full {
            MailTrouble::MailboxFull
        } else {
            MailTrouble::GaveUp
        });
    }
    match phase {
        // It lies in the settings of the register or of the relay, not in the letter: an administrator puts it right.
        Phase::Encrypt | Phase::Login => Verdict::Later(MailTrouble::Refused),
        Phase::Connect | Phase::Sender => Verdict::Never(MailTrouble::Refused),
        Phase::Recipient | Phase::Data | Phase::Message { .. } => Verdict::Never(if full {
            MailTrouble::MailboxFull
        } else if addressed_wrong(phase, basic, codes.enhanced) {
            MailTrouble::WrongAddress
        } else {
            MailTrouble::Refused
        }),
    }
}

/// 5.1.7 and 5.1.8 are about the sender's address. Without an enhanced code it is told by the basic one, to a recipient
/// alone.
fn addressed_wrong(phase: Phase, basic: u16, enhanced: Option<Enhanced>) -> bool {
    match enhanced {
        Some(Enhanced(5, 1, detail)) => !matches!(detail, 7 | 8),
        Some(_) => false,
        None => phase == Phase::Recipient && matches!(basic, 550 | 551 | 553),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Codes {
        let (basic, rest) = text.split_once(' ').unwrap_or((text, ""));
        Codes {
            basic: basic.parse().ok(),
            enhanced: Enhanced::read(rest),
        }
    }

    #[test]
    fn answers_are_judged_by_phase_and_code() {
        use MailTrouble as T;
        use Phase::{Connect, Data, Encrypt, Login, Recipient, Sender};
        use Verdict::{Later, Never, Unknown};
        let (open, ended) = (
            Phase::Message { ended: false },
            Phase::Message { ended: true },
        );
        for (phase, told, verdict) in [
            (Recipient, "550 5.1.1 no such user", Never(T::WrongAddress)),
            (Recipient, "550 5.1.2", Never(T::WrongAddress)),
            (Recipient, "550", Never(T::WrongAddress)),
            (Recipient, "550 5.7.1 blocked", Never(T::Refused)),
            (Recipient, "553 5.1.8 your domain", Never(T::Refused)),
            (Recipient, "552 5.2.2 over quota", Never(T::MailboxFull)),
            (Recipient, "552", Never(T::MailboxFull)),
            (Recipient, "452 4.2.2 full", Later(T::MailboxFull)),
            (Recipient, "452", Later(T::MailboxFull)),
            (Recipient, "452 4.3.1 no space", Later(T::GaveUp)),
            (Recipient, "450 4.7.1 greylisted", Later(T::GaveUp)),
            (Recipient, "421 4.3.2", Later(T::GaveUp)),
            (Sender, "550 5.7.1", Never(T::Refused)),
            (Sender, "550", Never(T::Refused)),
            (Connect, "554 go away", Never(T::Refused)),
            (Connect, "421", Later(T::GaveUp)),
            (Connect, "", Later(T::GaveUp)),
            (Encrypt, "554", Later(T::Refused)),
            (Login, "535 5.7.8", Later(T::Refused)),
            (Login, "", Later(T::GaveUp)),
            (Data, "554 5.6.0", Never(T::Refused)),
            (Data, "", Later(T::GaveUp)),
            (open, "", Later(T::GaveUp)),
            (ended, "", Unknown),
            (ended, "451 4.3.0", Later(T::GaveUp)),
            (ended, "552 5.2.2", Never(T::MailboxFull)),
            (ended, "550 5.1.1", Never(T::WrongAddress)),
            (ended, "550", Never(T::Refused)),
        ] {
            assert_eq!(judge(phase, codes(told)), verdict, "{phase:?} {told}");
        }
    }

    #[test]
    fn codes_are_written_without_the_words() {
        assert_eq!(
            codes("550 5.1.1 <anna@x.example> unknown").to_string(),
            "550 5.1.1"
        );
        assert_eq!(codes("450 try later").to_string(), "450");
        assert_eq!(Codes::default().to_string(), "");
        for odd in ["5.1", "5.1.1.1", "6.1.1", "5.a.1", "5.1000.1", ""] {
            assert_eq!(Enhanced::read(odd), None, "{odd}");
        }
    }
}
