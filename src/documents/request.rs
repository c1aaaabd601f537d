//! Заявления, которые семья подписывает после подачи: об отзыве, об изменении данных, о повторной выдаче выписки, о
//! приостановлении, возобновлении, исключении и переводе. One sheet each, all of one make.
//!
//! What this desk doesn't know of the family is left as a line to be written by hand, never guessed.

use super::content::{Block, Codes, Content, Row, Signature};
use super::{Request, foot, words};
use crate::domain::{Clean, Field, PrintedForm, ReissueReason, Requisites};

/// What the family asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    Withdrawal,
    /// In the order of the form.
    Change(Vec<Change>),
    Reissue(ReissueReason),
    Suspension,
    Restoration,
    Exclusion,
    /// The municipality that goes on with the certificate.
    Transfer(Clean),
}

/// A value as it was and as it is to be, as it would be typed into the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub field: Field,
    /// `None` where this desk doesn't know it.
    pub before: Option<Clean>,
    pub after: Clean,
}

impl Asked {
    #[must_use]
    pub fn form(&self) -> PrintedForm {
        match self {
            Self::Withdrawal => PrintedForm::WithdrawalRequest,
            Self::Change(_) => PrintedForm::ChangeRequest,
            Self::Reissue(_) => PrintedForm::ReissueRequest,
            Self::Suspension => PrintedForm::SuspensionRequest,
            Self::Restoration => PrintedForm::RestorationRequest,
            Self::Exclusion => PrintedForm::ExclusionRequest,
            Self::Transfer(_) => PrintedForm::TransferRequest,
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::Withdrawal => {
                "об отзыве заявления о предоставлении сертификата дополнительного образования"
            }
            Self::Change(_) => {
                "об изменении данных в реестре сертификатов дополнительного образования"
            }
            Self::Reissue(_) => {
                "о повторной выдаче выписки из реестра сертификатов дополнительного образования"
            }
            Self::Suspension => {
                "о приостановлении действия сертификата дополнительного образования"
            }
            Self::Restoration => "о возобновлении действия сертификата дополнительного образования",
            Self::Exclusion => "об исключении из реестра сертификатов дополнительного образования",
            Self::Transfer(_) => {
                "о переводе сертификата дополнительного образования в другой муниципалитет"
            }
        }
    }

    /// The request itself, and what the family has to know before it signs.
    fn says(&self) -> Vec<String> {
        let texts: &[&str] = match self {
            Self::Withdrawal => &[
                "Прошу не рассматривать поданное мною заявление о предоставлении сертификата дополнительного образования.",
                "Мне разъяснено, что номер сертификата, отведённый по этому заявлению, действовать не будет и что новое \
                 заявление можно подать в любое время.",
            ],
            Self::Change(_) => &[
                "Прошу внести в реестр сертификатов дополнительного образования следующие изменения. Документы, которые их \
                 подтверждают, предъявлены.",
            ],
            Self::Reissue(_) => &[
                "Прошу выдать выписку из реестра сертификатов дополнительного образования повторно.",
                "Мне разъяснено, что номер сертификата остаётся прежним, а прежний пароль для входа в личный кабинет \
                 перестаёт действовать.",
            ],
            Self::Suspension => &[
                "Прошу приостановить действие сертификата дополнительного образования.",
                "Мне разъяснено, что по приостановленному сертификату нельзя записать ребёнка на программы и что действие \
                 сертификата возобновляют по моему заявлению.",
            ],
            Self::Restoration => {
                &["Прошу возобновить действие сертификата дополнительного образования."]
            }
            Self::Exclusion => &[
                "Прошу исключить сертификат дополнительного образования из реестра.",
                "Мне разъяснено, что исключённый сертификат не возобновляют: чтобы получить сертификат снова, подают новое \
                 заявление.",
            ],
            Self::Transfer(_) => &[
                "Прошу передать сертификат дополнительного образования на обслуживание в другой муниципалитет.",
                "Мне разъяснено, что номер сертификата и пароль для входа в личный кабинет остаются прежними.",
            ],
        };
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn rows(&self) -> Option<Vec<Row>> {
        match self {
            Self::Change(changes) => Some(changes.iter().map(change).collect()),
            Self::Reissue(reason) => {
                let reason = words::reissue_reason(*reason);
                Some(vec![Row::of("Причина", reason)])
            }
            Self::Transfer(to) => Some(vec![Row::of("Новый муниципалитет", to.as_str())]),
            _ => None,
        }
    }
}

fn change(change: &Change) -> Row {
    let value = |text: &Clean| match words::typed(change.field, text.as_str()) {
        told if told.is_empty() => "не указано".to_owned(),
        told => told,
    };
    let after = value(&change.after);
    let text = match &change.before {
        Some(before) => format!("было: {}; стало: {after}", value(before)),
        None => format!("стало: {after}"),
    };
    Row::of(words::field(change.field), text)
}

pub fn content(request: &Request) -> Content {
    let Request { office, asked, .. } = request;
    let applicant = request.applicant.as_ref();
    let applicant_name = applicant.map_or_else(|| words::BY_HAND.to_owned(), words::full_name);
    let mut blocks = vec![
        Block::Head(vec![
            Row::of("Кому", office.organisation.as_str()),
            Row::of("Муниципалитет", office.municipality.as_str()),
            Row::of("От кого", applicant_name),
        ]),
        Block::Title("ЗАЯВЛЕНИЕ", vec![asked.title().to_owned()]),
        Block::Heading("Сертификат"),
        Block::Rows(holder(request)),
        Block::Heading("Просьба"),
    ];
    blocks.extend(asked.says().into_iter().map(Block::Paragraph));
    blocks.extend(asked.rows().map(Block::Rows));
    blocks.extend([
        Block::Signature(Signature {
            who: "Заявитель",
            name: applicant.map(words::initials).unwrap_or_default(),
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
        foot: foot(
            request.reference,
            request.certificate,
            office,
            &request.made,
        ),
        copy: request.made.copy,
        codes: Codes::Application(Requisites::of(request.reference, request.certificate)),
    }
}

fn holder(request: &Request) -> Vec<Row> {
    let child = request.child.as_ref();
    let birth = request.birth_date.map(words::date);
    vec![
        Row::of("Номер сертификата", request.certificate.to_string()).beside(),
        Row::of("Номер заявления", request.reference.number.to_string()),
        Row::of(
            "Ребёнок",
            child.map_or_else(|| words::BY_HAND.to_owned(), words::full_name),
        ),
        Row::of(
            "Дата рождения",
            birth.unwrap_or_else(|| words::BY_HAND_SHORT.to_owned()),
        ),
    ]
}
