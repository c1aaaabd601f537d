//! Заявление на смену группы: from which group, into which one of the same module.

use super::{GroupChange, applicant, contract_rows, initials, schedule, span};
use crate::documents::content::{Block, Content, Row, Signature};

pub fn content(change: &GroupChange) -> Content {
    let GroupChange {
        learning,
        family,
        to,
    } = change;
    let family = family.as_ref();
    let office = &learning.office;
    let blocks = vec![
        Block::Head(vec![
            Row::of("Кому", office.organisation.as_str()),
            Row::of("Муниципалитет", office.municipality.as_str()),
            Row::of("От кого", applicant(family)),
        ]),
        Block::Title(
            "ЗАЯВЛЕНИЕ",
            vec!["о переводе в другую группу того же модуля".to_owned()],
        ),
        Block::Heading("Договор"),
        Block::Rows(contract_rows(learning, family)),
        Block::Heading("Просьба"),
        Block::Paragraph(
            "Прошу перевести ребёнка в другую группу. Мне разъяснено, что договор и стоимость обучения остаются прежними и что \
             переводят, если в группе есть место."
                .to_owned(),
        ),
        Block::Rows(vec![Row::of("Из группы", learning.group.as_str())]),
        Block::Heading("Новая группа"),
        Block::Rows(vec![
            Row::of("В группу", to.name.as_str()),
            Row::of("Период", span(to.period)),
        ]),
        Block::Rows(schedule(&to.schedule)),
        Block::Heading("Подпись"),
        Block::Signature(Signature {
            who: "Заказчик",
            name: initials(family),
        }),
        Block::Blanks(
            "Заполняет организация",
            vec![
                ["Номер записи в журнале", "Дата приёма"],
                ["В группе с", "Подпись"],
            ],
        ),
    ];
    Content {
        blocks,
        foot: learning.foot(),
        copy: learning.made.copy,
        codes: learning.codes(),
    }
}
