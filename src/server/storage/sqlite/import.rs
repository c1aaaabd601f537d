//! Many records in a few statements: each statement takes one JSON array and unfolds it inside `SQLite`.

use chrono::{DateTime, Datelike, Utc};
use serde_json::{Value, json};
use sqlx::{SqlSafeStr, SqliteConnection};

use crate::domain::ApplicationNumber;
use crate::domain::overview::Waits;
use crate::server::storage::Result;
use crate::server::storage::error::damaged;
use crate::server::storage::rows::{Import, REGISTER, live, name_words};

/// Rows per statement: some 5 MB of JSON.
const CHUNK: usize = 1_000;

pub(super) async fn write(
    on: &mut SqliteConnection,
    records: &[Import],
    at: DateTime<Utc>,
) -> Result<()> {
    let at = at.to_rfc3339();
    for chunk in records.chunks(CHUNK) {
        let mut rows = Rows::default();
        for record in chunk {
            rows.add(record, &at)?;
        }
        rows.write(on).await?;
    }
    Ok(())
}

#[derive(Default)]
struct Rows {
    cases: Vec<Value>,
    cards: Vec<Value>,
    words: Vec<Value>,
    changes: Vec<Value>,
    journal: Vec<Value>,
}

impl Rows {
    fn add(&mut self, record: &Import, at: &str) -> Result<()> {
        let Import {
            case,
            card,
            keys,
            change_seq,
        } = record;
        let application = &case.application;
        let number: ApplicationNumber = case.number();
        let (municipality, text) = (number.municipality().0, number.to_string());
        self.cases.push(json!([
            municipality,
            text,
            application.version,
            change_seq,
            number.serial(),
            application.reference.date,
            case.certificate.number,
            application.state.code(),
            application.paper_due,
            serde_json::to_string(case).map_err(damaged("case"))?,
            application.organisation.0,
            Waits::of_case(case).map(|(_, since)| since),
        ]));
        self.cards.push(json!([
            municipality,
            text,
            u8::from(live(case)),
            keys.name,
            keys.birth_date,
            keys.document,
            keys.snils,
            serde_json::to_string(card).map_err(damaged("card"))?,
        ]));
        for word in name_words(&keys.name) {
            self.words.push(json!([municipality, word, text]));
        }
        self.changes.push(json!([
            municipality,
            text,
            application.version,
            REGISTER.0,
            "import",
            at
        ]));
        if let Some(intake) = &application.intake {
            self.journal.push(json!([
                intake.organisation.0,
                intake.date.year(),
                intake.journal_number,
                text
            ]));
        }
        Ok(())
    }

    async fn write(self, on: &mut SqliteConnection) -> Result<()> {
        run(
            on,
            "INSERT INTO cases (municipality, number, version, change_seq, serial, date, certificate, state,
                                paper_due, record, organisation, since)
             SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7,
                    value->>8, value->>9, value->>10, value->>11 FROM json_each(?)",
            self.cases,
        )
        .await?;
        run(
            on,
            "INSERT INTO cards (municipality, number, live, name, birth_date, document, snils, card)
             SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7
             FROM json_each(?)",
            self.cards,
        )
        .await?;
        run(
            on,
            "INSERT OR IGNORE INTO name_words (municipality, word, number)
             SELECT value->>0, value->>1, value->>2 FROM json_each(?)",
            self.words,
        )
        .await?;
        run(
            on,
            "INSERT INTO changes (municipality, number, version, clerk, command, at)
             SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5 FROM json_each(?)",
            self.changes,
        )
        .await?;
        let journal = self.journal.clone();
        run(
            on,
            "INSERT INTO journal_numbers (organisation, year, number, application)
             SELECT value->>0, value->>1, value->>2, value->>3 FROM json_each(?)",
            self.journal,
        )
        .await?;
        // The journal goes on behind the highest number that is in it. `WHERE true` keeps the parser from reading ON
        // CONFLICT as a join (https://sqlite.org/lang_upsert.html, "Parsing Ambiguity").
        run(
            on,
            "INSERT INTO journals (organisation, year, next)
             SELECT value->>0, value->>1, max(CAST(value->>2 AS INTEGER)) + 1 FROM json_each(?)
             WHERE true GROUP BY 1, 2
             ON CONFLICT (organisation, year) DO UPDATE SET next = max(next, excluded.next)",
            journal,
        )
        .await
    }
}

async fn run(on: &mut SqliteConnection, sql: impl SqlSafeStr, rows: Vec<Value>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    sqlx::query(sql)
        .bind(Value::Array(rows).to_string())
        .execute(on)
        .await?;
    Ok(())
}
