//! What `lpstat` says, understood. It is asked in the C locale; whatever else it says is passed over.

use crate::domain::Clean;

/// A printer that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printer {
    /// As CUPS calls it, to be given back to it; cleaned before it is drawn.
    pub name: String,
    pub default: bool,
    pub state: PrinterState,
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

/// The answer to `lpstat -r -d -p -a`.
#[derive(Debug, Default)]
pub struct Listing {
    /// `None`: it did not say.
    pub running: Option<bool>,
    pub default: Option<String>,
    /// In the order of CUPS, each once.
    pub printers: Vec<Printer>,
}

/// What the lines that begin with a tab are about.
enum About {
    Nothing,
    /// Why the printer at this place is stopped.
    Stopped(usize),
}

impl Listing {
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut listing = Self::default();
        let mut about = About::Nothing;
        for line in text.lines() {
            if line.starts_with(['\t', ' ']) {
                if let About::Stopped(at) = about {
                    listing.reason(at, line.trim());
                    about = About::Nothing;
                }
                continue;
            }
            about = listing.line(line);
        }
        if let Some(default) = listing.default.clone() {
            let queue = queue(&default).to_owned();
            for printer in &mut listing.printers {
                printer.default = printer.name == queue;
            }
        }
        listing
    }

    fn line(&mut self, line: &str) -> About {
        if line == "scheduler is running" {
            self.running = Some(true);
        } else if line == "scheduler is not running" {
            self.running = Some(false);
        } else if let Some(name) = line.strip_prefix("system default destination: ") {
            self.default = Some(name.to_owned());
        } else if let Some((name, rest)) = line
            .strip_prefix("printer ")
            .and_then(|rest| rest.split_once(' '))
        {
            let at = self.place(name);
            if rest.starts_with("disabled ") {
                self.printers[at].state = PrinterState::Stopped(Clean::default());
                return About::Stopped(at);
            }
            if rest.starts_with("now printing ") {
                self.printers[at].state = PrinterState::Printing;
            }
        } else if let Some((name, rest)) = line.split_once(' ')
            && rest.starts_with("not accepting requests ")
        {
            let at = self.place(name);
            if !matches!(self.printers[at].state, PrinterState::Stopped(_)) {
                self.printers[at].state = PrinterState::Stopped(Clean::default());
                return About::Stopped(at);
            }
        }
        About::Nothing
    }

    /// Where the printer of that name stands; it is put there if it is new.
    fn place(&mut self, name: &str) -> usize {
        let at = self.printers.iter().position(|known| known.name == name);
        at.unwrap_or_else(|| {
            self.printers.push(Printer {
                name: name.to_owned(),
                default: false,
                state: PrinterState::Idle,
            });
            self.printers.len() - 1
        })
    }

    fn reason(&mut self, at: usize, line: &str) {
        if !line.is_empty() && line != NO_REASON {
            self.printers[at].state = PrinterState::Stopped(Clean::new(line));
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
#[must_use]
pub fn queue(name: &str) -> &str {
    name.split_once('/').map_or(name, |(queue, _)| queue)
}

/// The job's number in the answer of `lp`: `request id is desk-12 (0 file(s))`.
#[must_use]
pub fn job_of(text: &str) -> Option<(String, u32)> {
    let request = text
        .lines()
        .find_map(|line| line.strip_prefix("request id is "))?;
    let (name, id) = request.split_whitespace().next()?.rsplit_once('-')?;
    Some((name.to_owned(), id.parse().ok()?))
}

/// What `lpstat -l -o` says behind `Alerts:` about the job of that number; `None` when it lists no such job.
///
/// The name before the number is passed over: it is percent-encoded there, and a number belongs to one job of a server.
#[must_use]
pub fn alerts_of(text: &str, job: u32) -> Option<Vec<String>> {
    let mut lines = text.lines().skip_while(|line| number_of(line) != Some(job));
    lines.next()?;
    let alerts = lines
        .take_while(|line| line.starts_with(['\t', ' ']))
        .find_map(|line| line.trim().strip_prefix("Alerts:"))
        .unwrap_or_default();
    Some(alerts.split_whitespace().map(str::to_owned).collect())
}

fn number_of(line: &str) -> Option<u32> {
    if line.starts_with(['\t', ' ']) {
        return None;
    }
    let (_, number) = line.split_whitespace().next()?.rsplit_once('-')?;
    number.parse().ok()
}
