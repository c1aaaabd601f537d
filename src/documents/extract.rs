//! Выписка из реестра сертификатов: what the family takes home, with the password of its account where it goes to paper.

use super::content::{Block, Codes, Content, Row, Signature};
use super::{RegisterExtract, foot, unconfirmed, words};
use crate::domain::{FamilyPassword, Requisites};

pub fn content(extract: &RegisterExtract, password: Option<&FamilyPassword>) -> Content {
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
    if !extract.confirmed {
        blocks.push(Block::Notice(not_confirmed(extract.active)));
    }
    if !extract.active {
        blocks.push(Block::Notice(
            "Сертификат ещё не активирован: записать по нему ребёнка на программы нельзя. Его активируют после приёма и \
             проверки подписанного заявления."
                .to_owned(),
        ));
    }
    if extract.suspended {
        blocks.push(Block::Notice(
            "Действие сертификата приостановлено: записать по нему ребёнка на программы нельзя, пока его не возобновят."
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
            Row::of("Состояние", state(extract)),
        ]),
        Block::Heading("Вход в личный кабинет"),
    ]);
    blocks.extend(account(&number, password));
    blocks.extend([
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
        codes: Codes::Application(Requisites::of(extract.reference, extract.certificate)),
    }
}

/// Login and password, and what the family has to know of them.
fn account(number: &str, password: Option<&FamilyPassword>) -> [Block; 2] {
    let secret = "Никому его не сообщайте: сотрудники организации его не спрашивают.";
    let Some(password) = password else {
        return [
            Block::Rows(vec![
                Row::of("Логин", number),
                Row::of("Пароль", "печатается только на бумаге"),
            ]),
            Block::Paragraph(format!(
                "Логином служит номер сертификата. Пароль указан на бумажной выписке, которую выдаёт организация. {secret}"
            )),
        ];
    };
    [
        Block::Large(vec![
            Row::of("Логин", number),
            Row::of("Пароль", password.grouped().as_str()),
        ]),
        Block::Paragraph(format!(
            "Пароль показан один раз, на этой выписке: ни организация, ни реестр его не хранят. Он действует после того, как \
             реестр подтвердит выдачу; пароль с прежней выписки тогда больше не действует. {secret} Если выписка утеряна, \
             организация напечатает другую, с другим паролем."
        )),
    ]
}

fn not_confirmed(active: bool) -> String {
    if active {
        unconfirmed("активацию: сертификат активирован в организации")
    } else {
        unconfirmed("номер сертификата")
    }
}

fn state(extract: &RegisterExtract) -> &'static str {
    match (extract.active, extract.confirmed) {
        _ if extract.suspended => "приостановлен",
        (true, true) => "активирован",
        (true, false) => "активирован в организации, реестр ещё не подтвердил",
        (false, _) => "не активирован",
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
