//! The rows around the body: title, status, notice or keys of the panel, keys of the panels.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use super::foot;
use super::state::{Overlay, Panel, Shell};
use crate::i18n::{self, Arg};
use crate::tui::screens::{Tone, applicant, help, palette, print, renewal};
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, ink};

/// The smallest screen on which everything can be done.
const WIDTH: u16 = 80;
const HEIGHT: u16 = 24;
/// Room for the sign before a notice.
const INDENT: u16 = 2;

impl Shell {
    /// Draws the whole screen; returns the cursor's place.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        if self.context.theme.is_plain() {
            return self.draw_plain(area, buf);
        }
        if let Some(Overlay::Applicant(state)) = &self.overlay {
            return applicant::view(state, &self.context.desk(), area, buf);
        }
        if area.width < WIDTH || area.height < HEIGHT {
            self.draw_too_small(area, buf);
            return None;
        }
        if self.panel == Panel::Help
            && self.overlay.is_none()
            && help::whole_screen(&self.screens.help)
        {
            help::draw_whole(&self.screens.help, &self.context.desk(), area, buf);
            return None;
        }
        let row = |y| Rect::new(area.x, y, area.width, 1);
        let foot = area.bottom();
        self.draw_title(row(area.y), buf);
        let whole = Rect::new(area.x, area.y + 1, area.width, area.height - 4);
        let body = self.draw_coach(whole, buf);
        let cursor = self.draw_panel(body, buf);
        ink::line(&self.status(), &self.context.theme, row(foot - 3), buf);
        self.draw_notice(Rect::new(area.x, foot - 3, area.width, 2), buf);
        let changed = help::changed(&self.screens.help, self.context.texts.language());
        foot::draw_bar(&self.context.desk(), changed, row(foot - 1), buf);
        self.draw_overlay(cursor, body, whole, buf)
    }

    /// Draws what lies over the panel; returns the cursor's place, which is the panel's where nothing does.
    pub(super) fn draw_overlay(
        &self,
        cursor: Option<Position>,
        body: Rect,
        whole: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let desk = self.context.desk();
        match &self.overlay {
            Some(Overlay::Palette(state)) => palette::view(state, &desk, body, buf),
            Some(Overlay::Leave(dialog)) => dialog.draw(&desk, body, buf),
            Some(Overlay::Renewal(state)) => {
                if let Some(renewal) = self.screens.outbox.renewal() {
                    renewal::view(state, renewal, &desk, body, buf);
                }
                None
            }
            Some(Overlay::Print) => {
                print::view(&self.screens.print, &desk, body, buf);
                None
            }
            Some(Overlay::Tutor(board)) => {
                self.draw_board(board, whole, buf);
                None
            }
            Some(Overlay::Applicant(_)) | None => cursor,
        }
    }

    /// Panel on the left; who is at the desk, and where, on the right.
    fn draw_title(&self, row: Rect, buf: &mut Buffer) {
        let theme = &self.context.theme;
        let name = i18n::key("place", self.panel.place().code());
        let name = Ink::own(format!(" {}", self.context.texts.get(&name))).role(Role::Title);
        let used = name.draw(theme, row.x, row.y, row.width, buf);
        if !self.unlocked {
            return;
        }
        let profile = self.context.register.profile();
        let organisation = profile
            .organisations
            .iter()
            .find(|organisation| organisation.id == profile.organisation);
        let clerk = Ink::clean(&profile.clerk_name).role(Role::Dim);
        let mut pieces = Vec::new();
        if let Some(organisation) = organisation {
            pieces.push(Ink::clean(&organisation.name).role(Role::Dim));
            pieces.push(Ink::own(" · ").role(Role::Dim));
        }
        let room = row.width.saturating_sub(used + 3);
        let clerk_width = clerk.width().min(room);
        let rest = room - clerk_width;
        let wanted: u16 = pieces.iter().map(Ink::width).sum();
        let width = wanted.min(rest);
        let x = row.right() - 1 - clerk_width;
        if let [organisation, dot] = &pieces[..]
            && width > dot.width()
        {
            let names = width - dot.width();
            let start = x - width;
            let drawn = organisation.draw(theme, start, row.y, names, buf);
            dot.draw(theme, start + drawn, row.y, dot.width(), buf);
        }
        clerk.draw(theme, x, row.y, clerk_width, buf);
    }

    /// The notice, else the keys of the place. A long notice takes the status row as well, until the next key: what it
    /// says to do stands at its end.
    fn draw_notice(&self, rows: Rect, buf: &mut Buffer) {
        let last = Rect::new(rows.x, rows.bottom() - 1, rows.width, 1);
        let Some(notice) = &self.notice else {
            let (place, desk) = (self.place(), self.context.desk());
            let offered = |action| self.offers(action);
            foot::draw_place(place, offered, &desk, last, buf);
            return;
        };
        let theme = &self.context.theme;
        let (sign, role) = match notice.tone {
            Tone::Info => (" ", Role::Accent),
            // No sign of an act: it has been given, and its record tells how far it is.
            Tone::Done => ("»", Role::Accent),
            Tone::Warning => ("!", Role::Warning),
            Tone::Error => ("×", Role::Error),
        };
        let room = rows.width - INDENT;
        let mut lines = ink::wrap(&notice.text, room);
        let most = usize::from(rows.height);
        if lines.len() > most {
            let rest = lines.split_off(most - 1).join(" ");
            lines.push(rest);
        }
        let top = rows.bottom() - lines.len() as u16;
        if lines.len() > 1 {
            Clear.render(Rect { y: top, ..rows }, buf);
        }
        Ink::own(sign)
            .role(role)
            .draw(theme, rows.x, top, INDENT, buf);
        for (y, line) in (top..).zip(lines) {
            let line = Ink::own(line).role(role);
            line.draw(theme, rows.x + INDENT, y, room, buf);
        }
    }

    fn draw_too_small(&self, area: Rect, buf: &mut Buffer) {
        let text = self.context.texts.with(
            "shell-too-small",
            &[
                ("width", Arg::Count(i64::from(area.width))),
                ("height", Arg::Count(i64::from(area.height))),
            ],
        );
        let lines = ink::wrap(&text, area.width);
        for (row, text) in lines.into_iter().take(usize::from(area.height)).enumerate() {
            let text = Ink::own(text).role(Role::Warning);
            let y = area.y + row as u16;
            text.draw(&self.context.theme, area.x, y, area.width, buf);
        }
    }
}
