//! Programmes into a file and back, and files that are not taken.

use chrono::{DateTime, Utc};

use crate::domain::enrolment::samples;
use crate::domain::programme::{GroupId, Health, ProgrammeState};
use crate::domain::reason::ProgrammeRefuseReason;
use crate::domain::{ClerkId, MunicipalityCode, OrganisationId, Programme, ProgrammeId};
use crate::i18n::{Language, Texts};
use crate::server::admin;
use crate::server::chance::SystemChance;
use crate::server::storage::Storage;
use crate::server::storage::sqlite::{self, SqliteStorage};
use crate::server::tables::{Import, Kind, Outcome, What, export, import, template};

struct Register {
    storage: SqliteStorage,
    organisation: OrganisationId,
    _folder: tempfile::TempDir,
}

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_795_340_000_000).unwrap()
}

impl Register {
    /// A register with one organisation and no programme.
    async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = sqlite::open(&folder.path().join("register.sqlite"))
            .await
            .unwrap();
        let code = MunicipalityCode(1);
        admin::create_municipality(&storage, code, &"Сыктывкар".into())
            .await
            .unwrap();
        let organisation = admin::create_organisation(&storage, code, &"Дворец".into()).await;
        Self {
            storage,
            organisation: organisation.unwrap(),
            _folder: folder,
        }
    }

    async fn with(programmes: &[Programme]) -> Self {
        let register = Self::empty().await;
        let mut tx = register.storage.write().await.unwrap();
        for (programme, seq) in programmes.iter().zip(1..) {
            tx.put_programme(programme, seq).await.unwrap();
        }
        tx.commit().await.unwrap();
        register
    }

    async fn file(&self) -> String {
        let mut out = Vec::new();
        let what = What::Of(Kind::Programmes);
        export(&self.storage, what, false, at(), &mut out)
            .await
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    async fn take(&self, text: &str, check: bool) -> Outcome {
        self.take_bytes(text.as_bytes(), check).await
    }

    async fn take_bytes(&self, bytes: &[u8], check: bool) -> Outcome {
        let order = Import {
            kind: Kind::Programmes,
            bytes,
            encoding: None,
            check,
            terms: &crate::server::Terms::default(),
            at: at(),
            texts: &Texts::new(Language::Russian),
        };
        import(&self.storage, &SystemChance, &order).await.unwrap()
    }

    async fn programmes(&self) -> Vec<Programme> {
        let mut tx = self.storage.read().await.unwrap();
        let found = tx
            .programmes_changed(self.organisation, 0, 100)
            .await
            .unwrap();
        let mut found: Vec<Programme> = found.into_iter().map(|(_, one)| one).collect();
        found.sort_by_key(|one| one.id);
        found
    }

    async fn rejected(&self, text: &str) -> Vec<(u64, String, String)> {
        let Outcome::Rejected(problems) = self.take(text, false).await else {
            panic!("the file is taken");
        };
        assert!(self.programmes().await.is_empty(), "all or nothing");
        let told = problems.into_iter().map(|p| (p.line, p.column, p.what));
        told.collect()
    }
}

/// Programmes in every state, with everything that one can have.
fn programmes() -> Vec<Programme> {
    let states = [
        ProgrammeState::Draft,
        ProgrammeState::OnReview,
        ProgrammeState::Published,
        ProgrammeState::Refused {
            reason: ProgrammeRefuseReason::Price,
            text: "Цена; «высока»".into(),
        },
        ProgrammeState::Archived,
    ];
    let mut all = Vec::new();
    for (state, n) in states.into_iter().zip(1..) {
        let mut programme = samples::programme();
        programme.id = ProgrammeId(uuid::Uuid::from_u128(n));
        programme.organisation = OrganisationId(1);
        programme.version = 1;
        programme.name = format!("=Программа {n}").into();
        let published = state == ProgrammeState::Published;
        programme.published = (published || state == ProgrammeState::Archived)
            .then(|| programme.modules[0].groups[0].period.first);
        programme.sent_by = (state == ProgrammeState::OnReview).then_some(ClerkId(7));
        programme.state = state;
        for module in &mut programme.modules {
            module.enrolment_open &= published;
        }
        all.push(programme);
    }
    all[0].health = vec![Health::Speech, Health::Autism];
    all[0].limit = Some(40);
    all[0].description = "О роботах; \"своими\" руками".into();
    all[1].modules[0].groups.clear();
    all[2].modules[0].groups[1].active = false;
    all[4].modules[0].results = "Ребёнок умеет".into();
    all
}

#[tokio::test]
async fn what_is_exported_is_imported_as_equal_records() {
    let all = programmes();
    let register = Register::with(&all).await;
    let file = register.file().await;
    let other = Register::empty().await;
    assert_eq!(
        other.take(&file, true).await,
        Outcome::Right { lines: all.len() }
    );
    assert!(other.programmes().await.is_empty());
    let taken = other.take(&file, false).await;
    let lines = all.len();
    assert_eq!(
        taken,
        Outcome::Imported {
            lines,
            suspected: 0
        }
    );
    assert_eq!(other.programmes().await, all);
    assert_eq!(other.file().await, file);
    let Outcome::Rejected(problems) = other.take(&file, false).await else {
        panic!("the same file is taken twice");
    };
    assert!(
        problems
            .iter()
            .any(|problem| problem.column == "Код программы")
    );
}

#[tokio::test]
async fn a_file_of_a_spreadsheet_in_cp1251_is_taken() {
    let register = Register::with(&programmes()[..1]).await;
    let file = register.file().await.replace('\u{a0}', " ");
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(file.trim_start_matches('\u{feff}'));
    let other = Register::empty().await;
    let taken = other.take_bytes(&bytes, false).await;
    assert_eq!(
        taken,
        Outcome::Imported {
            lines: 1,
            suspected: 0
        }
    );
}

const HEADER: &str = "Номер организации;Реестр;Учебный год;Название программы;Направленность;Возраст от;Возраст до;Название модуля;Месяцев;Часов;Нормативная стоимость;Детей от;Детей до;Название группы;Первый день;Последний день;Расписание;Мест";

fn text(lines: &[&str]) -> String {
    let mut text = HEADER.to_owned();
    for line in lines {
        text.push_str("\r\n");
        text.push_str(line);
    }
    text
}

const FIRST: &str = "1;Сертифицированные;2026;Шахматы;Техническая (иная);7;12;Первый год;9;72;4000;5;12;Младшая;01.09.2026;31.05.2027;пн 15:00-16:30 каб. 5;12";

#[tokio::test]
async fn a_short_file_is_taken_and_numbers_are_given() {
    let register = Register::empty().await;
    let more = ";;;;;;;;;;;;;Старшая;01.09.2026;31.05.2027;ср 9-10;10";
    let second = ";;;;;;;Второй год;9;72;4000;5;12;;;;;";
    let taken = register.take(&text(&[FIRST, more, second]), false).await;
    assert_eq!(
        taken,
        Outcome::Imported {
            lines: 1,
            suspected: 0
        }
    );
    let programme = register.programmes().await.remove(0);
    assert_eq!(programme.state, ProgrammeState::Draft);
    assert_eq!(programme.modules.len(), 2);
    let groups: Vec<GroupId> = programme.modules[0]
        .groups
        .iter()
        .map(|group| group.id)
        .collect();
    assert_eq!(groups, [GroupId(1), GroupId(2)]);
    assert!(programme.modules[1].groups.is_empty());
    let again = register.take(&text(&[FIRST]), false).await;
    let Outcome::Rejected(problems) = again else {
        panic!("the programme is there twice");
    };
    assert_eq!(
        (problems[0].line, problems[0].column.as_str()),
        (2, "Название программы")
    );
}

#[tokio::test]
async fn every_mistake_is_told_by_its_line_and_column() {
    let register = Register::empty().await;
    let wrong = [
        ("1;Серти", "2;Серти", "Номер организации"),
        ("Сертифицированные", "Кружки", "Реестр"),
        (";2026;", ";26;", "Учебный год"),
        ("Шахматы", "", "Название программы"),
        (";7;12;", ";12;7;", "Возраст от"),
        (";7;12;", ";семь;12;", "Возраст от"),
        ("Первый год", "", "Название модуля"),
        (";9;72;", ";0;72;", "Месяцев"),
        (";9;72;", ";9;;", "Часов"),
        (";4000;", ";0;", "Нормативная стоимость"),
        (";4000;", ";1,135;", "Нормативная стоимость"),
        (";5;12;", ";12;5;", "Детей от"),
        ("Младшая", "", "Название группы"),
        ("01.09.2026", "31.02.2026", "Первый день"),
        ("31.05.2027", "31.05.2026", "Первый день"),
        ("пн 15", "утром 15", "Расписание"),
        ("каб. 5;12", "каб. 5;0", "Мест"),
    ];
    for (from, to, column) in wrong {
        let line = FIRST.replacen(from, to, 1);
        let told = register.rejected(&text(&[&line])).await;
        let columns: Vec<&str> = told.iter().map(|(_, column, _)| column.as_str()).collect();
        assert_eq!(columns, [column], "{from} → {to}: {told:?}");
        assert_eq!(told[0].0, 2);
        assert!(
            !told[0].2.contains(to) || to.is_empty() || to == "0",
            "{told:?}"
        );
    }
    let two = text(&[FIRST, &FIRST.replacen(";7;12;", ";8;12;", 1)]);
    let told = register.rejected(&two).await;
    assert_eq!((told[0].0, told[0].1.as_str()), (3, "Возраст от"));
    let unknown = text(&[FIRST]).replace("Мест", "Места");
    assert_eq!(register.rejected(&unknown).await[0].0, 1);
}

#[tokio::test]
async fn open_enrolment_needs_what_the_screen_asks_for() {
    let mut all = programmes();
    all.truncate(3);
    all.remove(1);
    let register = Register::with(&all).await;
    let file = register.file().await;
    let other = Register::empty().await;
    let without = file
        .lines()
        .map(|line| line.replace("Опубликована", "Черновик"))
        .collect::<Vec<_>>()
        .join("\r\n");
    let told = other.rejected(&without).await;
    assert!(
        told.iter().all(|(_, column, _)| column == "Зачисление"),
        "{told:?}"
    );
    assert!(!told.is_empty());
    let header = template(Kind::Programmes);
    assert!(
        file.starts_with(&header),
        "the template is the header of the export"
    );
}
