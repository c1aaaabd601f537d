//! The programmes of the synthetic navigator: names, ages and prices as such organisations have them. Data only.

use crate::domain::programme::{Direction, Health, ProgrammeRegister};

/// A programme before anybody has entered it.
pub struct Entry {
    pub register: ProgrammeRegister,
    pub direction: Direction,
    pub name: &'static str,
    /// What the child can do at the end.
    pub results: &'static str,
    pub ages: (u8, u8),
    pub hours: u16,
    /// Rubles for the year; 0 where the register has no prices.
    pub normative: i64,
    pub price: i64,
    pub groups: u16,
    pub places: u16,
    /// Two modules, until and after the New Year.
    pub halves: bool,
    pub health: &'static [Health],
}

use Direction::{Arts, Robotics, Science, Social, Sports, Technical, Tourism};
use ProgrammeRegister::{Certified, GeneralDevelopment, Paid, PreProfessional, Significant};

const fn entry(
    register: ProgrammeRegister,
    direction: Direction,
    (name, results): (&'static str, &'static str),
    ages: (u8, u8),
    hours: u16,
    (normative, price): (i64, i64),
    (groups, places): (u16, u16),
) -> Entry {
    Entry {
        register,
        direction,
        name,
        results,
        ages,
        hours,
        normative,
        price,
        groups,
        places,
        halves: false,
        health: &[],
    }
}

impl Entry {
    const fn in_halves(self) -> Self {
        Self {
            halves: true,
            ..self
        }
    }

    const fn with(self, health: &'static [Health]) -> Self {
        Self { health, ..self }
    }
}

/// What the first organisation teaches. The order is that in which groups are filled.
pub const FIRST: &[Entry] = &[
    entry(
        Certified,
        Robotics,
        (
            "Робототехника: первые шаги",
            "собирает модели из конструктора и управляет ими",
        ),
        (7, 10),
        72,
        (9_216, 9_800),
        (3, 8),
    ),
    entry(
        Certified,
        Technical,
        (
            "Программирование на Python",
            "пишет и отлаживает небольшие программы",
        ),
        (11, 17),
        72,
        (10_080, 11_500),
        (2, 10),
    ),
    entry(
        Certified,
        Social,
        ("Английский с нуля", "ведёт простой разговор о себе"),
        (7, 12),
        72,
        (8_064, 11_200),
        (2, 8),
    )
    .in_halves(),
    entry(
        Certified,
        Arts,
        (
            "Театр кукол «Теремок»",
            "выступает в спектакле, делает перчаточную куклу",
        ),
        (6, 11),
        72,
        (7_200, 6_900),
        (2, 9),
    )
    .with(&[Health::Speech, Health::MentalDelay]),
    entry(
        Certified,
        Sports,
        (
            "Юный шахматист",
            "выполняет норму четвёртого юношеского разряда",
        ),
        (6, 12),
        72,
        (6_912, 6_480),
        (3, 10),
    )
    .with(&[Health::HardOfHearing, Health::Musculoskeletal]),
    entry(
        Paid,
        Social,
        (
            "Подготовка к школе «АБВГДейка»",
            "читает по слогам, считает до двадцати",
        ),
        (5, 7),
        96,
        (0, 14_400),
        (2, 8),
    ),
    entry(
        GeneralDevelopment,
        Arts,
        (
            "Хор «Северные голоса»",
            "поёт двухголосие, знает двадцать песен",
        ),
        (7, 14),
        144,
        (0, 0),
        (2, 14),
    ),
    entry(
        PreProfessional,
        Arts,
        (
            "Хореографическое творчество",
            "владеет основами классического танца",
        ),
        (7, 16),
        288,
        (0, 0),
        (2, 10),
    ),
    entry(
        Significant,
        Social,
        (
            "Коми кыв: язык и обычаи",
            "говорит на коми языке на бытовые темы",
        ),
        (7, 17),
        72,
        (0, 0),
        (1, 10),
    ),
    entry(
        Certified,
        Technical,
        (
            "3D-моделирование и печать",
            "готовит модель и печатает её на принтере",
        ),
        (11, 16),
        72,
        (10_080, 9_900),
        (2, 8),
    ),
    entry(
        Certified,
        Arts,
        (
            "Акварель: от пятна к образу",
            "пишет натюрморт и пейзаж акварелью",
        ),
        (8, 13),
        72,
        (7_200, 7_800),
        (2, 9),
    ),
    entry(
        Certified,
        Robotics,
        (
            "Робототехника: соревнования",
            "выступает на республиканских состязаниях",
        ),
        (10, 15),
        144,
        (14_400, 14_400),
        (2, 7),
    ),
    entry(
        Certified,
        Tourism,
        (
            "Спортивный туризм",
            "ходит в поход первой категории сложности",
        ),
        (10, 17),
        108,
        (8_640, 8_640),
        (2, 12),
    ),
    entry(
        Certified,
        Science,
        ("Юный химик", "ставит опыты и ведёт их журнал"),
        (12, 16),
        72,
        (8_640, 8_400),
        (1, 10),
    ),
    entry(
        Certified,
        Social,
        (
            "Медиашкола «Северный репортёр»",
            "снимает сюжет и пишет заметку",
        ),
        (12, 17),
        72,
        (7_632, 7_600),
        (1, 12),
    ),
    entry(
        Paid,
        Arts,
        ("Гончарная мастерская", "лепит и обжигает посуду"),
        (7, 15),
        72,
        (0, 16_200),
        (1, 8),
    ),
    entry(
        Paid,
        Arts,
        (
            "Студия анимации «Мультяшка»",
            "снимает короткий мультфильм в группе",
        ),
        (8, 14),
        72,
        (0, 12_600),
        (2, 8),
    )
    .in_halves(),
    entry(
        Significant,
        Social,
        (
            "Школа юного спасателя",
            "оказывает первую помощь, вяжет узлы",
        ),
        (12, 17),
        108,
        (0, 0),
        (1, 15),
    ),
    entry(
        GeneralDevelopment,
        Technical,
        ("Судомоделизм", "строит ходовую модель корабля"),
        (9, 15),
        144,
        (0, 0),
        (1, 10),
    ),
    entry(
        GeneralDevelopment,
        Science,
        ("Юный астроном", "находит созвездия и работает с телескопом"),
        (10, 16),
        72,
        (0, 0),
        (1, 12),
    ),
    entry(
        GeneralDevelopment,
        Sports,
        ("Ритмика и гимнастика", "владеет телом, держит осанку"),
        (5, 8),
        72,
        (0, 0),
        (2, 12),
    ),
];

/// What it has not published, or publishes no more.
pub const UNFINISHED: &[Entry] = &[
    entry(
        Certified,
        Technical,
        (
            "Квадрокоптеры: пилотирование",
            "проходит трассу на скорость",
        ),
        (12, 17),
        72,
        (11_520, 12_400),
        (1, 8),
    ),
    entry(
        Certified,
        Arts,
        ("Дизайн интерьера", "чертит план комнаты и делает макет"),
        (13, 17),
        72,
        (8_640, 9_000),
        (1, 10),
    ),
    entry(
        Certified,
        Social,
        ("Финансовая грамотность", "ведёт личный бюджет"),
        (14, 17),
        36,
        (4_320, 6_400),
        (1, 12),
    ),
    entry(
        Certified,
        Sports,
        ("Русские шашки", "знает дебюты и решает задачи"),
        (6, 10),
        72,
        (6_912, 6_600),
        (1, 10),
    ),
    entry(
        GeneralDevelopment,
        Arts,
        ("Вязание крючком", "вяжет игрушку по схеме"),
        (8, 13),
        72,
        (0, 0),
        (1, 10),
    ),
    entry(
        Paid,
        Arts,
        ("Фотостудия «Ракурс»", "снимает портрет и репортаж"),
        (11, 17),
        72,
        (0, 11_000),
        (1, 8),
    ),
];

/// What the neighbours in the same municipality teach, from the second organisation on.
pub const OTHERS: &[&[Entry]] = &[
    &[
        entry(
            Certified,
            Technical,
            ("Лего-конструирование", "собирает механизмы по схеме"),
            (5, 8),
            72,
            (8_640, 8_200),
            (2, 8),
        ),
        entry(
            Certified,
            Arts,
            ("Вокальная студия «Соло»", "поёт под фонограмму со сцены"),
            (7, 15),
            72,
            (8_064, 8_900),
            (1, 8),
        ),
        entry(
            Significant,
            Science,
            (
                "Экология родного края",
                "ведёт наблюдение и защищает проект",
            ),
            (10, 16),
            72,
            (0, 0),
            (1, 12),
        ),
        entry(
            Paid,
            Social,
            ("Школа вожатых", "готовит и проводит отрядное дело"),
            (14, 17),
            36,
            (0, 4_800),
            (1, 15),
        ),
    ],
    &[
        entry(
            PreProfessional,
            Sports,
            ("Лыжные гонки", "выполняет норму первого юношеского разряда"),
            (9, 17),
            312,
            (0, 0),
            (2, 12),
        ),
        entry(
            Certified,
            Sports,
            ("Плавание для начинающих", "проплывает 25 метров кролем"),
            (7, 11),
            72,
            (11_520, 12_600),
            (2, 10),
        ),
        entry(
            GeneralDevelopment,
            Sports,
            ("Волейбол", "владеет подачей и приёмом, знает правила"),
            (11, 17),
            144,
            (0, 0),
            (1, 15),
        ),
    ],
    &[
        entry(
            PreProfessional,
            Arts,
            ("Фортепиано", "играет программу за год обучения"),
            (7, 16),
            288,
            (0, 0),
            (1, 6),
        ),
        entry(
            PreProfessional,
            Arts,
            ("Живопись", "пишет с натуры гуашью и акварелью"),
            (10, 17),
            324,
            (0, 0),
            (1, 10),
        ),
        entry(
            Certified,
            Arts,
            ("Основы графики", "рисует тушью и пером"),
            (9, 14),
            72,
            (7_200, 7_200),
            (1, 10),
        ),
    ],
];
