//! The path of a programme: to the review where its register wants one, into the navigator, and out of it.

use crate::domain::decide::guard::text;
use crate::domain::enrolment::EnrolmentRefusal;
use crate::domain::programme::{Programme, ProgrammeState};
use crate::domain::reason::ProgrammeRefuseReason;
use crate::domain::text::Clean;
use crate::domain::{Context, Refusal};

pub fn wrong_state(programme: &Programme) -> Refusal {
    Refusal::WrongState(programme.state.code().to_owned())
}

fn state(programme: &Programme, demanded: &ProgrammeState) -> Result<(), Refusal> {
    if programme.state == *demanded {
        Ok(())
    } else {
        Err(wrong_state(programme))
    }
}

/// Published, so that families see it.
pub fn published(programme: &Programme) -> Result<(), Refusal> {
    state(programme, &ProgrammeState::Published)
}

pub fn send(programme: &mut Programme, context: &Context) -> Result<(), Refusal> {
    state(programme, &ProgrammeState::Draft)?;
    if !programme.register.reviewed() {
        return Err(EnrolmentRefusal::NoReview.into());
    }
    programme.state = ProgrammeState::OnReview;
    programme.sent_by = Some(context.clerk);
    Ok(())
}

pub fn publish(programme: &mut Programme, context: &Context) -> Result<(), Refusal> {
    state(programme, &ProgrammeState::Draft)?;
    if programme.register.reviewed() {
        return Err(EnrolmentRefusal::ReviewNeeded.into());
    }
    appear(programme, context);
    Ok(())
}

pub fn approve(programme: &mut Programme, context: &Context) -> Result<(), Refusal> {
    reviewable(programme, context)?;
    appear(programme, context);
    Ok(())
}

pub fn refuse(
    programme: &mut Programme,
    reason: ProgrammeRefuseReason,
    why: &Clean,
    context: &Context,
) -> Result<(), Refusal> {
    reviewable(programme, context)?;
    text(reason == ProgrammeRefuseReason::Other, why)?;
    programme.state = ProgrammeState::Refused {
        reason,
        text: why.clone(),
    };
    Ok(())
}

pub fn revise(programme: &mut Programme) -> Result<(), Refusal> {
    if !matches!(programme.state, ProgrammeState::Refused { .. }) {
        return Err(wrong_state(programme));
    }
    programme.state = ProgrammeState::Draft;
    programme.sent_by = None;
    Ok(())
}

/// Contracts go on; nobody new comes.
pub fn archive(programme: &mut Programme) -> Result<(), Refusal> {
    published(programme)?;
    programme.state = ProgrammeState::Archived;
    for module in &mut programme.modules {
        module.enrolment_open = false;
    }
    Ok(())
}

/// On review, by another one than who sent it.
fn reviewable(programme: &Programme, context: &Context) -> Result<(), Refusal> {
    state(programme, &ProgrammeState::OnReview)?;
    if programme.sent_by == Some(context.clerk) {
        Err(Refusal::SamePerson)
    } else {
        Ok(())
    }
}

fn appear(programme: &mut Programme, context: &Context) {
    programme.state = ProgrammeState::Published;
    programme.published = Some(context.today);
}
