//! Comparing without seeing: the clerk types what a document shows, and the register says whether it holds the same.
//!
//! What is typed is no draft and no act: it is wiped with the verdict, with Esc, and when the application is left. Only a
//! question that got no verdict leaves it in its rows, since a broken line is no reason to type it again.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::api::compare::{CompareAnswer, CompareRequest, ComparedDocument, Verdict};
use crate::domain::entries::{NO_PATRONYMIC, no_patronymic};
use crate::domain::validate::Finding;
use crate::domain::{
    ApplicationNumber, Changes, Check, CheckKind, Entries, Field, FieldSet, Section,
};
use crate::i18n::{self, Arg};
use crate::sync::desk::{Ask, LinkState, Ticket, Unreachable};
use crate::tui::action::Action;
use crate::tui::form::{Choice, Line};
use crate::tui::screens::application_form::slots::{Nature, Slot};
use crate::tui::screens::common::says;
use crate::tui::screens::{Desk, Effect, Event, Tone};

use super::acts;
use super::form::Form;
use super::state::State;

/// What stands in one row.
#[derive(Debug)]
pub(super) enum Content {
    Line(Line),
    Choice(Choice),
}

#[derive(Debug)]
pub(super) struct Row {
    pub slot: Slot,
    pub field: Field,
    pub content: Content,
}

/// The open question.
#[derive(Debug)]
pub struct Comparing {
    pub(super) document: ComparedDocument,
    pub(super) rows: Vec<Row>,
    /// 0 is the document itself, the rows follow.
    pub(super) focus: usize,
    /// The clerk has asked for the verdict: every mistake is said.
    pub(super) tried: bool,
    /// It is on its way.
    pub(super) asked: bool,
    /// Why there was no verdict.
    pub(super) why: Option<Unreachable>,
}

/// A question that the register has not answered yet.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    ticket: Ticket,
    number: ApplicationNumber,
    document: ComparedDocument,
}

impl Comparing {
    fn of(document: ComparedDocument) -> Self {
        let row = |field: &Field| {
            let slot = Slot::Of(*field);
            let content = if slot.nature() == Nature::Choice {
                Content::Choice(Choice::default())
            } else {
                let mut line = slot.line();
                line.set_mask(slot.mask(&Entries::default()));
                Content::Line(line)
            };
            Row {
                slot,
                field: *field,
                content,
            }
        };
        Self {
            document,
            rows: document.fields().iter().map(row).collect(),
            focus: 1,
            tried: false,
            asked: false,
            why: None,
        }
    }

    /// What was typed so far.
    pub(super) fn entries(&self) -> Entries {
        let mut entries = Entries::default();
        for row in &self.rows {
            entries.set(row.field, &row.text());
        }
        entries
    }

    /// Rows with what stands against the question, in their order.
    pub(super) fn errors(&self, desk: &Desk<'_>) -> Vec<(usize, Finding)> {
        let wanted: FieldSet = self.document.fields().iter().copied().collect();
        let found = self.entries().findings_of(wanted, desk.today);
        found
            .into_iter()
            .filter(|(_, finding)| finding.is_error())
            .filter_map(|(field, finding)| {
                let at = self.rows.iter().position(|row| row.field == field)?;
                Some((at + 1, finding))
            })
            .collect()
    }

    /// The mistake of the row that has the focus; not while its first letters are typed.
    pub(super) fn mistake(&self, desk: &Desk<'_>) -> Option<Finding> {
        let errors = self.errors(desk).into_iter();
        let mut here = errors.filter(|(at, _)| *at == self.focus);
        here.next()
            .filter(|_| self.tried)
            .map(|(_, finding)| finding)
    }

    /// What leaves a row is put into the form in which it is kept, and the shapes follow the kind of document.
    fn leave_row(&mut self, desk: &Desk<'_>) {
        let entries = self.entries();
        if let Some(row) = self
            .focus
            .checked_sub(1)
            .and_then(|at| self.rows.get_mut(at))
            && let Content::Line(line) = &mut row.content
        {
            let typed = line.value().to_owned();
            let whole = line
                .mask()
                .and_then(|mask| mask.finished(&typed, desk.today))
                .or_else(|| Some(row.slot.kept(&typed, &entries)?.0));
            if let Some(kept) = whole.filter(|kept| !typed.is_empty() && *kept != typed) {
                let shaped = line.fitting(&kept).unwrap_or(kept);
                line.replace(&shaped);
            }
        }
        let entries = self.entries();
        for row in &mut self.rows {
            if let Content::Line(line) = &mut row.content {
                line.set_mask(row.slot.mask(&entries));
            }
        }
    }

    fn step(&mut self, forward: bool, desk: &Desk<'_>) {
        self.leave_row(desk);
        self.focus = if forward {
            (self.focus + 1).min(self.rows.len())
        } else {
            self.focus.saturating_sub(1)
        };
    }

    /// Another document: what was typed of the one before goes.
    fn turn_document(&mut self, forward: bool) {
        let all = ComparedDocument::ALL;
        let at = all
            .iter()
            .position(|one| *one == self.document)
            .unwrap_or(0);
        let by = if forward { 1 } else { all.len() - 1 };
        *self = Self::of(all[(at + by) % all.len()]);
        self.focus = 0;
    }

    fn key(&mut self, key: KeyEvent, desk: &Desk<'_>) -> Option<Effect> {
        let Some(row) = self
            .focus
            .checked_sub(1)
            .and_then(|at| self.rows.get_mut(at))
        else {
            match key.code {
                KeyCode::Left => self.turn_document(false),
                KeyCode::Right | KeyCode::Char(' ') => self.turn_document(true),
                _ => return Some(say(desk, "compare-turn")),
            }
            return None;
        };
        let taken = match &mut row.content {
            Content::Choice(choice) => choose(choice, row.slot, key, desk),
            Content::Line(line) => write(line, row.slot.nature(), key),
        };
        if !taken {
            return Some(say(desk, "compare-refused"));
        }
        self.why = None;
        None
    }

    fn paste(&mut self, text: &str, desk: &Desk<'_>) -> Option<Effect> {
        let row = self.rows.get_mut(self.focus.checked_sub(1)?)?;
        let taken = match &mut row.content {
            Content::Line(line) => line.paste(text),
            Content::Choice(_) => false,
        };
        (!taken).then(|| say(desk, "compare-refused"))
    }
}

/// What was typed is overwritten. Copies that the memory of the line has left behind by growing are out of reach.
impl Drop for Comparing {
    fn drop(&mut self) {
        for row in &mut self.rows {
            if let Content::Line(line) = &mut row.content {
                line.forget();
            }
        }
    }
}

impl Row {
    /// What stands here; of a choice its code.
    pub(super) fn text(&self) -> String {
        match &self.content {
            Content::Line(line) => line.value().to_owned(),
            Content::Choice(choice) => choice
                .chosen()
                .and_then(|at| self.slot.codes().get(at).copied())
                .unwrap_or_default()
                .to_owned(),
        }
    }
}

fn choose(choice: &mut Choice, slot: Slot, key: KeyEvent, desk: &Desk<'_>) -> bool {
    let codes = slot.codes();
    match key.code {
        KeyCode::Left => choice.turn(false, codes.len()),
        KeyCode::Right | KeyCode::Char(' ') => choice.turn(true, codes.len()),
        KeyCode::Backspace | KeyCode::Delete => choice.choose(None),
        KeyCode::Char(c @ '1'..='9') => {
            let picked = c as usize - '1' as usize;
            if picked >= codes.len() {
                return false;
            }
            choice.choose(Some(picked));
        }
        KeyCode::Char(c) => {
            let labels: Vec<String> = codes
                .iter()
                .map(|code| slot.caption(code, desk.texts))
                .collect();
            return choice.letter(c, &labels);
        }
        _ => {}
    }
    true
}

fn write(line: &mut Line, nature: Nature, key: KeyEvent) -> bool {
    use crate::tui::form::Typed;
    let plain = !key
        .modifiers
        .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    if nature == Nature::Patronymic && plain {
        match key.code {
            KeyCode::Char('-') if line.value().is_empty() => {
                line.replace(NO_PATRONYMIC);
                return true;
            }
            KeyCode::Char(_) if no_patronymic(line.value()) => line.replace(""),
            _ => {}
        }
    }
    !matches!(line.key(key), Typed::Refused | Typed::Full)
}

fn say(desk: &Desk<'_>, key: &str) -> Effect {
    says::notice(Tone::Info, desk.texts.get(key))
}

/// Whether the key would do something: the paper can be taken, and the register's values are not before the eyes.
#[must_use]
pub fn offered(form: &Form) -> bool {
    form.card.shown().is_none()
}

/// Opens the question about the document at the cursor, or says why there is none.
pub fn ask(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some((case, form)) = state.case(desk).zip(state.form.as_ref()) else {
        return Vec::new();
    };
    if !Form::editable(&case, desk) {
        return vec![acts::not_editable(&case, form, desk)];
    }
    if !offered(form) {
        return vec![say(desk, "compare-seen")];
    }
    if desk.link.state == LinkState::Offline {
        return vec![says::notice(
            Tone::Warning,
            desk.texts.get("compare-no-line"),
        )];
    }
    state.comparing = Some(Comparing::of(document_at(form.field)));
    Vec::new()
}

fn document_at(field: Field) -> ComparedDocument {
    match field.section() {
        _ if field == Field::ChildSnils => ComparedDocument::Snils,
        Section::Applicant | Section::ApplicantDocument => ComparedDocument::Applicant,
        _ => ComparedDocument::Child,
    }
}

/// Takes an event while the question is open.
pub fn update(state: &mut State, event: &Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(comparing) = &mut state.comparing else {
        return Vec::new();
    };
    if let Event::Action(Action::Cancel) = event {
        state.comparing = None;
        return Vec::new();
    }
    if comparing.asked {
        return vec![say(desk, "compare-asking")];
    }
    match event {
        Event::Action(Action::Submit) => return submit(state, desk),
        Event::Action(Action::Down | Action::NextField) => comparing.step(true, desk),
        Event::Action(Action::Up | Action::PreviousField) => comparing.step(false, desk),
        Event::Action(Action::Left) if comparing.focus == 0 => comparing.turn_document(false),
        Event::Action(Action::Right) if comparing.focus == 0 => comparing.turn_document(true),
        Event::Text(key) => return comparing.key(*key, desk).into_iter().collect(),
        Event::Paste(text) => return comparing.paste(text, desk).into_iter().collect(),
        Event::Action(_) | Event::News(_) => {}
    }
    Vec::new()
}

/// Enter: the next row, and behind the last one the question. A mistake costs no try.
fn submit(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let (Some(comparing), Some(form)) = (&mut state.comparing, &state.form) else {
        return Vec::new();
    };
    comparing.leave_row(desk);
    let errors = comparing.errors(desk);
    if let Some((first, _)) = errors.first() {
        if comparing.focus < comparing.rows.len() && !comparing.tried {
            comparing.focus += 1;
        } else {
            comparing.tried = true;
            let behind = errors.iter().find(|(at, _)| *at > comparing.focus);
            comparing.focus = behind.map_or(*first, |(at, _)| *at);
        }
        return Vec::new();
    }
    let mut values = Changes::default();
    for row in &comparing.rows {
        values.set(row.field, &row.text());
    }
    let request = CompareRequest {
        application: form.number,
        document: comparing.document,
        values,
    };
    comparing.asked = true;
    comparing.why = None;
    state.compared = Some(Asked {
        ticket: desk.ticket,
        number: form.number,
        document: comparing.document,
    });
    vec![Effect::Ask(Ask::Compare {
        ticket: desk.ticket,
        request: Box::new(request),
    })]
}

/// The register's word. A match is marked in the draft, whether the question is still open or not.
pub fn told(
    state: &mut State,
    ticket: Ticket,
    result: Result<CompareAnswer, Unreachable>,
    desk: &Desk<'_>,
) -> Vec<Effect> {
    let Some(asked) = state.compared.filter(|asked| asked.ticket == ticket) else {
        return Vec::new();
    };
    state.compared = None;
    let open = state.number() == Some(asked.number);
    let answer = match result {
        Ok(answer) => answer,
        Err(why) => {
            if let Some(comparing) = state.comparing.as_mut().filter(|_| open) {
                comparing.asked = false;
                comparing.why = Some(why);
            }
            return vec![says::notice(Tone::Warning, refused(why, desk))];
        }
    };
    if open {
        state.comparing = None;
    }
    let mut effects = Vec::new();
    if answer.verdict == Verdict::Match && open {
        effects.extend(matches(state, asked.document, desk));
    }
    effects.push(verdict(asked, answer, desk));
    effects
}

/// Marks the fields of the document as the register holds them.
fn matches(state: &mut State, document: ComparedDocument, desk: &Desk<'_>) -> Option<Effect> {
    let (case, form) = state.case(desk).zip(state.form.as_mut())?;
    if !Form::editable(&case, desk) {
        return None;
    }
    for field in document.fields() {
        let register = std::iter::once(CheckKind::PaperRegister);
        form.marks.set(*field, register, Check::Match);
        form.settle(*field);
    }
    acts::keep_draft(state)
}

fn verdict(asked: Asked, answer: CompareAnswer, desk: &Desk<'_>) -> Effect {
    let document = caption(asked.document, desk);
    let number = asked.number.to_string();
    let args = [
        ("document", Arg::Text(&document)),
        ("number", Arg::Text(&number)),
        ("left", Arg::Count(i64::from(answer.left))),
    ];
    match answer.verdict {
        Verdict::Match => says::notice(Tone::Done, desk.texts.with("compare-match", &args)),
        Verdict::Differs => says::notice(Tone::Warning, desk.texts.with("compare-differs", &args)),
    }
}

/// Why there is no verdict, and what to do.
#[must_use]
pub fn refused(why: Unreachable, desk: &Desk<'_>) -> String {
    match why {
        Unreachable::NoLine => desk.texts.get("compare-no-answer"),
        Unreachable::Exhausted => desk.texts.get("compare-exhausted"),
        Unreachable::NotAllowed => desk.texts.get("compare-not-allowed"),
        other => says::unreachable(desk, other),
    }
}

/// What the document is called.
#[must_use]
pub fn caption(document: ComparedDocument, desk: &Desk<'_>) -> String {
    desk.texts
        .get(&i18n::key("compare-document", document.code()))
}
