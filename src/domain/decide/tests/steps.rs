//! Rights, and what screens are told.

use super::*;

#[test]
fn rights_are_looked_at_first_and_a_note_changes_nothing() {
    let nobody = |c: &mut Context| c.capabilities = Capabilities::default();
    let outcome = under(&confirmed(), &accept(), nobody);
    assert_eq!(
        outcome,
        Err(Refusal::NotAllowed(Capability::ApplicationAccept))
    );
    assert_eq!(decide(None, &accept(), &context()), Err(Refusal::NotFound));
    assert_eq!(
        under(&accepted(), &Command::NoteShown, |_| {}),
        Ok(accepted())
    );
    assert!(under(&accepted(), &Command::NoteShown, nobody).is_err());
}

#[test]
fn the_codes_of_the_queues_are_those_of_their_states() {
    use crate::domain::application::{AWAITING_ACCEPTANCE, AWAITING_ACTIVATION};
    use ApplicationState as A;
    let mut states = vec![A::Draft, A::Submitted, A::AwaitingPaper, A::Accepted];
    states.extend([A::Confirmed, A::Expired, A::Withdrawn]);
    states.extend(RejectReason::ALL.iter().map(|r| A::Rejected(*r)));
    states.extend(ReturnReason::ALL.iter().map(|r| A::Returned(*r)));
    for state in states {
        let listed = |codes: &[&str]| codes.contains(&state.code());
        assert_eq!(listed(AWAITING_ACCEPTANCE), state.awaits_acceptance());
        assert_eq!(listed(AWAITING_ACTIVATION), state.awaits_activation());
    }
}

#[test]
fn screens_learn_which_steps_are_open() {
    use Step::{
        Accept, Activate, ChangeData, Correct, Exclude, Merge, Reissue, Reject, Return, SendMail,
        Suspend, TakeOver, TransferCertificate, Verify, Withdraw,
    };
    let open = |case: &Case| available(case, &context()).collect::<Vec<_>>();
    assert_eq!(
        open(&awaiting()),
        [
            Verify, Reject, Return, Withdraw, TakeOver, Correct, SendMail
        ]
    );
    assert_eq!(
        open(&verified()),
        [
            Verify, Accept, Reject, Return, Withdraw, TakeOver, Correct, SendMail
        ]
    );
    assert_eq!(
        open(&accepted()),
        [Activate, Return, TakeOver, Correct, SendMail]
    );
    assert_eq!(
        open(&confirmed()),
        [
            Suspend,
            Exclude,
            ChangeData,
            Reissue,
            Merge,
            TransferCertificate,
            SendMail
        ]
    );
}
