//! Invented papers for tests and measurements: ordinary ones, and those at the edges of what people are called.

use chrono::{NaiveDate, TimeZone, Utc};
use reestr::documents::{
    Asked, Change, Document, Made, Notice, Office, Receipt, RegisterExtract, Request, Statement,
    Told,
};
use reestr::domain::{
    Applicant, ApplicationNumber, ApplicationRef, Card, Category, CertificateKind,
    CertificateNumber, Child, Clean, ClerkId, Consent, ConsentCode, ConsentMode, ConsentText,
    DocumentKind, FamilyPassword, Field, IdentityDocument, IntakeRegistration, MunicipalityCode,
    OrganisationId, PersonName, ReissueReason, RejectReason, Relation, ReturnReason, Ticked, Zone,
};
use uuid::Uuid;

pub const PASSWORD: &str = "k7mn-4p2x-w9ta";

pub const MUNICIPALITY: MunicipalityCode = MunicipalityCode(1);

pub fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

pub fn name(surname: &str, name: &str, patronymic: Option<&str>) -> PersonName {
    PersonName {
        surname: surname.into(),
        name: name.into(),
        patronymic: patronymic.map(Clean::new),
    }
}

pub fn office() -> Office {
    Office {
        organisation: "МАУДО «Дворец творчества детей и учащейся молодёжи»".into(),
        municipality: "МО ГО «Сыктывкар»".into(),
        zone: Zone::MOSCOW,
    }
}

pub fn made() -> Made {
    Made {
        on: day(2026, 9, 5),
        clerk: "Попова Елена Викторовна".into(),
        copy: false,
    }
}

pub fn reference() -> ApplicationRef {
    ApplicationRef {
        number: ApplicationNumber::new(MUNICIPALITY, 2026, 123),
        date: day(2026, 9, 5),
    }
}

pub fn certificate() -> CertificateNumber {
    CertificateNumber::new(MUNICIPALITY, 42)
}

pub fn card() -> Card {
    Card {
        child: Child {
            name: name("Рочева", "Анна", Some("Петровна")),
            birth_date: day(2015, 3, 12),
            snils: Some("112-233-445 95".into()),
            address: "Республика Коми, г. Сыктывкар, ул. Ленина, д. 5, кв. 12".into(),
            category: Category::General,
            document: IdentityDocument {
                kind: DocumentKind::BirthCertificate,
                series: "III-ЕА".into(),
                number: "512034".into(),
                issued_at: day(2015, 4, 1),
                issuer: "Отдел ЗАГС г. Сыктывкара Министерства юстиции Республики Коми".into(),
                department_code: None,
            },
        },
        applicant: Applicant {
            name: name("Рочева", "Мария", Some("Ивановна")),
            relation: Relation::Mother,
            birth_date: Some(day(1987, 11, 30)),
            address: "Республика Коми, г. Сыктывкар, ул. Ленина, д. 5, кв. 12".into(),
            phone: Some("+7 912 345-67-89".into()),
            email: Some("rocheva@example.ru".into()),
            document: IdentityDocument {
                kind: DocumentKind::Passport,
                series: "8705".into(),
                number: "123456".into(),
                issued_at: day(2008, 2, 1),
                issuer: "Отделом УФМС России по Республике Коми в г. Сыктывкаре".into(),
                department_code: Some("110-001".into()),
            },
        },
        remarks: Vec::new(),
        decision_text: None,
    }
}

/// Texts as long as those that a lawyer writes.
const CONSENTS: [(ConsentCode, &str, &str); 4] = [
    (
        ConsentCode::Conditions,
        "Условия предоставления, использования, приостановления и прекращения действия сертификата",
        "С условиями предоставления, использования, приостановления и прекращения действия сертификата дополнительного \
         образования ознакомлен(а). Мне разъяснено, что сертификат предоставляется ребёнку один раз и действует до дня \
         достижения ребёнком возраста 18 лет, что номер сертификата не меняется и что средства сертификата нельзя получить \
         деньгами.",
    ),
    (
        ConsentCode::Changes,
        "Обязанность сообщать об изменении сведений",
        "Обязуюсь в течение 20 рабочих дней сообщать организации, которая ведёт реестр сертификатов, об изменении \
         сведений, указанных в заявлении: фамилии, имени, отчества, документа, места жительства ребёнка и заявителя, \
         номера телефона и адреса электронной почты.",
    ),
    (
        ConsentCode::PersonalChild,
        "Обработка персональных данных ребёнка",
        "В соответствии со статьёй 9 Федерального закона от 27.07.2006 № 152-ФЗ «О персональных данных» даю согласие \
         на обработку персональных данных ребёнка: фамилии, имени, отчества, даты рождения, СНИЛС, данных документа, \
         удостоверяющего личность, адреса, сведений о категории.\n\nСогласие даётся на сбор, запись, систематизацию, \
         накопление, хранение, уточнение, использование, передачу организациям дополнительного образования и уничтожение \
         персональных данных с использованием средств автоматизации и без них для предоставления и использования \
         сертификата.\n\nСогласие действует до дня прекращения действия сертификата и может быть отозвано письменным \
         заявлением.",
    ),
    (
        ConsentCode::PersonalApplicant,
        "Обработка персональных данных заявителя",
        "В соответствии со статьёй 9 Федерального закона от 27.07.2006 № 152-ФЗ «О персональных данных» даю согласие \
         на обработку моих персональных данных: фамилии, имени, отчества, даты рождения, данных документа, \
         удостоверяющего личность, адреса, номера телефона, адреса электронной почты.\n\nСогласие даётся на сбор, запись, \
         систематизацию, накопление, хранение, уточнение, использование и уничтожение персональных данных и действует до \
         дня прекращения действия сертификата.",
    ),
];

pub fn consents() -> Vec<(Consent, ConsentText)> {
    let given = |minute| Utc.with_ymd_and_hms(2026, 9, 5, 9, minute, 0).unwrap();
    let ticked = Ticked {
        device: Uuid::nil(),
        mode: ConsentMode::Applicant,
    };
    let consent = |(at, (code, title, text)): (usize, (ConsentCode, &str, &str))| {
        let consent = Consent {
            code,
            text_version: 1,
            given_at: given(at as u32 + 40),
            ticked: Some(ticked),
        };
        let text = ConsentText {
            code,
            version: 1,
            title: title.into(),
            text: text.into(),
            meaning: Clean::default(),
            refusal: Clean::default(),
        };
        (consent, text)
    };
    CONSENTS.into_iter().enumerate().map(consent).collect()
}

pub fn statement() -> Statement {
    Statement {
        office: office(),
        reference: reference(),
        certificate: certificate(),
        card: card(),
        consents: consents(),
        paper_due: day(2026, 9, 25),
        confirmed: true,
        made: made(),
    }
}

/// As somebody reads it from the paper.
pub fn password() -> FamilyPassword {
    FamilyPassword::typed(PASSWORD)
}

pub fn extract() -> RegisterExtract {
    RegisterExtract {
        office: office(),
        reference: reference(),
        certificate: certificate(),
        kind: CertificateKind::Accounting,
        active: false,
        suspended: false,
        child: card().child.name,
        birth_date: card().child.birth_date,
        password: Some(password()),
        confirmed: true,
        made: made(),
    }
}

pub fn receipt() -> Receipt {
    Receipt {
        office: office(),
        reference: reference(),
        certificate: certificate(),
        applicant: card().applicant.name,
        child: card().child.name,
        intake: IntakeRegistration {
            journal_number: "17".into(),
            date: day(2026, 9, 5),
            clerk: ClerkId(7),
            organisation: OrganisationId(60),
        },
        accepted_by: "Попова Елена Викторовна".into(),
        confirmed: true,
        made: made(),
    }
}

pub fn of_statement(change: impl FnOnce(&mut Statement)) -> Document {
    let mut statement = statement();
    change(&mut statement);
    Document::Statement(Box::new(statement))
}

pub fn of_extract(change: impl FnOnce(&mut RegisterExtract)) -> Document {
    let mut extract = extract();
    change(&mut extract);
    Document::RegisterExtract(Box::new(extract))
}

pub fn of_receipt(change: impl FnOnce(&mut Receipt)) -> Document {
    let mut receipt = receipt();
    change(&mut receipt);
    Document::Receipt(Box::new(receipt))
}

/// Names of 60 letters and addresses of 300, as the register takes them.
pub fn longest() -> Document {
    let part = |letter: &str| format!("{letter}{}", "е".repeat(59));
    of_statement(|statement| {
        let address = format!(
            "Республика Коми, {}",
            "пгт. Верхняя Максаковка, ".repeat(12)
        );
        let address: String = address.chars().take(300).collect();
        let card = &mut statement.card;
        card.child.name = name(&part("Р"), &part("А"), Some(&part("П")));
        card.child.address = address.as_str().into();
        card.applicant.name = name(&part("Р"), &part("М"), Some(&part("И")));
        card.applicant.address = address.as_str().into();
        card.applicant.email = Some(format!("{}@example.ru", "r".repeat(240)).into());
        card.applicant.document.issuer = "Отделом УФМС ".repeat(20).into();
    })
}

/// A family from abroad: no patronymics, foreign documents, nothing that isn't mandatory, applied from home.
pub fn foreign() -> Document {
    of_statement(|statement| {
        let card = &mut statement.card;
        card.child.name = name("Öztürk", "Ayşe", None);
        card.child.snils = None;
        card.child.address = Clean::default();
        card.child.document.kind = DocumentKind::ForeignBirthCertificate;
        card.child.document.series = Clean::default();
        card.child.document.number = "A-22ZZ/7".into();
        card.child.document.issuer = "Nüfus Müdürlüğü, İstanbul".into();
        card.applicant.name = name("Öztürk", "André", None);
        card.applicant.relation = Relation::Guardian;
        card.applicant.birth_date = None;
        card.applicant.address = Clean::default();
        card.applicant.phone = None;
        card.applicant.email = None;
        card.applicant.document.kind = DocumentKind::ForeignPassport;
        card.applicant.document.series = Clean::default();
        card.applicant.document.number = "U 1234567".into();
        card.applicant.document.department_code = None;
        for (consent, _) in &mut statement.consents {
            consent.ticked = None;
        }
        statement.consents.remove(1);
    })
}

/// What the family asks for, by name.
pub fn requests() -> Vec<(&'static str, Document)> {
    let change = |field, before: Option<&str>, after: &str| Change {
        field,
        before: before.map(Clean::new),
        after: after.into(),
    };
    let changes = vec![
        change(Field::ChildSurname, Some("Рочева"), "Попова"),
        change(Field::ChildPatronymic, Some("Петровна"), "-"),
        change(
            Field::ChildDocumentKind,
            Some("birth_certificate"),
            "passport",
        ),
        change(
            Field::ChildDocumentIssuer,
            None,
            "МВД по Республике Коми\n110-002",
        ),
        change(Field::ApplicantEmail, Some("rocheva@example.ru"), ""),
    ];
    let all = [
        ("withdrawal", Asked::Withdrawal),
        ("change", Asked::Change(changes)),
        ("reissue", Asked::Reissue(ReissueReason::PasswordLost)),
        ("suspension", Asked::Suspension),
        ("restoration", Asked::Restoration),
        ("exclusion", Asked::Exclusion),
        ("transfer", Asked::Transfer("МО ГО «Воркута»".into())),
    ];
    let known = all
        .into_iter()
        .map(|(name, asked)| (name, of_request(asked, true)));
    known
        .chain([("withdrawal_by_hand", of_request(Asked::Withdrawal, false))])
        .collect()
}

fn of_request(asked: Asked, known: bool) -> Document {
    let card = card();
    Document::Request(Box::new(Request {
        office: office(),
        reference: reference(),
        certificate: certificate(),
        applicant: known.then_some(card.applicant.name),
        child: known.then_some(card.child.name),
        birth_date: known.then_some(card.child.birth_date),
        asked,
        made: made(),
    }))
}

/// What the office tells, by name.
pub fn notices() -> Vec<(&'static str, Document)> {
    let all = [
        (
            "returned",
            Told::Return {
                reason: ReturnReason::DataMismatch,
                text: "В свидетельстве о рождении имя написано иначе.".into(),
                fields: vec![Field::ChildName, Field::ChildDocumentNumber],
                until: Some(day(2026, 10, 2)),
            },
        ),
        (
            "rejected",
            Told::Rejection {
                reason: RejectReason::CertificateExists,
                text: Clean::default(),
            },
        ),
        (
            "merged",
            Told::Merge(CertificateNumber::new(MUNICIPALITY, 43)),
        ),
    ];
    let notice = |told| {
        Document::Notice(Box::new(Notice {
            office: office(),
            reference: reference(),
            certificate: certificate(),
            applicant: Some(card().applicant.name),
            child: Some(card().child.name),
            told,
            made: made(),
        }))
    };
    all.into_iter()
        .map(|(name, told)| (name, notice(told)))
        .collect()
}

/// Everything of the form changes, to the longest that it takes: still one sheet.
pub fn longest_change() -> Document {
    let long = "Республика Коми, пгт. Верхняя Максаковка ".repeat(4);
    let fields = [
        Field::ChildSurname,
        Field::ChildName,
        Field::ChildAddress,
        Field::ChildDocumentIssuer,
        Field::ApplicantAddress,
        Field::ApplicantDocumentIssuer,
    ];
    let change = |field| Change {
        field,
        before: Some(long.as_str().into()),
        after: long.as_str().into(),
    };
    of_request(Asked::Change(fields.map(change).to_vec()), true)
}
