//! Уведомление о расторжении договора: by the family or by the organisation. Says on which day the contract ends, and what
//! nobody pays any more.

use super::{Family, Learning, TerminationNotice, applicant, contract_rows, initials, money};
use crate::documents::content::{Block, Content, Row, Signature};
use crate::documents::words;
use crate::domain::enrolment::{Party, Termination};

pub fn content(notice: &TerminationNotice) -> Content {
    let TerminationNotice {
        learning,
        family,
        termination,
    } = notice;
    let family = family.as_ref();
    let mut blocks = opening(learning, family, termination.by);
    blocks.extend(learning.unconfirmed(UNCONFIRMED));
    blocks.extend([
        Block::Heading("Договор"),
        Block::Rows(contract_rows(learning, family)),
        Block::Heading("Расторжение"),
        Block::Paragraph(said(termination.by).to_owned()),
        Block::Rows(rows(termination)),
    ]);
    let given_back = money::given_back(learning, termination.effective);
    if !given_back.is_empty() {
        blocks.extend([Block::Heading("Расчёты"), Block::Rows(given_back)]);
    }
    blocks.extend(closing(learning, family, termination.by));
    Content {
        blocks,
        foot: learning.foot(),
        copy: learning.made.copy,
        codes: learning.codes(),
    }
}

const UNCONFIRMED: &str = "Напечатано без связи с реестром. Реестр ещё не принял расторжение; если примет его с другой датой или не \
                           примет, организация сообщит об этом и напечатает уведомление заново.";

fn opening(learning: &Learning, family: Option<&Family>, by: Party) -> Vec<Block> {
    let office = &learning.office;
    let (head, line) = match by {
        Party::Family => (
            vec![
                Row::of("Кому", office.organisation.as_str()),
                Row::of("Муниципалитет", office.municipality.as_str()),
                Row::of("От кого", applicant(family)),
            ],
            "о расторжении договора об образовании по инициативе заказчика",
        ),
        Party::Organisation => (
            vec![
                Row::of("Организация", office.organisation.as_str()),
                Row::of("Муниципалитет", office.municipality.as_str()),
                Row::of("Кому", applicant(family)),
            ],
            "о расторжении договора об образовании по инициативе организации",
        ),
    };
    vec![
        Block::Head(head),
        Block::Title("УВЕДОМЛЕНИЕ", vec![line.to_owned()]),
    ]
}

fn said(by: Party) -> &'static str {
    match by {
        Party::Family => {
            "Уведомляю о расторжении договора. Мне разъяснено, что договор действует, занятия проводятся и оплачиваются по \
             последний день, указанный ниже."
        }
        Party::Organisation => {
            "Организация уведомляет о расторжении договора. Договор действует, занятия проводятся и оплачиваются по последний \
             день, указанный ниже."
        }
    }
}

fn rows(termination: &Termination) -> Vec<Row> {
    let mut rows = vec![Row::of(
        "Причина",
        words::terminate_reason(termination.reason),
    )];
    rows.extend(words::explained(&termination.text));
    rows.extend([
        Row::of("Дата уведомления", words::date(termination.notice)).beside(),
        Row::of("Последний день", words::date(termination.effective)),
    ]);
    rows
}

fn closing(learning: &Learning, family: Option<&Family>, by: Party) -> Vec<Block> {
    match by {
        Party::Family => vec![
            Block::Signature(Signature {
                who: "Заказчик",
                name: initials(family),
            }),
            Block::Blanks(
                "Заполняет организация",
                vec![
                    ["Номер записи в журнале", "Дата приёма"],
                    ["Уведомление принял(а)", "Подпись"],
                ],
            ),
        ],
        Party::Organisation => vec![
            Block::Paragraph(
                "Расторжение можно обжаловать в организации, в уполномоченном органе муниципалитета или в суде."
                    .to_owned(),
            ),
            Block::Heading("Подписи"),
            Block::Signature(Signature {
                who: "Сотрудник",
                name: learning.made.clerk.to_string(),
            }),
            Block::Signature(Signature {
                who: "Получил(а)",
                name: initials(family),
            }),
        ],
    }
}
