//! Figures for the head of an office: asked for when the clerk wants them, kept by the store when they come.

use chrono::DateTime;

use super::rig::Call;
use super::*;
use crate::api::overview::{OverviewAnswer, OverviewQuery};
use crate::api::sync::Scope;
use crate::domain::overview::{OtherGroups, Overview, OverviewPeriod};
use crate::domain::{OrganisationId, samples};
use crate::store::worker::Request;
use crate::sync::desk::Unreachable;

const SCOPE: Scope = Scope::Organisation(OrganisationId(17));

fn wanted(ticket: u64) -> Message {
    let query = OverviewQuery {
        scope: Some(SCOPE),
        period: OverviewPeriod::Week,
        day: None,
        groups: None,
    };
    Message::Overview(Ticket(ticket), query)
}

fn figures() -> OverviewAnswer {
    OverviewAnswer {
        scope: SCOPE,
        period: OverviewPeriod::Week,
        at: DateTime::from_timestamp(77, 0).unwrap(),
        figures: Overview {
            days: OverviewPeriod::Week.around(samples::today()),
            work: Vec::new(),
            waiting: Vec::new(),
            groups: Vec::new(),
            other_groups: OtherGroups::default(),
            money: Vec::new(),
            clerks: Vec::new(),
        },
    }
}

async fn answered(rig: &mut Rig, answer: Result<OverviewAnswer, Trouble>) {
    let Call::Overview(send) = rig.call().await else {
        panic!("nothing is asked");
    };
    send.send(answer).unwrap();
}

#[tokio::test(start_paused = true)]
async fn figures_are_kept_and_told_and_a_trouble_is_told() {
    let mut rig = Rig::connected(Channel::Open).await;
    rig.tell(wanted(3));
    answered(&mut rig, Ok(figures())).await;
    let kept = rig.store().await;
    assert!(matches!(&kept, Request::KeepOverview(told) if **told == figures()));
    assert_eq!(rig.overview().await, (3, Ok(77)));

    let troubles = [
        (Trouble::NoLine, Unreachable::NoLine),
        (
            refused(ErrorCode::NotAllowed, None),
            Unreachable::NotAllowed,
        ),
    ];
    for (ticket, (trouble, why)) in (4..).zip(troubles) {
        rig.tell(wanted(ticket));
        answered(&mut rig, Err(trouble)).await;
        assert_eq!(rig.overview().await, (ticket, Err(why)));
    }
    // Nobody asks by itself.
    rig.quiet(Duration::from_hours(1)).await;
}
