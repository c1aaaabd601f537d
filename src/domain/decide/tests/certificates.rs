//! What becomes of certificates that are in use.

use super::*;

#[test]
fn certificates_are_suspended_restored_and_excluded() {
    let suspend = Command::Suspend {
        reason: SuspendReason::Moved,
        text: Clean::default(),
        paper: None,
    };
    let exclude = Command::Exclude {
        reason: ExcludeReason::ParentRequest,
        paper: Some(paper()),
    };
    let suspended = under(&confirmed(), &suspend, |_| {}).unwrap();
    assert_eq!(suspended.certificate.state.code(), "suspended");
    let restored = under(&suspended, &Command::Restore { paper: None }, |_| {}).unwrap();
    assert_eq!(restored.certificate.state, CertificateState::Active);
    assert_eq!(
        refused(&restored, &Command::Restore { paper: None }),
        wrong_state("active")
    );
    assert!(under(&suspended, &exclude, |_| {}).is_ok());
    let excluded = under(&restored, &exclude, |_| {}).unwrap();
    assert_eq!(refused(&excluded, &suspend), wrong_state("excluded"));
    assert_eq!(refused(&accepted(), &suspend), wrong_state("reserved"));

    let mut working = confirmed();
    working.certificate.working_contracts = 2;
    assert_eq!(refused(&working, &suspend), Refusal::WorkingContracts(2));
}

fn suspend(reason: SuspendReason, text: &str, paper: Option<PaperEntry>) -> Command {
    Command::Suspend {
        reason,
        text: text.into(),
        paper,
    }
}

fn suspended(reason: SuspendReason) -> Case {
    under(&confirmed(), &suspend(reason, "x", Some(paper())), |_| {}).unwrap()
}

fn transfer(to: u8) -> Command {
    Command::TransferCertificate {
        to: MunicipalityCode(to),
        paper: paper(),
    }
}

fn merge(into: u32, certificate: u32) -> Command {
    Command::Merge {
        into: ApplicationNumber::new(OWN, 2026, into),
        certificate: CertificateNumber::new(OWN, certificate),
    }
}

#[test]
fn what_the_family_asks_for_it_signs_for() {
    let by = SuspendReason::ParentRequest;
    let unsigned = suspend(by, "", None);
    assert_eq!(refused(&confirmed(), &unsigned), Refusal::PaperMissing);
    let restore = |paper| Command::Restore { paper };
    let asked = suspended(by);
    assert_eq!(refused(&asked, &restore(None)), Refusal::PaperMissing);
    assert!(under(&asked, &restore(Some(paper())), |_| {}).is_ok());
    let exclude = |reason, paper| Command::Exclude { reason, paper };
    let unsigned = exclude(ExcludeReason::ParentRequest, None);
    assert_eq!(refused(&asked, &unsigned), Refusal::PaperMissing);
    assert!(under(&asked, &exclude(ExcludeReason::Death, None), |_| {}).is_ok());
}

#[test]
fn other_reasons_are_told_in_words() {
    let other = SuspendReason::Other;
    assert_eq!(
        refused(&confirmed(), &suspend(other, " ", None)),
        Refusal::TextMissing
    );
    assert!(under(&confirmed(), &suspend(other, "потерян", None), |_| {}).is_ok());
    assert!(
        under(
            &confirmed(),
            &suspend(SuspendReason::Moved, "", None),
            |_| {}
        )
        .is_ok()
    );
}

#[test]
fn the_state_is_told_before_the_paper_is() {
    let bad = PaperEntry {
        journal_number: Clean::default(),
        date: day(2027, 1, 1),
    };
    let paper = || Some(bad.clone());
    let reserved = wrong_state("reserved");
    for command in [
        suspend(SuspendReason::ParentRequest, "", paper()),
        Command::Restore { paper: paper() },
        Command::Exclude {
            reason: ExcludeReason::Death,
            paper: paper(),
        },
        Command::Reissue {
            reason: ReissueReason::NumberLost,
            paper: bad.clone(),
        },
        Command::TransferCertificate {
            to: MunicipalityCode(2),
            paper: bad.clone(),
        },
    ] {
        assert_eq!(refused(&accepted(), &command), reserved, "{command:?}");
    }
    let withdraw = Command::Withdraw { paper: paper() };
    assert_eq!(refused(&accepted(), &withdraw), wrong_state("accepted"));
    assert_eq!(refused(&awaiting(), &withdraw), Refusal::JournalNumber);
}

#[test]
fn a_paper_is_entered_between_the_acceptance_and_today() {
    let on = |date| {
        let paper = PaperEntry {
            date,
            ..super::paper()
        };
        let reason = ReissueReason::PasswordLost;
        let command = Command::Reissue { reason, paper };
        under(&confirmed(), &command, |c| c.today = day(2026, 9, 20))
    };
    assert!(on(today()).is_ok() && on(day(2026, 9, 20)).is_ok());
    // The application is of the fifth, its acceptance of the tenth.
    for date in [day(2026, 9, 9), day(2026, 9, 21)] {
        assert_eq!(on(date).unwrap_err(), Refusal::JournalDate);
    }
}

#[test]
fn a_reissue_leaves_the_certificate_as_it_is() {
    let command = Command::Reissue {
        reason: ReissueReason::ExtractLost,
        paper: paper(),
    };
    for case in [confirmed(), suspended(SuspendReason::Moved)] {
        let after = under(&case, &command, |_| {}).unwrap();
        assert_eq!(after.certificate, case.certificate);
        assert_eq!(after.application.version, case.application.version + 1);
    }
}

#[test]
fn a_certificate_goes_for_another_one() {
    for case in [confirmed(), suspended(SuspendReason::Moved)] {
        let after = under(&case, &merge(900, 900), |_| {}).unwrap();
        let stays = CertificateNumber::new(OWN, 900);
        assert_eq!(after.certificate.state, CertificateState::Superseded(stays));
        assert_eq!(refused(&after, &merge(901, 901)), wrong_state("superseded"));
    }
    // Its own application, its own number.
    for same in [merge(123, 900), merge(900, 42)] {
        assert_eq!(refused(&confirmed(), &same), Refusal::OtherCertificate);
    }
    let mut working = confirmed();
    working.certificate.working_contracts = 1;
    assert_eq!(
        refused(&working, &merge(900, 900)),
        Refusal::WorkingContracts(1)
    );
}

#[test]
fn a_child_that_moves_keeps_its_number() {
    let before = confirmed();
    let moved = under(&before, &transfer(2), |_| {}).unwrap();
    assert_eq!(moved.municipality(), MunicipalityCode(2));
    assert_eq!(moved.certificate.number, before.certificate.number);
    assert_eq!(moved.number(), before.number());
    assert_eq!(refused(&moved, &transfer(2)), Refusal::Municipality);
    assert_eq!(refused(&before, &transfer(1)), Refusal::Municipality);
    let back = under(&moved, &transfer(1), |_| {}).unwrap();
    assert_eq!(back.certificate.served_by, None);
    let mut working = before;
    working.certificate.working_contracts = 3;
    assert_eq!(
        refused(&working, &transfer(2)),
        Refusal::WorkingContracts(3)
    );
}

#[test]
fn a_certificate_ends_on_the_eighteenth_birthday_and_only_in_the_register() {
    let of_age = |c: &mut Context| c.today = day(2033, 3, 12);
    for case in [confirmed(), suspended(SuspendReason::Moved)] {
        let code = case.certificate.state.code().to_owned();
        let eve = under(&case, &Command::ExpireCertificate, |c| {
            c.today = day(2033, 3, 11);
        });
        assert_eq!(eve, Err(Refusal::WrongState(code.clone())));
        let ended = under(&case, &Command::ExpireCertificate, of_age).unwrap();
        assert_eq!(ended.certificate.state, CertificateState::Expired);
        let at_desk = under(&case, &Command::ExpireCertificate, |c| {
            of_age(c);
            c.side = Side::Client;
        });
        assert_eq!(at_desk, Err(Refusal::WrongState(code)));
        let again = under(&ended, &Command::ExpireCertificate, of_age);
        assert_eq!(again, Err(wrong_state("expired")));
    }
    let reserved = under(&accepted(), &Command::ExpireCertificate, of_age);
    assert_eq!(reserved, Err(wrong_state("reserved")));
}
