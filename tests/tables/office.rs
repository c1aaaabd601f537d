//! A database with one office, the program on it, and files to import.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use reestr::domain::Zone;

pub const HEADER: [&str; 29] = [
    "Номер заявления",
    "Дата заявления",
    "Номер сертификата",
    "Номер организации",
    "Фамилия ребёнка",
    "Имя ребёнка",
    "Отчество ребёнка",
    "Дата рождения ребёнка",
    "СНИЛС ребёнка",
    "Адрес ребёнка",
    "Документ ребёнка",
    "Серия документа ребёнка",
    "Номер документа ребёнка",
    "Дата выдачи документа ребёнка",
    "Кем выдан документ ребёнка",
    "Кем приходится заявитель",
    "Фамилия заявителя",
    "Имя заявителя",
    "Отчество заявителя",
    "Дата рождения заявителя",
    "Адрес заявителя",
    "Телефон заявителя",
    "Документ заявителя",
    "Серия документа заявителя",
    "Номер документа заявителя",
    "Дата выдачи документа заявителя",
    "Кем выдан документ заявителя",
    "Код подразделения документа заявителя",
    "Дата согласий",
];

/// One line of applications, by the names of its columns.
#[derive(Clone)]
pub struct Line(Vec<String>);

impl Line {
    /// The child of this number; no two are alike. Whoever reads it in ten years finds it grown: dates go with today.
    pub fn of(serial: usize) -> Self {
        let today = Zone::MOSCOW.date(chrono::Utc::now()) - chrono::Days::new(2);
        let born = today - chrono::Days::new(365 * 7 + serial as u64 % 2_000);
        let letters: String = [serial, serial / 30, serial / 900]
            .iter()
            .flat_map(|n| {
                let letter = char::from_u32('а' as u32 + (*n as u32 % 30)).unwrap();
                [letter, letter]
            })
            .collect();
        let day = |date: chrono::NaiveDate| date.format("%d.%m.%Y").to_string();
        let cells = [
            "",
            &day(today),
            "",
            "1",
            &format!("Ор{letters}лов"),
            "Матвей",
            "Ильич",
            &day(born),
            "",
            "г. Сыктывкар, ул. Коммунистическая; д. 5",
            "Свидетельство о рождении",
            "II-ЕА",
            &format!("{:06}", serial * 7_919 % 1_000_000),
            &day(born + chrono::Days::new(20)),
            "Отдел \"ЗАГС\"",
            "мать",
            &format!("Ор{letters}лова"),
            "Ольга",
            "Петровна",
            "06.05.1987",
            "г. Сыктывкар",
            "+79121234567",
            "Паспорт гражданина РФ",
            "8705",
            &format!("{:06}", serial * 7_907 % 1_000_000),
            "01.07.2007",
            "МВД по Республике Коми",
            "110-001",
            &day(today),
        ];
        Self(cells.map(str::to_owned).into())
    }

    pub fn with(mut self, column: &str, text: &str) -> Self {
        let at = HEADER.iter().position(|name| *name == column).unwrap();
        text.clone_into(&mut self.0[at]);
        self
    }
}

pub fn file(lines: impl IntoIterator<Item = Line>) -> String {
    let mut text = row(&HEADER.map(str::to_owned));
    for line in lines {
        text.push_str(&row(&line.0));
    }
    text
}

fn row(cells: &[String]) -> String {
    let quoted = cells.iter().map(|cell| {
        if cell.contains([';', '"']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    });
    format!("{}\r\n", quoted.collect::<Vec<_>>().join(";"))
}

pub struct Office {
    pub dir: tempfile::TempDir,
}

impl Office {
    pub fn open() -> Self {
        let office = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        office.done(&["create-municipality", "--code", "1", "--name", "Сыктывкар"]);
        office.done(&[
            "create-organisation",
            "--municipality",
            "1",
            "--name",
            "Дворец",
        ]);
        office
    }

    pub fn database(&self) -> PathBuf {
        self.dir.path().join("register.sqlite")
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_reestr"));
        command
            .env_clear()
            .env("HOME", self.dir.path())
            .current_dir(self.dir.path())
            .args(["admin", "--database"])
            .arg(self.database())
            .args(arguments);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What is said of a file that is not taken.
    pub fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.dir.path().join(name)).unwrap()
    }

    /// How many records the register has, by its own list.
    pub fn records(&self, what: &str) -> usize {
        let list = self.done(&["export", what, "-"]);
        list.lines().count() - 1
    }
}

#[allow(
    dead_code,
    reason = "not every test that shares this looks into a file"
)]
pub fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}
