//! The screens of changes over the verification's place.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::tui::screens::{Desk, application_form};

use super::state::{At, Stage, State};
use super::{menu, sheet_view};

pub fn view(
    state: &State,
    at: &At<'_>,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let open = state.open.as_ref()?;
    match &open.stage {
        Stage::Menu => {
            menu::draw(state, open, at, desk, area, buf);
            None
        }
        Stage::Form(form) => application_form::view(form, desk, area, buf),
        Stage::Sheet | Stage::Saving => {
            sheet_view::draw(state, open, at, desk, area, buf);
            None
        }
        Stage::Reason(dialog) | Stage::Other(dialog) => {
            menu::draw(state, open, at, desk, area, buf);
            dialog.draw(desk, area, buf)
        }
        Stage::Municipality(pick) => {
            menu::draw(state, open, at, desk, area, buf);
            pick.draw(at.case, desk, area, buf)
        }
        Stage::Entry(dialog) => {
            sheet_view::draw(state, open, at, desk, area, buf);
            dialog.draw(desk, area, buf)
        }
    }
}
