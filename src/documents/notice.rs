//! Что даёт семье организация: уведомление о возврате, уведомление об отказе, решение об объединении сертификатов.
//!
//! Tells what was decided, why, and what the family can do next. Values that differ are named by their fields, never
//! printed: the paper may be read by others than the family.

use chrono::NaiveDate;

use super::content::{Block, Codes, Content, Row, Signature};
use super::{Notice, foot, words};
use crate::domain::{
    CertificateNumber, Clean, Field, PrintedForm, RejectReason, Requisites, ReturnReason,
};

/// What the office tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    Return {
        reason: ReturnReason,
        text: Clean,
        /// What differs from the documents, in the order of the form.
        fields: Vec<Field>,
        /// A returned application whose date has passed is bound by none.
        until: Option<NaiveDate>,
    },
    Rejection {
        reason: RejectReason,
        text: Clean,
    },
    /// The number that stays in force.
    Merge(CertificateNumber),
}

impl Told {
    #[must_use]
    pub fn form(&self) -> PrintedForm {
        match self {
            Self::Return { .. } => PrintedForm::ReturnNotice,
            Self::Rejection { .. } => PrintedForm::RejectionNotice,
            Self::Merge(_) => PrintedForm::MergeDecision,
        }
    }

    fn title(&self) -> Block {
        let (title, line) = match self {
            Self::Return { .. } => (
                "УВЕДОМЛЕНИЕ",
                "о возврате заявления о предоставлении сертификата дополнительного образования",
            ),
            Self::Rejection { .. } => (
                "УВЕДОМЛЕНИЕ",
                "об отказе в предоставлении сертификата дополнительного образования",
            ),
            Self::Merge(_) => (
                "РЕШЕНИЕ",
                "об объединении сертификатов дополнительного образования одного ребёнка",
            ),
        };
        Block::Title(title, vec![line.to_owned()])
    }

    fn blocks(&self, own: CertificateNumber) -> Vec<Block> {
        match self {
            Self::Return {
                reason,
                text,
                fields,
                until,
            } => {
                let mut rows = vec![Row::of("Причина", words::return_reason(*reason))];
                rows.extend(words::explained(text));
                if !fields.is_empty() {
                    let fields: Vec<&str> = fields.iter().map(|f| words::field(*f)).collect();
                    rows.push(Row::of("Исправить", fields.join("; ")));
                }
                let day = |until| format!("до {} включительно", words::date(until));
                rows.extend(until.map(|until| Row::of("Срок", day(until))));
                vec![
                    Block::Heading("Почему возвращено"),
                    Block::Rows(rows),
                    Block::Heading("Что сделать"),
                    Block::Paragraph(
                        "Принесите в организацию это уведомление и документы, которые подтверждают указанные сведения. \
                         Заявление исправят вместе с Вами и напечатают заново, его нужно будет подписать. Новую очередь \
                         занимать не нужно: номер заявления и номер сертификата сохраняются."
                            .to_owned(),
                    ),
                ]
            }
            Self::Rejection { reason, text } => {
                let mut rows = vec![Row::of("Причина", words::reject_reason(*reason))];
                rows.extend(words::explained(text));
                vec![
                    Block::Heading("Почему отказано"),
                    Block::Rows(rows),
                    Block::Heading("Что можно сделать"),
                    Block::Paragraph(
                        "Если причина отказа устранена, подайте новое заявление. Номер сертификата, отведённый по этому \
                         заявлению, действовать не будет. Отказ можно обжаловать в организации, которая его выдала, в \
                         уполномоченном органе муниципалитета или в суде."
                            .to_owned(),
                    ),
                ]
            }
            Self::Merge(stays) => vec![
                Block::Heading("Решение"),
                Block::Paragraph(
                    "Установлено, что оба сертификата выданы одному ребёнку. Сертификаты объединяются."
                        .to_owned(),
                ),
                Block::Rows(vec![
                    Row::of("Остаётся в силе", format!("сертификат № {stays}")),
                    Row::of("Прекращается", format!("сертификат № {own}")),
                ]),
                Block::Paragraph(
                    "По прекращённому сертификату нельзя войти в личный кабинет и записать ребёнка на программы: \
                     пользуйтесь сертификатом, который остаётся в силе."
                        .to_owned(),
                ),
            ],
        }
    }
}

pub fn content(notice: &Notice) -> Content {
    let Notice { office, told, .. } = notice;
    let reference = notice.reference;
    let mut head = vec![
        Row::of("Организация", office.organisation.as_str()),
        Row::of("Муниципалитет", office.municipality.as_str()),
    ];
    let applicant = notice.applicant.as_ref();
    head.extend(applicant.map(|name| Row::of("Кому", words::full_name(name))));
    let mut rows = vec![
        Row::of("Номер заявления", reference.number.to_string()).beside(),
        Row::of("Дата заявления", words::date(reference.date)),
    ];
    let child = notice.child.as_ref();
    rows.extend(child.map(|name| Row::of("Ребёнок", words::full_name(name))));
    let mut blocks = vec![
        Block::Head(head),
        told.title(),
        Block::Heading("Заявление"),
        Block::Rows(rows),
    ];
    blocks.extend(told.blocks(notice.certificate));
    blocks.extend([
        Block::Heading("Решение принял(а)"),
        Block::Signature(Signature {
            who: "Сотрудник",
            name: notice.made.clerk.to_string(),
        }),
    ]);
    Content {
        blocks,
        foot: foot(reference, notice.certificate, office, &notice.made),
        copy: notice.made.copy,
        codes: Codes::Application(Requisites::of(reference, notice.certificate)),
    }
}
