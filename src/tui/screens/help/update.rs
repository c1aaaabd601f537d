//! Keys of the handbook.

use super::state::{Mode, Standing, State, Target};
use crate::store::handbook::mark;
use crate::sync::desk::{Ask, HandbookHere, News};
use crate::tui::action::Action;
use crate::tui::screens::{Desk, Effect, Event, Goto, Notice, Tone};

/// Takes one event: moves, looks for what is typed, or goes back.
pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    if let Event::News(news) = event {
        hear(state, news);
        return Vec::new();
    }
    match state.mode {
        Mode::Article => in_article(state, event, desk),
        Mode::List => in_list(state, event),
        Mode::Video(shown) => in_video(state, shown, event),
    }
}

fn hear(state: &mut State, news: &News) {
    match news {
        News::Unlocked(_) => {
            state.unlocked = true;
            state.here = HandbookHere::default();
        }
        News::Handbook(here) => state.here = (**here).clone(),
        _ => {}
    }
}

fn in_article(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    let Event::Action(action) = event else {
        return Vec::new();
    };
    let last = state.library.len().saturating_sub(1);
    match action {
        // From an article that was found, back to what was typed; else to where one came from.
        Action::Cancel if state.searching() => state.mode = Mode::List,
        Action::Cancel | Action::Submit => return vec![Effect::Go(Goto::Back)],
        Action::ListArticles | Action::NextField | Action::PreviousField => {
            state.mode = Mode::List;
            if !state.searching() {
                state.cursor.select(state.shown);
            }
        }
        Action::Left if state.shown > 0 => state.show(state.shown - 1, Target::Top),
        Action::Right if state.shown < last => state.show(state.shown + 1, Target::Top),
        Action::Left | Action::Right => return say(desk, Tone::Info, "handbook-no-further"),
        Action::NextSection | Action::PreviousSection => jump(state, action),
        Action::MarkRead => return mark_read(state, desk),
        Action::ShowVideo if state.videos().is_empty() => {
            return say(desk, Tone::Info, "handbook-no-video");
        }
        Action::ShowVideo => state.mode = Mode::Video(0),
        action => {
            state.scroll.act(action);
        }
    }
    Vec::new()
}

/// To the next heading below the first line that is shown, or the one above it.
fn jump(state: &mut State, action: Action) {
    let drawn = state.drawn.borrow();
    let mut headings = drawn.headings.iter().copied();
    let to = if action == Action::NextSection {
        headings.find(|line| *line > drawn.top)
    } else {
        Some(headings.rev().find(|line| *line < drawn.top).unwrap_or(0))
    };
    if let Some(line) = to {
        state.scroll.to(line);
    }
}

fn mark_read(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(article) = state.article() else {
        return Vec::new();
    };
    if !state.unlocked {
        return say(desk, Tone::Info, "shell-login-first");
    }
    if state.standing(article) == Standing::Read {
        return say(desk, Tone::Info, "handbook-read-already");
    }
    let ask = Ask::Read {
        mark: mark(article.code, article.revision),
    };
    let mut effects = vec![Effect::Ask(ask)];
    effects.extend(say(desk, Tone::Done, "handbook-marked"));
    effects
}

fn in_list(state: &mut State, event: Event<'_>) -> Vec<Effect> {
    let changed = match event {
        // First what was typed goes, then the list.
        Event::Action(Action::Cancel) if state.searching() => state.input.act(Action::ClearInput),
        Event::Action(Action::Cancel | Action::ListArticles) => {
            state.mode = Mode::Article;
            false
        }
        Event::Action(Action::Submit) => {
            choose(state);
            false
        }
        Event::Action(action @ (Action::NextField | Action::PreviousField)) => {
            let down = action == Action::NextField;
            let step = if down { Action::Down } else { Action::Up };
            state.cursor.act(step, state.rows());
            false
        }
        Event::Action(action @ (Action::Left | Action::Right | Action::ClearInput)) => {
            state.input.act(action) && action == Action::ClearInput
        }
        Event::Action(action) => {
            state.cursor.act(action, state.rows());
            false
        }
        Event::Text(key) => state.input.key(key),
        Event::Paste(text) => state.input.paste(text),
        Event::News(_) => false,
    };
    if changed {
        state.look();
    }
    Vec::new()
}

/// Opens what is selected, where a search found it.
fn choose(state: &mut State) {
    let row = state.cursor.selected();
    if !state.searching() {
        state.sought.clear();
        if row < state.library.len() {
            state.show(row, Target::Top);
        }
        return;
    }
    let Some(hit) = state.hits.get(row).cloned() else {
        return;
    };
    state.input.value().clone_into(&mut state.sought);
    let target = hit.block.map_or(Target::Top, Target::Block);
    state.show(hit.article, target);
}

fn in_video(state: &mut State, shown: usize, event: Event<'_>) -> Vec<Effect> {
    let Event::Action(action) = event else {
        return Vec::new();
    };
    let count = state.videos().len();
    match action {
        Action::Cancel | Action::Submit | Action::ShowVideo => state.mode = Mode::Article,
        Action::Left | Action::Up => state.mode = Mode::Video(shown.saturating_sub(1)),
        Action::Right | Action::Down => {
            state.mode = Mode::Video((shown + 1).min(count.saturating_sub(1)));
        }
        Action::Toggle => state.inverted = !state.inverted,
        _ => {}
    }
    Vec::new()
}

fn say(desk: &Desk<'_>, tone: Tone, key: &str) -> Vec<Effect> {
    let text = desk.texts.get(key);
    vec![Effect::Notice(Notice { tone, text })]
}
