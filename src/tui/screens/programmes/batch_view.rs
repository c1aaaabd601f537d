//! One act on many programmes on the screen: the count first, then each row with what comes or came of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::sync::Outcome;
use crate::i18n::{self, Arg};
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::says;
use crate::tui::theme::Role;
use crate::tui::widgets::signs::Progress;
use crate::tui::widgets::{Column, Ink, Table};

use super::batch::{Batch, Stage};
use super::give::refusal;

pub fn view(batch: &Batch, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut rows = Rows::new(area);
    let title = desk
        .texts
        .get(&i18n::key("action", batch.what.action().code()));
    let title = Ink::own(title).role(Role::Title);
    paragraph(&title, desk.theme, rows.top(1), buf);
    let summary = Ink::own(summary(batch, desk)).role(Role::Accent);
    paragraph(&summary, desk.theme, rows.top(2), buf);
    let foot = rows.bottom(3);
    let columns = [
        Column::fixed(String::new(), 1, 0),
        Column::flexible(desk.texts.get("programmes-column-name"), 20, 50, 0),
        Column::flexible(desk.texts.get("programmes-column-outcome"), 20, 90, 0),
    ];
    let table = Table {
        columns: &columns,
        len: batch.rows.len(),
        empty: Ink::own(""),
        focused: true,
    };
    table.draw(&batch.cursor, desk.theme, rows.rest(), buf, |at| {
        let row = &batch.rows[at];
        let (sign, text, role) = told(&row.stage, desk);
        vec![
            Ink::own(sign).role(role),
            Ink::own(row.name.clone()),
            Ink::own(text).role(role),
        ]
    });
    if let Some(row) = batch.rows.get(batch.cursor.selected()) {
        let (_, text, role) = told(&row.stage, desk);
        paragraph(&Ink::own(text).role(role), desk.theme, foot, buf);
    }
}

/// How many rows will be done, or are.
fn summary(batch: &Batch, desk: &Desk<'_>) -> String {
    let count = |fits: fn(&Stage) -> bool| {
        let fitting = batch.rows.iter().filter(|row| fits(&row.stage));
        Arg::Count(fitting.count() as i64)
    };
    let (yes, no) = (
        says::key(desk, Place::Dialog, Action::Submit),
        says::key(desk, Place::Dialog, Action::Cancel),
    );
    if !batch.given {
        let args = [
            ("ready", count(|stage| matches!(stage, Stage::Ready(_)))),
            (
                "hindered",
                count(|stage| matches!(stage, Stage::Hindered(_))),
            ),
            ("yes", Arg::Text(&yes)),
            ("no", Arg::Text(&no)),
        ];
        return desk.texts.with("programmes-batch-before", &args);
    }
    let done = |stage: &Stage| matches!(stage, Stage::Answered(Outcome::Applied { .. }));
    let waits = |stage: &Stage| matches!(stage, Stage::Saving(_) | Stage::Saved(_));
    let not = |stage: &Stage| match stage {
        Stage::Hindered(_) | Stage::NotSaved => true,
        Stage::Answered(outcome) => !matches!(outcome, Outcome::Applied { .. }),
        _ => false,
    };
    let args = [
        ("done", count(done)),
        ("waits", count(waits)),
        ("not", count(not)),
        ("yes", Arg::Text(&yes)),
    ];
    desk.texts.with("programmes-batch-after", &args)
}

fn told(stage: &Stage, desk: &Desk<'_>) -> (&'static str, String, Role) {
    let of = |progress: Progress, text: String| (progress.sign(), text, progress.role());
    let said = |progress: Progress| of(progress, desk.texts.get(progress.text_key()));
    match stage {
        Stage::Hindered(why) => ("–", why.clone(), Role::Warning),
        Stage::Ready(what) => ("", what.clone(), Role::Value),
        Stage::Saving(_) => said(Progress::Saving),
        Stage::Saved(_) => said(Progress::Saved),
        Stage::NotSaved => of(
            Progress::Attention,
            desk.texts.get("programmes-not-written"),
        ),
        Stage::Answered(Outcome::Applied { .. }) => said(Progress::Applied),
        Stage::Answered(Outcome::Already { by, .. }) => {
            let text = says::doer(desk, "outbox-already", by.as_ref());
            of(Progress::Applied, text)
        }
        Stage::Answered(Outcome::Conflict { by, .. }) => {
            let text = says::doer(desk, "outbox-conflict", by.as_ref());
            of(Progress::Attention, text)
        }
        Stage::Answered(Outcome::Refused { why }) => of(Progress::Attention, refusal(why, desk)),
    }
}
