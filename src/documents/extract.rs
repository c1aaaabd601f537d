//! Выписка из реестра сертификатов: what the family takes home. Never holds a password.

use super::content::{Block, Content, Row, Signature};
use super::{RegisterExtract, foot, words};
use crate::domain::Requisites;

pub fn content(extract: &RegisterExtract) -> Content {
    let RegisterExtract { office, made, .. } = extract;
    let ends = words::date(words::eighteenth_birthday(extract.birth_date));
    let number = extract.certificate.to_string();
    let mut blocks = vec![
        Block::Head(vec![
            Row::of("Организация", office.organisation.as_str()),
            Row::of("Муниципалитет", office.municipality.as_str()),
            Row::of(
                "Основание",
                format!(
                    "заявление № {} от {}",
                    extract.reference.number,
                    words::date(extract.reference.date)
                ),
            ),
        ]),
        Block::Title(
            "ВЫПИСКА",
            vec!["из реестра сертификатов дополнительного образования".to_owned()],
        ),
        Block::Number(Row::of("Номер сертификата", &*number)),
    ];
    if !extract.active {
        blocks.push(Block::Notice(
            "Сертификат ещё не активирован: записать по нему ребёнка на программы нельзя. Организация активирует его, \
             когда примет и проверит подписанное заявление."
                .to_owned(),
        ));
    }
    blocks.extend([
        Block::Heading("Сведения реестра"),
        Block::Rows(vec![
            Row::of("Вид сертификата", words::certificate_kind(extract.kind)),
            Row::of("Выдан", words::full_name(&extract.child)),
            Row::of("Дата рождения", words::date(extract.birth_date)),
            Row::of("Действует", validity(extract.active, &ends)),
            Row::of("Состояние", if extract.active { "активирован" } else { "не активирован" }),
        ]),
        Block::Heading("Вход в личный кабинет"),
        Block::Rows(vec![Row::of("Логин", &*number)]),
        Block::Paragraph(
            "Логином служит номер сертификата. Пароль в выписке не указывают: никому его не сообщайте, сотрудники \
             организации его не спрашивают."
                .to_owned(),
        ),
        Block::Heading("Выписку выдал(а)"),
        Block::Signature(Signature {
            who: "Сотрудник",
            name: made.clerk.to_string(),
        }),
    ]);
    Content {
        blocks,
        foot: foot(extract.reference, extract.certificate, office, made),
        copy: made.copy,
        requisites: Requisites::of(extract.reference, extract.certificate),
    }
}

fn validity(active: bool, ends: &str) -> String {
    let from = if active {
        ""
    } else {
        "после активации "
    };
    format!("{from}до {ends} (день 18-летия)")
}
