//! An article as lines: what to do now and the keys of the place, the text, its videos.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::keys_view;
use super::prose::{self, Setting};
use super::state::{Drawn, Standing, State, Target};
use crate::api::handbook::Video;
use crate::i18n::handbook::{Block, Told};
use crate::i18n::{self, Arg, Language};
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

/// From this width on the keys stand beside the text.
const WIDE: u16 = 110;
/// Room for the keys there.
const BESIDE: u16 = 38;
/// Lines of prose are never longer: the eye loses the next one.
const MEASURE: u16 = 84;

/// Lines, and where headings and blocks begin in them.
#[derive(Default)]
pub(super) struct Page {
    lines: Vec<Vec<Ink<'static>>>,
    headings: Vec<usize>,
    blocks: Vec<usize>,
}

impl Page {
    pub(super) fn line(&mut self, pieces: Vec<Ink<'static>>) {
        self.lines.push(pieces);
    }

    /// An empty line, but never two.
    pub(super) fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(Vec::new());
        }
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.headings.push(self.lines.len());
        self.line(vec![Ink::own(text.to_owned()).role(Role::Title)]);
    }
}

pub(super) fn draw(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let Some(article) = state.article() else {
        return;
    };
    let wide = area.width >= WIDE && state.shown == state.home;
    let mut text = area;
    if wide {
        text.width = area.width - BESIDE - 2;
        let beside = Rect {
            x: text.right() + 2,
            width: BESIDE,
            ..area
        };
        draw_beside(state.about, desk, beside, buf);
    }
    let width = text.width.min(MEASURE).saturating_sub(1);
    let page = page(state, article, wide, width, desk);
    if let Some(target) = state.target.take() {
        let line = match target {
            Target::Top => 0,
            Target::Block(block) => page.blocks.get(block).copied().unwrap_or(0),
        };
        // A line above shows what it belongs to.
        state.scroll.to(line.saturating_sub(1));
    }
    state.scroll.draw(&page.lines, desk.theme, text, buf);
    *state.drawn.borrow_mut() = Drawn {
        headings: page.headings,
        top: state.scroll.top(),
    };
}

fn draw_beside(about: Place, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let title = Ink::own(desk.texts.get("help-keys-here")).role(Role::Title);
    title.draw(desk.theme, area.x, area.y, area.width, buf);
    let rows = keys_view::names(about, area.width, desk);
    for (y, row) in (area.y + 1..area.bottom()).zip(rows) {
        let line = Rect::new(area.x, y, area.width, 1);
        crate::tui::widgets::ink::line(&row, desk.theme, line, buf);
    }
}

fn page(state: &State, article: &Told, wide: bool, width: u16, desk: &Desk<'_>) -> Page {
    let mut page = Page::default();
    page.heading(&article.title);
    page.line(vec![standing(state, article, desk)]);
    if state.shown == state.home {
        page.gap();
        say(
            &i18n::key("help-here", state.about.code()),
            width,
            desk,
            &mut page,
        );
        let names = keys_view::names(state.about, width, desk);
        if !wide && !names.is_empty() {
            page.gap();
            page.heading(&desk.texts.get("help-keys-here"));
            for row in names {
                page.line(row);
            }
        }
    }
    let mut headed = false;
    for block in &article.blocks {
        let heading = matches!(block, Block::Heading(_));
        let goes_on = matches!(block, Block::Step(..) | Block::Bullet(_) | Block::Answer(_));
        if !std::mem::replace(&mut headed, heading) && !goes_on {
            page.gap();
        }
        page.blocks.push(page.lines.len());
        if heading {
            page.heading(block.text());
            continue;
        }
        let mark = match block {
            Block::Paragraph(_) => String::new(),
            _ => format!("  {}", block.mark()),
        };
        let role = match block {
            Block::Question(_) => Role::Accent,
            _ => Role::Text,
        };
        let setting = Setting {
            mark: &mark,
            role,
            width,
            sought: &state.sought,
        };
        page.lines.extend(prose::lines(block.text(), &setting));
    }
    videos(state, width, desk, &mut page);
    page.gap();
    page.line(vec![standing(state, article, desk)]);
    if state.shown == state.home {
        keys_view::sentences(state.about, width, desk, &mut page);
    }
    page
}

/// Whether the clerk has read the article, and with which key to say so.
fn standing(state: &State, article: &Told, desk: &Desk<'_>) -> Ink<'static> {
    let key = desk.keymap.hint(Place::Help, Action::MarkRead);
    let key = key.unwrap_or_default();
    let with_key = |text| desk.texts.with(text, &[("key", Arg::Text(&key))]);
    match state.standing(article) {
        _ if !state.unlocked => Ink::own(desk.texts.get("handbook-before-login")).role(Role::Dim),
        Standing::Unread => Ink::own(with_key("handbook-unread")).role(Role::Dim),
        Standing::Changed => Ink::own(with_key("handbook-changed")).role(Role::Attention),
        Standing::Read => Ink::own(desk.texts.get("handbook-read")).role(Role::Applied),
    }
}

fn say(key: &str, width: u16, desk: &Desk<'_>, page: &mut Page) {
    let setting = Setting {
        mark: "",
        role: Role::Accent,
        width,
        sought: "",
    };
    page.lines
        .extend(prose::lines(&desk.texts.get(key), &setting));
}

fn videos(state: &State, width: u16, desk: &Desk<'_>, page: &mut Page) {
    let videos = state.videos();
    if videos.is_empty() {
        return;
    }
    page.gap();
    page.heading(&desk.texts.get("handbook-videos"));
    let setting = |mark, role| Setting {
        mark,
        role,
        width,
        sought: "",
    };
    for video in videos {
        let title = format!("{} ({})", title(video, desk), length(video.seconds, desk));
        page.lines
            .extend(prose::lines(&title, &setting("  • ", Role::Text)));
        let address = video.address.as_str();
        page.lines
            .extend(prose::lines(address, &setting("    ", Role::Dim)));
    }
    let key = desk.keymap.hint(Place::Help, Action::ShowVideo);
    let key = key.unwrap_or_default();
    let hint = desk
        .texts
        .with("handbook-video-key", &[("key", Arg::Text(&key))]);
    page.lines
        .extend(prose::lines(&hint, &setting("  ", Role::Dim)));
}

/// The title in the language of the screen.
pub(super) fn title<'a>(video: &'a Video, desk: &Desk<'_>) -> &'a str {
    match desk.texts.language() {
        Language::Russian => video.title_ru.as_str(),
        Language::English => video.title_en.as_str(),
    }
}

/// How long a video runs: `4:20`.
pub(super) fn length(seconds: u32, desk: &Desk<'_>) -> String {
    let minutes = i64::from(seconds / 60);
    let rest = format!("{:02}", seconds % 60);
    let args = [
        ("minutes", Arg::Count(minutes)),
        ("seconds", Arg::Text(&rest)),
    ];
    desk.texts.with("handbook-length", &args)
}
