//! What `lpstat` says, understood. It is asked in the C locale; whatever else it says is passed over.

use super::Trouble;
use crate::domain::Clean;

/// A printer that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printer {
    /// As CUPS calls it, to be given back to it; cleaned before it is drawn.
    pub name: String,
    pub default: bool,
    pub state: PrinterState,
    /// What it asks for though it takes papers.
    pub trouble: Option<Trouble>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrinterState {
    Idle,
    Printing,
    /// Paused, or it takes no papers: what CUPS says about it, which may be nothing.
    Stopped(Clean),
    /// Seen on the network: CUPS makes its queue at the first paper.
    Found,
}

impl Printer {
    pub(super) fn named(name: &str, state: PrinterState) -> Self {
        Self {
            name: name.to_owned(),
            default: false,
            state,
            trouble: None,
        }
    }

    /// Why it prints nothing now.
    pub(super) fn hindered(&self) -> Option<Trouble> {
        match &self.state {
            PrinterState::Stopped(why) => Some(Trouble::Stopped(why.clone())),
            _ => self.trouble.clone(),
        }
    }
}

/// The answer to `lpstat -l -r -d -p -a`.
#[derive(Debug, Default)]
pub struct Listing {
    /// `None`: it did not say.
    pub running: Option<bool>,
    pub default: Option<String>,
    /// In the order of CUPS, each once.
    pub printers: Vec<Printer>,
}

/// Of which printer the lines that begin with a tab are.
#[derive(Clone, Copy)]
struct About {
    printer: usize,
    /// The next line says why it is stopped.
    reason: bool,
}

impl Listing {
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut listing = Self::default();
        let mut about = None;
        for line in text.lines() {
            if !line.starts_with(['\t', ' ']) {
                about = listing.line(line);
            } else if let Some(About { printer, reason }) = about {
                listing.detail(printer, reason, line.trim());
                about = Some(About {
                    printer,
                    reason: false,
                });
            }
        }
        if let Some(default) = listing.default.as_deref().map(queue) {
            for printer in &mut listing.printers {
                printer.default = printer.name == default;
            }
        }
        listing
    }

    /// What a line at the margin says, and whether those below it tell more.
    fn line(&mut self, line: &str) -> Option<About> {
        if line == "scheduler is running" {
            self.running = Some(true);
        } else if line == "scheduler is not running" {
            self.running = Some(false);
        } else if let Some(name) = line.strip_prefix("system default destination: ") {
            self.default = Some(name.to_owned());
        } else if let Some(rest) = line.strip_prefix("printer ") {
            let (name, state) = rest.split_once(' ').filter(|(name, _)| !name.is_empty())?;
            let printer = self.place(name);
            let stopped = state.starts_with("disabled ");
            if stopped {
                self.printers[printer].state = PrinterState::Stopped(Clean::default());
            } else if state.starts_with("now printing ") {
                self.printers[printer].state = PrinterState::Printing;
            }
            return Some(About {
                printer,
                reason: stopped,
            });
        } else if let Some((name, state)) = line.split_once(' ')
            && state.starts_with("not accepting requests ")
            && !name.is_empty()
        {
            let printer = self.place(name);
            let paused = matches!(self.printers[printer].state, PrinterState::Stopped(_));
            if !paused {
                self.printers[printer].state = PrinterState::Stopped(Clean::default());
            }
            return Some(About {
                printer,
                reason: !paused,
            });
        }
        None
    }

    /// Where the printer of that name stands; it is put there if it is new.
    fn place(&mut self, name: &str) -> usize {
        let at = self.printers.iter().position(|known| known.name == name);
        at.unwrap_or_else(|| {
            self.printers.push(Printer::named(name, PrinterState::Idle));
            self.printers.len() - 1
        })
    }

    fn detail(&mut self, printer: usize, reason: bool, line: &str) {
        let printer = &mut self.printers[printer];
        if let Some(alerts) = line.strip_prefix("Alerts:") {
            printer.trouble = alerts.split_whitespace().find_map(Trouble::of);
        } else if reason && !line.is_empty() && line != NO_REASON && !line.ends_with(':') {
            printer.state = PrinterState::Stopped(Clean::new(line));
        }
    }

    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Printer> {
        let queue = queue(name);
        self.printers.iter().find(|printer| printer.name == queue)
    }
}

/// What CUPS says when it was given no reason.
const NO_REASON: &str = "reason unknown";

/// The queue of a destination: `desk/duplex` is a set of options of `desk`.
fn queue(name: &str) -> &str {
    name.split_once('/').map_or(name, |(queue, _)| queue)
}

/// The job's number in the answer of `lp`: `request id is desk-12 (0 file(s))`.
#[must_use]
pub fn job_of(text: &str) -> Option<u32> {
    text.lines()
        .find_map(|line| number_of(line.strip_prefix("request id is ")?))
}

/// What `lpstat -l -o` says behind `Alerts:` about the job of that number; `None` when it lists no such job.
///
/// The name before the number is passed over: it is percent-encoded there, and a number belongs to one job of a server.
#[must_use]
pub fn alerts_of(text: &str, job: u32) -> Option<Vec<&str>> {
    let mut lines = text.lines().skip_while(|line| number_of(line) != Some(job));
    lines.next()?;
    let alerts = lines
        .take_while(|line| line.starts_with(['\t', ' ']))
        .find_map(|line| line.trim().strip_prefix("Alerts:"))
        .unwrap_or_default();
    Some(alerts.split_whitespace().collect())
}

fn number_of(line: &str) -> Option<u32> {
    if line.starts_with(['\t', ' ']) {
        return None;
    }
    let (_, number) = line.split_whitespace().next()?.rsplit_once('-')?;
    number.parse().ok()
}

#[cfg(test)]
mod tests;
