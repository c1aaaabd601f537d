//! What the store and the register say while an application is open.

use chrono::Datelike;

use crate::api::sync::Outcome;
use crate::domain::{ApplicationNumber, Capability, Case, Command};
use crate::i18n::Arg;
use crate::sync::desk::{Act, Ask, News, Ticket, Unreachable};
use crate::tui::action::{Action, Place};
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::common::{asking, mail, papers, people, says};
use crate::tui::screens::{Desk, Effect, Goto, changes};

use super::acts;
use super::card::CardState;
use super::changing;
use super::compare;
use super::dialog::Dialog;
use super::form::{Known, Word};
use super::hold;
use super::journal::Journal;
use super::keys::activates;
use super::letter;
use super::marks::{Marks, read_draft};
use super::print;
use super::state::{Given, Sent, State, Waiting};

/// The most alike records that are set beside one; each is journalled as shown.
const MOST_ALIKE: usize = 5;

pub fn hear(state: &mut State, news: &News, desk: &Desk<'_>) -> Vec<Effect> {
    let mut effects = told(state, news, desk);
    if let News::Submitted { .. } | News::Card { .. } = news {
        effects.extend(changing::hear(state, news, desk));
    }
    effects
}

fn told(state: &mut State, news: &News, desk: &Desk<'_>) -> Vec<Effect> {
    match news {
        News::Unlocked(unlocked) => {
            let clerk = unlocked.profile.clerk;
            if state.clerk.replace(clerk).is_some_and(|old| old != clerk) {
                state.form = None;
                state.changes.forget();
                state.notice = None;
            }
            state.comparing = None;
            state.compared = None;
            state.waiting.clear();
            state.sent.clear();
            state.seen.clear();
            if let Some(form) = &mut state.form {
                // Seqs may be others now.
                form.had = None;
                form.taken = false;
            }
            state.drafts = unlocked
                .drafts
                .iter()
                .filter_map(|(key, text)| read_draft(key, text))
                .collect();
            changes::unlocked(&mut state.changes, &unlocked.drafts);
            // What was leased to a journal of another name is nobody's any more.
            state.journal = Journal::default();
            if let Some(range) = unlocked.journal {
                state.journal.lease(range);
            }
            for act in unlocked.acts.iter().filter(|act| act.outcome.is_none()) {
                send(state, act);
            }
            Vec::new()
        }
        News::Journal(range) => {
            state.journal.lease(*range);
            Vec::new()
        }
        News::Saved { ticket, act } => saved(state, *ticket, act, desk),
        News::NotSaved { ticket, .. } => {
            not_saved(state, *ticket, desk);
            Vec::new()
        }
        News::Settled { seq, outcome } => settled(state, *seq, outcome, desk),
        News::Changed { .. } => {
            look_again(state, desk);
            Vec::new()
        }
        News::Card {
            application,
            result,
        } => {
            let result = result.as_deref().map_err(|why| *why);
            card(state, *application, result, desk)
        }
        News::Submitted {
            application,
            submitted,
        } => print::submitted(state, *application, submitted.as_deref(), desk),
        News::Link(_) => ask_for_card(state, desk),
        News::Compared { ticket, result } => compare::told(state, *ticket, *result, desk),
        News::LeaseLost { application } => hold::lost(state, *application, desk),
        News::Profile(profile) => {
            if !profile.capabilities.has(Capability::PersonalView)
                && let Some(form) = &mut state.form
            {
                form.card = CardState::NotAllowed;
                state.seen.clear();
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The card may have become reachable: the protected channel is back.
fn ask_for_card(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(form) = &mut state.form else {
        return Vec::new();
    };
    if !matches!(
        form.card,
        CardState::OpenChannel | CardState::Failed(Unreachable::NoLine | Unreachable::OpenChannel)
    ) {
        return Vec::new();
    }
    let connected = desk.link.state == crate::sync::desk::LinkState::Connected;
    let (card, effect) = CardState::ask(form.number, desk);
    if connected || effect.is_none() {
        form.card = card;
        return effect.into_iter().collect();
    }
    Vec::new()
}

fn send(state: &mut State, act: &Act) {
    let envelope = &act.envelope;
    if let Some(number) = envelope.target.case()
        && envelope.command.concerns_clerk()
    {
        let sent = Sent {
            number,
            marks: matches!(envelope.command, Command::Verify { .. }),
            take_over: matches!(envelope.command, Command::TakeOver { .. }),
        };
        state.sent.insert(envelope.seq, sent);
    }
}

fn saved(state: &mut State, ticket: Ticket, act: &Act, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(at) = state.waiting.iter().position(|w| w.ticket == ticket) else {
        return Vec::new();
    };
    let waiting = state.waiting.remove(at);
    send(state, act);
    let open = state.number() == Some(waiting.number);
    if let (true, Some(case), Some(form)) = (
        open,
        desk.register.case(waiting.number),
        state.form.as_mut(),
    ) {
        form.expected = Some(Known::of(&case));
        if waiting.given.is_dialogs() {
            form.again = None;
        }
        if waiting.given == Given::Shown {
            form.card_journalled(desk.today);
        }
    }
    let mut effects: Vec<Effect> = revisited(state, &waiting).into_iter().collect();
    effects.extend(match waiting.given {
        Given::ShownBeside { of } => {
            if let Some(form) = state.form.as_mut().filter(|form| form.number == of) {
                form.beside.push(waiting.number);
            }
            Vec::new()
        }
        Given::Shown | Given::Verify | Given::Resolve | Given::TakeOver => Vec::new(),
        Given::Changed(step) => {
            let command = &act.envelope.command;
            changing::saved(state, step, command, waiting.number, desk)
        }
        Given::Accept { then_activate } => accepted(state, act, open, then_activate, desk),
        Given::Activate => {
            let text = finished_text(waiting.number, "verify-activated", desk);
            finished(open, text, desk)
        }
        Given::Mail => vec![mail::given(waiting.number, desk)],
        Given::Reject => decided(state, waiting.number, "verify-rejected", open, desk),
        Given::Return => decided(state, waiting.number, "verify-returned", open, desk),
    });
    effects
}

/// What was refused and has now been given anew no longer needs a person.
fn revisited(state: &mut State, waiting: &Waiting) -> Option<Effect> {
    let form = state.form.as_mut()?;
    let had = form.had.as_ref()?;
    let decided = waiting.given.changes_record() && waiting.given != Given::Verify;
    let again = decided || had.marks_only && waiting.given == Given::Verify;
    if form.number != waiting.number || !again {
        return None;
    }
    let seq = had.seq;
    form.had = None;
    form.again = None;
    Some(Effect::Ask(Ask::Dismiss { seq }))
}

fn finished_text(number: ApplicationNumber, key: &str, desk: &Desk<'_>) -> String {
    let number = number.to_string();
    desk.texts.with(key, &[("number", Arg::Text(&number))])
}

/// A return or a rejection is told, with the key that prints its notice, and the next application follows.
fn decided(
    state: &mut State,
    number: ApplicationNumber,
    key: &str,
    open: bool,
    desk: &Desk<'_>,
) -> Vec<Effect> {
    let told = finished_text(number, key, desk);
    let form = state.form.as_ref().filter(|form| form.number == number);
    let card = form.and_then(|form| form.card.shown());
    let card = card.map(|revealed| &revealed.card);
    let case = desk.register.case(number);
    let document = case.and_then(|case| papers::decision(&case, card, desk).ok());
    state.notice = document.map(Box::new);
    if state.notice.is_none() || !people::may(desk, Capability::Print) {
        return finished(open, told, desk);
    }
    let key = says::key(desk, Place::Verification, Action::PrintNotice);
    let args = [("told", Arg::Text(&told)), ("key", Arg::Text(&key))];
    finished(open, desk.texts.with("verify-notice-next", &args), desk)
}

/// Tells it, and goes on to the next application unless the clerk has gone on already.
fn finished(open: bool, text: String, desk: &Desk<'_>) -> Vec<Effect> {
    let mut effects = vec![says::saved(desk, text)];
    if open {
        effects.push(Effect::Go(Goto::NextCase));
    }
    effects
}

fn accepted(
    state: &mut State,
    act: &Act,
    open: bool,
    then_activate: bool,
    desk: &Desk<'_>,
) -> Vec<Effect> {
    let command = &act.envelope.command;
    let mut effects: Vec<Effect> = acts::journal_used(state, command).into_iter().collect();
    let journal = match command {
        Command::Accept { journal_number, .. } => journal_number.as_str(),
        _ => "",
    };
    let mut args = vec![("journal", Arg::Text(journal))];
    if !activates(desk) {
        let who = people::who_can(desk, Capability::CertificateActivate);
        args.push(("who", Arg::Text(&who)));
        effects.extend(finished(
            open,
            desk.texts.with("verify-accepted-others", &args),
            desk,
        ));
        return effects;
    }
    if then_activate && open {
        effects.extend(acts::activate(state, desk));
    } else {
        let key = says::key(desk, Place::Verification, Action::Activate);
        args.push(("key", Arg::Text(&key)));
        let text = desk.texts.with("verify-accepted-activate", &args);
        effects.push(says::saved(desk, text));
    }
    effects
}

/// Nothing was written, as the shell says: the screen goes back to where it was, with the marks.
fn not_saved(state: &mut State, ticket: Ticket, desk: &Desk<'_>) {
    let Some(at) = state.waiting.iter().position(|w| w.ticket == ticket) else {
        return;
    };
    let waiting = state.waiting.remove(at);
    let open = state
        .form
        .as_mut()
        .filter(|form| form.number == waiting.number);
    let Some(form) = open else {
        return;
    };
    match waiting.given {
        Given::Shown => form.card.not_journalled(),
        Given::TakeOver => form.taken = false,
        Given::Verify => {
            let case = desk.register.case(waiting.number);
            form.given = case.as_ref().map(Marks::of).unwrap_or_default();
        }
        Given::Changed(_) => changing::not_saved(state, waiting.number, desk),
        given if given.is_dialogs() => ask_again(state, waiting, desk),
        _ => {}
    }
}

/// A decision that couldn't be saved stands in its dialog again, as it was typed.
fn ask_again(state: &mut State, waiting: Waiting, desk: &Desk<'_>) {
    let Some(case) = state.case(desk) else {
        return;
    };
    let next = state.journal.next(desk.today.year());
    let Some(form) = &mut state.form else {
        return;
    };
    form.again = Some(waiting.command);
    let dialog = match waiting.given {
        Given::Mail => match letter::dialog(form, &case, desk) {
            Ok(dialog) => dialog,
            Err(_) => return,
        },
        Given::Accept { .. } => Dialog::accept(next, form, &case, desk),
        Given::Reject => Dialog::reject(form, desk),
        Given::Return => Dialog::send_back(form, desk),
        _ => Dialog::resolve(desk),
    };
    form.dialog.get_or_insert(dialog);
}

/// The register's word. Marks stay drafts until it has them; a word against an act is shown with the marks kept.
fn settled(state: &mut State, seq: u64, outcome: &Outcome, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(sent) = state.sent.remove(&seq) else {
        return Vec::new();
    };
    let word = Word::of(outcome);
    if word.is_none() && sent.marks {
        state.seen.remove(&sent.number);
    }
    let open = state
        .form
        .as_mut()
        .filter(|form| form.number == sent.number);
    match (word, open) {
        (None, Some(form)) if sent.marks => {
            if form.changed() {
                return Vec::new();
            }
            acts::forget_draft(state, sent.number).into_iter().collect()
        }
        (None, None) if sent.marks => acts::forget_draft(state, sent.number).into_iter().collect(),
        (Some(word), Some(form)) => {
            form.taken &= !sent.take_over;
            if let Some(case) = desk.register.case(sent.number) {
                form.given = Marks::of(&case);
                form.expected = Some(Known::of(&case));
            }
            // What follows a refused act is refused with it: the first word is the one to show.
            let follows = matches!(
                word,
                Word::Refused(crate::domain::Refusal::DependsOnRefused(_))
            );
            if form.word.is_none() || !follows {
                form.word = Some(word);
            }
            acts::keep_draft(state).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// A record that says something else than this screen knows was changed by someone else.
fn look_again(state: &mut State, desk: &Desk<'_>) {
    let Some(case) = state.case(desk) else {
        return;
    };
    let own = state.being_saved();
    let Some(form) = &mut state.form else {
        return;
    };
    let now = Known::of(&case);
    let known = form.expected.as_ref();
    let first_look = known.is_none();
    let moved = !own && known.is_some_and(|known| *known != now);
    if first_look || moved {
        form.moved |= moved;
        let untouched = !form.changed();
        form.given = Marks::of(&case);
        if untouched {
            form.marks = form.given.clone();
        }
    }
    form.expected = Some(now);
}

fn card(
    state: &mut State,
    application: ApplicationNumber,
    result: Result<&crate::api::personal::RevealedCard, Unreachable>,
    desk: &Desk<'_>,
) -> Vec<Effect> {
    let Some(form) = state
        .form
        .as_mut()
        .filter(|form| form.number == application && matches!(form.card, CardState::Asked))
    else {
        return Vec::new();
    };
    let revealed = match result {
        Ok(revealed) => revealed,
        Err(why) => {
            form.card = CardState::Failed(why);
            return Vec::new();
        }
    };
    let Some(case) = desk.register.case(application) else {
        form.card = CardState::Failed(Unreachable::NotFound);
        return Vec::new();
    };
    if asking::foresee(&case, &[Command::NoteShown], &form.context(desk)).is_err() {
        form.card = CardState::NotAllowed;
        return Vec::new();
    }
    form.card = CardState::Arrived(Box::new(revealed.clone()));
    form.alike = 0;
    form.beside.clear();
    let mut tickets = Tickets::of(desk);
    let mut note = |case: &Case, given| {
        let act = (given, Command::NoteShown);
        acts::give(&mut state.waiting, &mut tickets, case, act, desk)
    };
    let mut effects = vec![note(&case, Given::Shown)];
    for other in revealed.alike.iter().take(MOST_ALIKE) {
        if let Some(case) = desk.register.shown(other.application) {
            effects.push(note(case, Given::ShownBeside { of: application }));
        }
    }
    effects
}
