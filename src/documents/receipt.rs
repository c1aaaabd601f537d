//! Расписка о приёме заявления: what the family can show when it asks what became of its paper.

use super::content::{Block, Codes, Content, Row, Signature};
use super::{Receipt, foot, unconfirmed, words};
use crate::domain::Requisites;

pub fn content(receipt: &Receipt) -> Content {
    let Receipt { office, intake, .. } = receipt;
    let reference = receipt.reference;
    let mut blocks = vec![
        Block::Head(vec![
            Row::of("Организация", office.organisation.as_str()),
            Row::of("Муниципалитет", office.municipality.as_str()),
        ]),
        Block::Title(
            "РАСПИСКА",
            vec![
                "о приёме заявления о предоставлении сертификата дополнительного образования"
                    .to_owned(),
            ],
        ),
    ];
    if !receipt.confirmed {
        blocks.push(Block::Notice(unconfirmed("приём заявления")));
    }
    blocks.extend([
        Block::Heading("Запись в журнале"),
        Block::Rows(vec![
            Row::of("Номер записи", intake.journal_number.as_str()).beside(),
            Row::of("Дата приёма", words::date(intake.date)),
        ]),
        Block::Heading("Заявление"),
        Block::Rows(vec![
            Row::of("Номер заявления", reference.number.to_string()).beside(),
            Row::of("Дата заявления", words::date(reference.date)),
            Row::of("Номер сертификата", receipt.certificate.to_string()),
            Row::of("Подал(а)", words::full_name(&receipt.applicant)),
            Row::of("Ребёнок", words::full_name(&receipt.child)),
        ]),
        Block::Heading("Заявление принял(а)"),
        Block::Signature(Signature {
            who: "Сотрудник",
            name: receipt.accepted_by.to_string(),
        }),
    ]);
    Content {
        blocks,
        foot: foot(reference, receipt.certificate, office, &receipt.made),
        copy: receipt.made.copy,
        codes: Codes::Application(Requisites::of(reference, receipt.certificate)),
    }
}
