//! Every value has its word in both languages, and every refusal a sentence.

use super::*;
use crate::domain::funding::{Agreement, CertificateGroup, CertificateGroupId, Period, PeriodId};
use crate::domain::money::{Kopecks, Span};
use crate::domain::programme::{Ages, GapField, GroupId, ModuleId};
use crate::domain::{
    AccountCommand, Command, EnrolmentCommand, FundingCommand, OrganisationId, ProgrammeCommand,
    Refusal,
};
use crate::i18n::Language;
use crate::tui::captions;

fn both() -> [Texts; 2] {
    Language::ALL.map(Texts::new)
}

/// A key that has no text comes back as it is.
fn assert_text(text: &str) {
    let key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_:.".contains(c);
    let looks_like_key = text.contains('-') && text.chars().all(key);
    assert!(!looks_like_key && !text.is_empty(), "no text: {text}");
    assert!(!text.contains("{$"), "a variable is missing: {text}");
}

#[test]
fn every_value_has_its_word() {
    let refused = ProgrammeState::Refused {
        reason: ProgrammeRefuseReason::Price,
        text: Clean::default(),
    };
    for t in &both() {
        for state in [
            RequestState::New,
            RequestState::Confirmed,
            RequestState::Concluded,
            RequestState::Terminated(Ending::Completed),
            RequestState::Refused(RequestRefuseReason::Age),
        ] {
            assert_text(&request_state(t, state));
            let short = request_state_short(t, state);
            assert_text(&short);
            assert!(short.chars().count() <= 12, "{short}");
        }
        for state in [
            ProgrammeState::Draft,
            ProgrammeState::OnReview,
            ProgrammeState::Published,
            refused.clone(),
            ProgrammeState::Archived,
        ] {
            assert_text(&programme_state(t, &state));
            let short = programme_state_short(t, &state);
            assert_text(&short);
            assert!(short.chars().count() <= 12, "{short}");
        }
        for value in [Ending::Completed, Ending::ByFamily, Ending::ByOrganisation] {
            assert_text(&ending(t, value));
        }
        for value in [Party::Family, Party::Organisation] {
            assert_text(&party(t, value));
        }
        let words = [
            ProgrammeRegister::ALL
                .iter()
                .map(|v| register(t, *v))
                .collect::<Vec<_>>(),
            Direction::ALL.iter().map(|v| direction(t, *v)).collect(),
            StudyForm::ALL.iter().map(|v| study_form(t, *v)).collect(),
            Health::ALL.iter().map(|v| health(t, *v)).collect(),
            ProgrammeRefuseReason::ALL
                .iter()
                .map(|v| programme_refuse_reason(t, *v))
                .collect(),
            RequestRefuseReason::ALL
                .iter()
                .map(|v| request_refuse_reason(t, *v))
                .collect(),
            TerminateReason::ALL
                .iter()
                .map(|v| terminate_reason(t, *v))
                .collect(),
            GapField::ALL
                .iter()
                .map(|v| gap(t, &Clean::from(Gap::of(*v))))
                .collect(),
            ["period", "nominal", "sum_limit", "agreement_number"]
                .iter()
                .map(|code| gap(t, &Clean::new(code)))
                .collect(),
        ];
        words.iter().flatten().for_each(|text| assert_text(text));
    }
}

fn every_refusal() -> Vec<EnrolmentRefusal> {
    use EnrolmentRefusal as R;
    let ages = Ages { from: 7, to: 12 };
    let places = Gap::of_group(ModuleId(2), GroupId(5), GapField::Places);
    vec![
        R::NotPublished,
        R::EnrolmentClosed,
        R::GroupArchived,
        R::GroupFull,
        R::ProgrammeFull,
        R::OrganisationFull,
        R::NoAgreement,
        R::NoPeriod,
        R::DaysOutside,
        R::NoFunds,
        R::NoCertificateGroup,
        R::CertificateGroupFull,
        R::SecondRequest,
        R::CertificateState("reserved".into()),
        R::OutsideAges { age: 5, ages },
        R::ContractNumber,
        R::ContractNumberTaken,
        R::ContractDate,
        R::EndsAlready,
        R::NotOver,
        R::OtherModule,
        R::PriceBounds(Kopecks(600_000)),
        R::PriceMissing,
        R::NoPrices,
        R::GroupMissing,
        R::ReviewNeeded,
        R::NoReview,
        R::Incomplete(vec![Gap::of(GapField::Name).into(), places.into()]),
        R::InUse(3),
        R::PeriodsOverlap,
        R::LimitBelowUse(4),
        R::Unknown,
        R::Percent,
    ]
}

#[test]
fn every_refusal_has_its_sentence() {
    for t in &both() {
        for why in every_refusal() {
            assert_text(&captions::refusal(t, &Refusal::Enrolment(why)));
        }
    }
}

#[test]
fn a_refusal_says_what_it_is_about() {
    let russian = Texts::new(Language::Russian);
    let said = |why| captions::refusal(&russian, &Refusal::Enrolment(why));
    let refusals = every_refusal();
    let about = |code: &str| {
        let mut all = refusals.iter();
        said(all.find(|why| why.code() == code).unwrap().clone())
    };
    assert_eq!(
        about("certificate_state"),
        "С этим сертификатом записаться нельзя. Посмотрите его состояние. Состояние: Зарезервирован, не активирован."
    );
    assert_eq!(
        about("outside_ages"),
        "Возраст ребёнка не подходит для программы. Выберите другую программу. На первый день занятий ребёнку 5 лет, программа принимает детей от 7 до 12 лет."
    );
    assert_eq!(
        about("price_bounds"),
        "Такая цена недопустима. Укажите цену больше нуля и не выше предельной. Предельная цена: 6\u{a0}000,00 ₽."
    );
    assert_eq!(
        about("incomplete"),
        "Заполнено не всё или есть ошибки. Исправьте. Поля: Название программы; модуль 2, группа 5: Места."
    );
    let strange = said(EnrolmentRefusal::CertificateState("melted".into()));
    assert!(!strange.contains("melted"), "{strange}");
}

#[test]
fn every_act_has_its_name() {
    let day = crate::domain::samples::day(2026, 9, 1);
    let days = Span {
        first: day,
        last: day,
    };
    let period = Period {
        id: PeriodId(2026),
        days,
    };
    let acts: Vec<Command> = [
        ProgrammeCommand::SendProgramme,
        ProgrammeCommand::PublishProgramme,
        ProgrammeCommand::ApproveProgramme,
        ProgrammeCommand::RefuseProgramme {
            reason: ProgrammeRefuseReason::Price,
            text: Clean::default(),
        },
        ProgrammeCommand::ReviseProgramme,
        ProgrammeCommand::ArchiveProgramme,
        ProgrammeCommand::SetEnrolment {
            modules: Vec::new(),
            open: true,
        },
        ProgrammeCommand::SetPrice {
            module: ModuleId(1),
            price: Kopecks(1),
        },
        ProgrammeCommand::ArchiveGroup {
            module: ModuleId(1),
            group: GroupId(1),
        },
    ]
    .map(Command::Programme)
    .into_iter()
    .chain(
        [
            EnrolmentCommand::ConfirmRequest,
            EnrolmentCommand::RefuseRequest {
                reason: RequestRefuseReason::Age,
                text: Clean::default(),
            },
            EnrolmentCommand::WithdrawRequest,
            EnrolmentCommand::Conclude {
                contract_number: "1".into(),
                date: day,
                statement_received: day,
            },
            EnrolmentCommand::Terminate {
                by: Party::Family,
                reason: TerminateReason::Moved,
                text: Clean::default(),
                notice: day,
            },
            EnrolmentCommand::ChangeGroup { group: GroupId(1) },
            EnrolmentCommand::Complete,
            EnrolmentCommand::ExpireOffer { due: day },
            EnrolmentCommand::PayMonths,
        ]
        .map(Command::Enrolment),
    )
    .chain(
        [
            FundingCommand::SetPeriod { period },
            FundingCommand::SetCertificateGroup {
                group: CertificateGroup {
                    id: CertificateGroupId(1),
                    name: "а".into(),
                    nominals: Vec::new(),
                    certificates_limit: None,
                    sum_limit: None,
                },
            },
            FundingCommand::SetAgreement {
                agreement: Agreement {
                    organisation: OrganisationId(60),
                    period: PeriodId(2026),
                    number: "1".into(),
                    date: day,
                    limit: None,
                    active: true,
                },
            },
            FundingCommand::SetPricePercent { percent: 150 },
        ]
        .map(Command::Funding),
    )
    .chain(
        [
            AccountCommand::AssignGroup {
                group: CertificateGroupId(1),
            },
            AccountCommand::JoinWaitingList,
            AccountCommand::LeaveWaitingList,
            AccountCommand::ReturnToAccounting { due: day },
        ]
        .map(Command::Account),
    )
    .collect();
    for t in &both() {
        for act in &acts {
            assert_text(&captions::command(t, act));
        }
        for code in ["save_programme", "save_group", "enrol"] {
            assert_text(&t.get(&key("command", code)));
        }
    }
}
