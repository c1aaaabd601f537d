//! What the store and the register say: first into the projection, then to every screen.

use super::route::PLACE;
use super::state::{Hindered, Overlay, Panel, Request, Shell};
use crate::i18n::Arg;
use crate::store::projection::Projection;
use crate::sync::desk::{LinkState, Mismatch, News, Unlocked};
use crate::tui::action::Action;
use crate::tui::captions;
use crate::tui::screens::{Effect, Event, Notice, Tone, renewal};

/// Screens that listen, whether shown or not.
const LISTENERS: [Panel; 13] = [
    Panel::Login,
    Panel::Search,
    Panel::Queue,
    Panel::Verification,
    Panel::Activation,
    Panel::NewApplication,
    Panel::Requests,
    Panel::Enrol,
    Panel::Programmes,
    Panel::Funding,
    Panel::Overview,
    Panel::Outbox,
    Panel::Help,
];

impl Shell {
    /// Takes one piece of news.
    pub fn news(&mut self, mut news: News) {
        self.dirty = true;
        let opened = match &mut news {
            News::Unlocked(unlocked) => Some(self.unlock(unlocked)),
            _ => None,
        };
        let attention = self.waiting().attention;
        self.absorb(&news);
        let mut told = false;
        for panel in LISTENERS {
            let effects = self.tell(panel, Event::News(&news));
            told |= panel == Panel::Requests && effects.iter().any(warns);
            self.perform_for(panel, effects);
        }
        self.tell_applicant(&news);
        self.hear_printing(&news);
        if let Some(place) = opened {
            self.resume_at(place.as_deref());
        }
        if matches!(news, News::Unlocked(_) | News::Renewed(_)) {
            self.show_renewal();
        }
        if let News::NextOne {
            ticket,
            application,
        } = news
        {
            self.next_one(ticket, application);
        }
        // Where a screen has said what was refused and what to offer, the number of refused acts stands in the status.
        if self.waiting().attention > attention && !told {
            self.say_attention();
        }
        if matches!(self.overlay, Some(Overlay::Leave(_))) && self.waiting().saving == 0 {
            self.requests.push(Request::Leave);
        }
        self.settle_desk();
        self.coach_looks();
    }

    /// Lays over the panel what is to be read about the journal, if there is anything.
    pub(super) fn show_renewal(&mut self) {
        let covered = self.is_handed_over();
        if self.unlocked && !covered && self.screens.outbox.renewal().is_some() {
            let state = renewal::State::new(self.context.now);
            self.overlay = Some(Overlay::Renewal(state));
        }
    }

    /// Builds the projection; the records go there and nowhere else. Returns the place of the last session.
    fn unlock(&mut self, unlocked: &mut Unlocked) -> Option<String> {
        let cases = std::mem::take(&mut unlocked.cases);
        let enrolment = std::mem::take(&mut unlocked.enrolment);
        self.context.link.channel = unlocked.channel;
        self.context.register = Projection::new(Unlocked {
            cases,
            enrolment,
            ..unlocked.clone()
        });
        self.coach_resumes(&unlocked.drafts);
        let kept = unlocked.drafts.iter().find(|(key, _)| key == PLACE);
        kept.map(|(_, place)| place.clone())
    }

    /// Shows where the clerk was: before the lock, or in the last session.
    fn resume_at(&mut self, place: Option<&str>) {
        let first = !std::mem::replace(&mut self.unlocked, true);
        if first {
            self.trail.clear();
            self.return_to(place.unwrap_or_default());
        } else if let Some(panel) = self.locked_from.take() {
            self.panel = panel;
        }
        if self.waiting().attention > 0 {
            self.say_attention();
        }
    }

    fn absorb(&mut self, news: &News) {
        self.context.holders.hear(news, self.context.now);
        match news {
            // The projection was built before, and holds the records that this news no longer does.
            News::Unlocked(_) => {}
            other => self.context.register.apply(other),
        }
        match news {
            News::Unlocked(_) => {
                self.hindered = Hindered::default();
                self.work.forget_desk();
            }
            // An exchange went well: the register speaks with this program.
            News::Settled { .. } | News::Changed { .. } | News::Enrolment(_) => {
                self.hindered.too_old = false;
            }
            News::Renewed(_) => self.hindered.halted = None,
            News::TooOld { min_version } => {
                self.hindered.too_old = true;
                let version = min_version.to_string();
                self.say_with("shell-too-old", "version", &version);
            }
            News::Full(full) => {
                let was = std::mem::replace(&mut self.hindered.full, *full);
                if *full {
                    self.say(Tone::Error, "shell-full");
                } else if was {
                    self.say(Tone::Done, "shell-full-over");
                }
            }
            News::NotSaved { why, .. } => {
                let why = captions::cause(&self.context.texts, why);
                self.say_with("shell-not-saved", "why", &why);
            }
            News::Link(link) => {
                self.context.link = *link;
                if link.state == LinkState::LockedOut {
                    self.lock();
                }
            }
            News::CacheRebuilt { moved_to } => {
                let moved_to = moved_to.display().to_string();
                self.say_with("shell-cache-rebuilt", "path", &moved_to);
            }
            News::Halted(mismatch) => {
                self.hindered.halted = Some(*mismatch);
                self.say(Tone::Error, halted_key(*mismatch));
            }
            _ => {}
        }
    }

    /// The register took the session back: the password is asked again, everything else stays where it is.
    /// While the applicant has the keyboard it waits: nothing of the desk can be reached then.
    pub(super) fn lock(&mut self) {
        if self.unlocked && self.panel != Panel::Login && !self.is_handed_over() {
            self.locked_from = Some(self.panel);
            self.screens.login.ask_again();
            self.overlay = None;
            self.panel = Panel::Login;
        }
    }

    /// What a screen that isn't shown wants: it may ask and say, but not take the clerk away.
    pub(super) fn perform_for(&mut self, panel: Panel, effects: Vec<Effect>) {
        let shown = panel == self.panel && self.overlay.is_none();
        let allowed = effects
            .into_iter()
            .filter(|effect| shown || !takes_away(effect));
        self.perform(allowed.collect());
    }

    fn say_with(&mut self, key: &str, name: &str, value: &str) {
        let text = self.context.texts.with(key, &[(name, Arg::Text(value))]);
        self.notice = Some(Notice {
            tone: Tone::Error,
            text,
        });
    }

    fn say_attention(&mut self) {
        let count = i64::try_from(self.waiting().attention).unwrap_or(i64::MAX);
        let key = super::update::hint(&self.context.desk(), Action::OpenOutbox);
        let args = [("count", Arg::Count(count)), ("key", Arg::Text(&key))];
        let text = self.context.texts.with("shell-attention", &args);
        self.notice = Some(Notice {
            tone: Tone::Warning,
            text,
        });
    }
}

/// Whether a screen tells of something that went wrong.
fn warns(effect: &Effect) -> bool {
    matches!(effect, Effect::Notice(notice) if notice.tone == Tone::Warning)
}

/// Whether what a screen wants leads the clerk elsewhere.
fn takes_away(effect: &Effect) -> bool {
    match effect {
        Effect::Go(_) | Effect::Revisit(_) | Effect::HandOver(_) | Effect::Print(_) => true,
        Effect::Ask(_) | Effect::Export(_) | Effect::Notice(_) => false,
    }
}

/// The key of the sentence that says how journal and register differ, and what to do.
pub(super) fn halted_key(mismatch: Mismatch) -> &'static str {
    match mismatch {
        Mismatch::OtherDevice => "halted-other-device",
        Mismatch::JournalBehind => "halted-journal-behind",
        Mismatch::RegisterBehind => "halted-register-behind",
        Mismatch::SeqReused => "halted-seq-reused",
        Mismatch::LostTail => "halted-lost-tail",
        Mismatch::OldEpoch => "halted-old-epoch",
    }
}
