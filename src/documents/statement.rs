//! Заявление о предоставлении сертификата: read and signed by the applicant, compared field by field by the clerk.
//!
//! The order of the sections is that of [`crate::domain::Section`], so that paper and screen are read in one pass.

use super::content::{Block, Codes, ConsentBlock, Content, Row, Signature};
use super::{Statement, foot, unconfirmed, words};
use crate::domain::{
    Applicant, Child, Clean, ConsentCode, IdentityDocument, PersonName, Relation, Requisites,
};

pub fn content(statement: &Statement) -> Content {
    let Statement { office, card, .. } = statement;
    let reference = statement.reference;
    let applicant = &card.applicant;
    let mut blocks = vec![
        Block::Head(vec![
            Row::of("Кому", office.organisation.as_str()),
            Row::of("Муниципалитет", office.municipality.as_str()),
            Row::of("От кого", words::full_name(&applicant.name)),
            Row::of(
                "Документ",
                format!(
                    "{}, {}",
                    words::document_kind(applicant.document.kind),
                    words::series_and_number(&applicant.document)
                ),
            ),
        ]),
        Block::Title(
            "ЗАЯВЛЕНИЕ",
            vec![
                "о предоставлении сертификата дополнительного образования".to_owned(),
                format!("№ {} от {}", reference.number, words::date(reference.date)),
            ],
        ),
    ];
    if !statement.confirmed {
        let what = "номера заявления и сертификата";
        blocks.push(Block::Notice(unconfirmed(what)));
    }
    blocks.extend([
        Block::Paragraph(request(applicant.relation).to_owned()),
        Block::Rows(vec![
            Row::of("Номер сертификата", statement.certificate.to_string()).beside(),
            Row::of(
                "Подать до",
                format!("{} включительно", words::date(statement.paper_due)),
            ),
        ]),
        Block::Heading("Ребёнок"),
        Block::Rows(child(&card.child)),
        Block::Heading("Документ ребёнка"),
        Block::Rows(document(&card.child.document)),
        Block::Heading("Заявитель"),
        Block::Rows(applicant_rows(applicant)),
        Block::Heading("Документ заявителя"),
        Block::Rows(document(&applicant.document)),
        Block::Heading("Согласия заявителя"),
    ]);
    blocks.extend(ConsentCode::ALL.map(|code| Block::Consent(consent(statement, code))));
    blocks.extend([
        Block::Heading("Подпись"),
        Block::Paragraph(
            "Сведения, указанные в заявлении, проверены мной и верны. Тексты согласий мной прочитаны.".to_owned(),
        ),
        Block::Signature(Signature {
            who: "Заявитель",
            name: words::initials(&applicant.name),
        }),
        Block::Blanks(
            "Заполняет организация",
            vec![
                ["Номер записи в журнале", "Дата приёма"],
                ["Заявление принял(а)", "Подпись"],
            ],
        ),
    ]);
    Content {
        blocks,
        foot: foot(reference, statement.certificate, office, &statement.made),
        copy: statement.made.copy,
        codes: Codes::Application(Requisites::of(reference, statement.certificate)),
    }
}

fn request(relation: Relation) -> &'static str {
    match relation {
        Relation::SelfApplied => {
            "Прошу предоставить мне сертификат дополнительного образования и внести сведения обо мне в реестр сертификатов."
        }
        _ => {
            "Прошу предоставить сертификат дополнительного образования ребёнку, законным представителем которого я являюсь, \
             и внести сведения о ребёнке в реестр сертификатов."
        }
    }
}

fn name(name: &PersonName) -> Vec<Row> {
    let patronymic = name.patronymic.as_ref().filter(|word| !word.is_empty());
    vec![
        Row::of("Фамилия", name.surname.as_str()),
        Row::of("Имя", name.name.as_str()),
        Row::of("Отчество", patronymic.map_or("нет", Clean::as_str)),
    ]
}

fn child(child: &Child) -> Vec<Row> {
    let mut rows = name(&child.name);
    let snils = child.snils.as_ref().filter(|snils| !snils.is_empty());
    rows.push(Row::of("Дата рождения", words::date(child.birth_date)).beside());
    rows.push(Row::of("СНИЛС", snils.map_or("не указан", Clean::as_str)));
    rows.extend(filled("Адрес регистрации", &child.address));
    rows.push(Row::of("Категория", words::category(child.category)));
    rows
}

fn applicant_rows(applicant: &Applicant) -> Vec<Row> {
    let mut rows = name(&applicant.name);
    rows.push(Row::of("Кем приходится", words::relation(applicant.relation)).beside());
    if let Some(birth) = applicant.birth_date {
        rows.push(Row::of("Дата рождения", words::date(birth)));
    }
    rows.extend(filled("Адрес регистрации", &applicant.address));
    let phone = applicant.phone.as_ref().filter(|phone| !phone.is_empty());
    let email = applicant.email.as_ref().filter(|email| !email.is_empty());
    rows.push(Row::of("Телефон", phone.map_or("не указан", Clean::as_str)).beside());
    rows.push(Row::of("Эл. почта", email.map_or("нет", Clean::as_str)));
    rows
}

fn document(document: &IdentityDocument) -> Vec<Row> {
    let mut rows = vec![Row::of(
        "Вид документа",
        words::document_kind(document.kind),
    )];
    rows.extend(filled("Серия", &document.series).map(Row::beside));
    rows.extend(filled("Номер", &document.number));
    rows.push(Row::of("Дата выдачи", words::date(document.issued_at)).beside());
    if let Some(code) = &document.department_code {
        rows.extend(filled("Код подразделения", code));
    }
    rows.extend(filled("Кем выдан", &document.issuer));
    rows
}

/// A row that is left out when there is nothing to say.
fn filled(label: &'static str, value: &Clean) -> Option<Row> {
    (!value.as_str().trim().is_empty()).then(|| Row::of(label, value.as_str()))
}

fn consent(statement: &Statement, code: ConsentCode) -> ConsentBlock {
    let Some((consent, text)) = statement
        .consents
        .iter()
        .find(|(consent, _)| consent.code == code)
    else {
        return ConsentBlock {
            title: words::consent(code),
            paragraphs: Vec::new(),
            given: false,
            remark: "Не дано.".to_owned(),
        };
    };
    let at = statement.office.zone.local(consent.given_at);
    let mode = consent
        .ticked
        .map(|ticked| words::consent_mode(ticked.mode));
    ConsentBlock {
        title: text.title.to_string(),
        paragraphs: text.text.paragraphs().map(|p| p.to_string()).collect(),
        given: true,
        remark: format!(
            "Дано {} в {}{}; редакция текста {}.",
            words::date(at.date()),
            at.format("%H:%M"),
            mode.map(|mode| format!(", {mode}")).unwrap_or_default(),
            consent.text_version
        ),
    }
}
