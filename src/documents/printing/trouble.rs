//! What keeps a printer from printing, in the few words that a clerk can do something about.

use crate::domain::Clean;

/// Text keys: `printer-trouble-<code>`, and `$detail`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    NoPaper,
    Jam,
    /// A door, a cover or a tray.
    Open,
    NoToner,
    /// The sheets that came out have to be taken away.
    Full,
    /// Switched off, or the line to it is down.
    Offline,
    /// Stopped in CUPS, by somebody or after a failure: what CUPS says, which may be nothing.
    Stopped(Clean),
}

impl Trouble {
    /// Every code that [`Self::code`] can give, so that a test finds a text for each.
    pub const CODES: [&str; 7] = [
        "no_paper", "jam", "open", "no_toner", "full", "offline", "stopped",
    ];

    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPaper => "no_paper",
            Self::Jam => "jam",
            Self::Open => "open",
            Self::NoToner => "no_toner",
            Self::Full => "full",
            Self::Offline => "offline",
            Self::Stopped(_) => "stopped",
        }
    }

    #[must_use]
    pub fn detail(&self) -> Clean {
        match self {
            Self::Stopped(why) => why.clone(),
            _ => Clean::default(),
        }
    }

    /// From one of the `printer-state-reasons` of IPP (RFC 8011, 5.4.12): warnings and reports stop nothing, but for a
    /// printer that can't be reached, which CUPS only reports.
    pub(super) fn of(alert: &str) -> Option<Self> {
        if alert == "offline-report" || alert == "connecting-to-device" {
            return Some(Self::Offline);
        }
        match alert.strip_suffix("-error").unwrap_or(alert) {
            "media-empty" | "media-needed" => Some(Self::NoPaper),
            "media-jam" => Some(Self::Jam),
            "cover-open" | "door-open" | "interlock-open" | "input-tray-missing" => {
                Some(Self::Open)
            }
            "toner-empty" | "marker-supply-empty" | "developer-empty" => Some(Self::NoToner),
            "output-area-full" | "output-tray-missing" => Some(Self::Full),
            "offline" | "shutdown" | "timed-out" => Some(Self::Offline),
            _ => None,
        }
    }
}
