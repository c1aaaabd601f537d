//! Заявление о зачислении: accepts the offer, says that the family has read what it has to, and consents; each is signed
//! on its own.

use super::{
    EnrolmentStatement, Family, Learning, PLACE_UNCONFIRMED, applicant, child, initials, money,
    told,
};
use crate::documents::content::{Block, Content, Row, Signature};
use crate::documents::words;
use crate::domain::{Clean, Kopecks};

pub fn content(statement: &EnrolmentStatement) -> Content {
    let EnrolmentStatement { learning, family } = statement;
    let family = family.as_ref();
    let office = &learning.office;
    let mut blocks = vec![
        Block::Head(vec![
            Row::of("Кому", office.organisation.as_str()),
            Row::of("Муниципалитет", office.municipality.as_str()),
            Row::of("От кого", applicant(family)),
        ]),
        Block::Title(
            "ЗАЯВЛЕНИЕ",
            vec![
                "о зачислении на обучение по дополнительной общеобразовательной программе"
                    .to_owned(),
            ],
        ),
    ];
    blocks.extend(learning.unconfirmed(PLACE_UNCONFIRMED));
    blocks.extend([
        Block::Paragraph(
            "Прошу зачислить ребёнка на обучение по программе и в группу, которые указаны ниже, на условиях договора-оферты."
                .to_owned(),
        ),
        Block::Heading("Обучение"),
        Block::Rows(subject(learning)),
        Block::Heading("Заказчик"),
        Block::Rows(customer(family)),
        Block::Heading("Обучающийся"),
        Block::Rows(trainee(learning, family)),
    ]);
    if let Some(cost) = &learning.cost {
        let table = money::table(cost, learning.days, learning.financed());
        blocks.extend([Block::Heading("Оплата по месяцам"), Block::Table(table)]);
    }
    for (heading, text) in [
        ("Принятие оферты", acceptance(learning)),
        ("Ознакомление", READ.to_owned()),
        (
            "Согласие на обработку персональных данных",
            CONSENT.to_owned(),
        ),
    ] {
        blocks.extend([
            Block::Heading(heading),
            Block::Paragraph(text),
            Block::Signature(Signature {
                who: "Заказчик",
                name: initials(family),
            }),
        ]);
    }
    blocks.push(Block::Blanks(
        "Заполняет организация",
        vec![
            ["Договор №", "Дата договора"],
            ["Заявление принял(а)", "Подпись"],
        ],
    ));
    Content {
        blocks,
        foot: learning.foot(),
        copy: learning.made.copy,
        codes: learning.codes(),
    }
}

fn subject(learning: &Learning) -> Vec<Row> {
    let mut rows = learning.subject();
    rows.push(Row::of("Договор-оферта", learning.contract_number()));
    rows
}

fn customer(family: Option<&Family>) -> Vec<Row> {
    let applicant = family.map(|family| &family.card.applicant);
    vec![
        Row::of("Фамилия, имя, отчество", super::applicant(family)),
        Row::of(
            "Телефон",
            told(applicant.and_then(|applicant| applicant.phone.as_ref())),
        ),
    ]
    .into_iter()
    .chain(home(applicant.map(|applicant| &applicant.address)))
    .collect()
}

/// The register knows no telephone of a child.
fn trainee(learning: &Learning, family: Option<&Family>) -> Vec<Row> {
    let known = family.map(|family| &family.card.child);
    let birth = known.map_or_else(
        || words::BY_HAND_SHORT.to_owned(),
        |child| words::date(child.birth_date),
    );
    vec![
        Row::of("Фамилия, имя, отчество", child(family)),
        Row::of("Дата рождения", birth).beside(),
        Row::of("Сертификат", format!("№ {}", learning.certificate)),
        Row::of("Телефон", told(None)),
    ]
    .into_iter()
    .chain(home(known.map(|child| &child.address)))
    .collect()
}

/// An address that is written by hand takes two lines.
fn home(address: Option<&Clean>) -> Vec<Row> {
    let mut rows = vec![Row::of("Место жительства", told(address))];
    if rows.iter().any(|row| row.value == words::BY_HAND) {
        rows.push(Row::of("", words::BY_HAND));
    }
    rows
}

fn acceptance(learning: &Learning) -> String {
    let certificate = learning.certificate;
    let paid = match &learning.cost {
        None => "Обучение бесплатное.".to_owned(),
        Some(cost) if money::parents(cost) > Kopecks(0) => format!(
            "Мне известно, что из моих средств оплачивается {}, ежемесячно не позднее 10-го числа следующего месяца.",
            words::rubles(money::parents(cost))
        ),
        Some(_) => "Обучение полностью оплачивает сертификат.".to_owned(),
    };
    format!(
        "Договор-оферту я прочитал(а) и принимаю полностью; подписав это заявление, я заключаю договор. Обязуюсь следить за \
         сообщениями о договоре в личном кабинете сертификата №\u{a0}{certificate}. {paid}"
    )
}

const READ: &str = "С программой, правилами приёма и расписанием, со свидетельством о государственной регистрации организации, её \
                    уставом и лицензией на образовательную деятельность я ознакомлен(а).";

const CONSENT: &str = "На основании статьи 9 Федерального закона от 27.07.2006 № 152-ФЗ «О персональных данных» разрешаю \
                       организации и уполномоченному органу собирать, хранить, уточнять, использовать, передавать друг другу и \
                       уничтожать сведения обо мне и о ребёнке, указанные в этом заявлении, чтобы обучать ребёнка и \
                       рассчитываться за обучение. Согласие действует, пока действует договор и хранятся документы о нём; его \
                       можно отозвать письменно.";
