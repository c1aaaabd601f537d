//! Starting: what is refused, and how it is said.

use reestr::api::sync::Outcome;
use reestr::server::storage::{Storage, StorageError};
use reestr::server::{ServeError, ServeSettings, Server, TlsFiles};

use crate::office::Office;

async fn refused(settings: ServeSettings) -> ServeError {
    match Server::start(settings).await {
        Ok(_) => panic!("it started"),
        Err(error) => error,
    }
}

#[tokio::test]
async fn a_port_in_use_is_named() {
    let office = Office::open().await;
    let mut settings = office.settings.clone();
    settings.open = office.running.open_addr;
    settings.protected = None;
    let error = refused(settings).await;
    assert!(matches!(error, ServeError::PortInUse(address) if address == office.running.open_addr));
}

#[tokio::test]
async fn plain_http_is_for_loopback() {
    let dir = tempfile::tempdir().unwrap();
    let settings = ServeSettings::new("0.0.0.0:0".parse().unwrap(), dir.path().join("a.sqlite"));
    let error = refused(settings).await;
    assert!(matches!(error, ServeError::PlainHttp(_)));
    assert!(error.to_string().contains("give a certificate"));
    assert!(!dir.path().join("a.sqlite").exists());
}

#[tokio::test]
async fn a_database_of_another_version_is_left_alone() {
    let office = Office::open().await;
    let database = office.database();
    let Office {
        running, settings, ..
    } = &office;
    let _ = running;
    let pool = sqlx::sqlite::SqlitePool::connect(&format!("sqlite:{}", database.display()))
        .await
        .unwrap();
    let newer =
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 VALUES (99, 'later', TRUE, x'00', 0)";
    sqlx::query(newer).execute(&pool).await.unwrap();
    let error = refused(settings.clone()).await;
    assert!(
        matches!(
            error,
            ServeError::Storage(StorageError::Newer { found: 99, .. })
        ),
        "{error}"
    );
    sqlx::query("DELETE FROM _sqlx_migrations WHERE version = 99")
        .execute(&pool)
        .await
        .unwrap();
    sqlx::query("UPDATE _sqlx_migrations SET checksum = x'00'")
        .execute(&pool)
        .await
        .unwrap();
    let error = refused(settings.clone()).await;
    assert!(
        matches!(
            error,
            ServeError::Storage(StorageError::OtherBuild { version: 1 })
        ),
        "{error}"
    );
}

/// A file as the first release made it, with what a device had been answered.
async fn of_the_first_release(database: &std::path::Path) {
    let url = format!("sqlite:{}?mode=rwc", database.display());
    let pool = sqlx::sqlite::SqlitePool::connect(&url).await.unwrap();
    let sql = include_str!("../../src/server/storage/sqlite/migrations/0001_register.sql");
    let first = sqlx::migrate::Migration::new(
        1,
        "register".into(),
        sqlx::migrate::MigrationType::Simple,
        sqlx::SqlSafeStr::into_sql_str(sql),
        false,
    );
    let migrator = sqlx::migrate::Migrator::with_migrations(vec![first]);
    migrator.run(&pool).await.unwrap();
    sqlx::query("PRAGMA application_id = 1382376819")
        .execute(&pool)
        .await
        .unwrap();
    sqlx::query(
        "INSERT INTO results (device, epoch, seq, hash, target, outcome) VALUES (?, 1, 1, 'ab', ?, ?)",
    )
    .bind(uuid::Uuid::from_u128(1))
    .bind(crate::office::number(crate::office::SYKTYVKAR, 1).to_string())
    .bind(r#"{"st":"applied","version":2}"#)
    .execute(&pool)
    .await
    .unwrap();
    pool.close().await;
}

#[tokio::test]
async fn a_database_of_the_first_release_is_brought_up_with_all_its_results() {
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("register.sqlite");
    of_the_first_release(&database).await;
    let storage = reestr::server::admin::open(&database).await.unwrap();
    let mut tx = storage.read().await.unwrap();
    let device = uuid::Uuid::from_u128(1);
    let kept = tx.result(device, 1, 1).await.unwrap().unwrap();
    assert_eq!(kept.hash, "ab");
    assert_eq!(kept.outcome, Outcome::Applied { version: 2 });
    assert!(kept.id.is_nil());
}

#[tokio::test]
async fn a_file_that_is_no_database_of_ours_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let text = dir.path().join("letter.txt");
    std::fs::write(&text, "Это письмо, а не база данных. ".repeat(100)).unwrap();
    let before = std::fs::read(&text).unwrap();
    let error = refused(ServeSettings::new(
        "127.0.0.1:0".parse().unwrap(),
        text.clone(),
    ))
    .await;
    assert!(
        matches!(error, ServeError::Storage(StorageError::NotOurs { .. })),
        "{error}"
    );
    assert_eq!(std::fs::read(&text).unwrap(), before);

    let other = dir.path().join("other.sqlite");
    let pool = sqlx::sqlite::SqlitePool::connect(&format!("sqlite:{}?mode=rwc", other.display()))
        .await
        .unwrap();
    sqlx::query("CREATE TABLE notes (text TEXT)")
        .execute(&pool)
        .await
        .unwrap();
    let error = refused(ServeSettings::new("127.0.0.1:0".parse().unwrap(), other)).await;
    assert!(
        matches!(error, ServeError::Storage(StorageError::NotOurs { .. })),
        "{error}"
    );

    let nowhere = dir.path().join("no/such/directory/a.sqlite");
    let error = refused(ServeSettings::new("127.0.0.1:0".parse().unwrap(), nowhere)).await;
    assert!(
        matches!(error, ServeError::Storage(StorageError::Open { .. })),
        "{error}"
    );
}

#[tokio::test]
async fn a_bad_certificate_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let certificate = dir.path().join("cert.pem");
    std::fs::write(&certificate, "not a certificate").unwrap();
    let mut settings =
        ServeSettings::new("127.0.0.1:0".parse().unwrap(), dir.path().join("a.sqlite"));
    settings.tls = Some(TlsFiles {
        certificate: certificate.clone(),
        key: dir.path().join("key.pem"),
    });
    let error = refused(settings).await;
    assert!(
        matches!(&error, ServeError::Tls { what: "certificate", path, .. } if *path == certificate),
        "{error}"
    );
}

#[tokio::test]
async fn a_database_that_another_program_keeps_is_said_to_be_locked() {
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("register.sqlite");
    let running = Server::start(ServeSettings::new(
        "127.0.0.1:0".parse().unwrap(),
        database.clone(),
    ))
    .await
    .unwrap();
    running.shutdown().await;
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(&database)
        .locking_mode(sqlx::sqlite::SqliteLockingMode::Exclusive);
    let pool = sqlx::sqlite::SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(options)
        .await
        .unwrap();
    sqlx::query("CREATE TABLE held (x)")
        .execute(&pool)
        .await
        .unwrap();
    let error = refused(ServeSettings::new("127.0.0.1:0".parse().unwrap(), database)).await;
    assert!(
        matches!(error, ServeError::Storage(StorageError::Locked)),
        "{error}"
    );
}

#[tokio::test]
async fn away_from_loopback_the_register_speaks_tls() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api/fixtures");
    let dir = tempfile::tempdir().unwrap();
    let mut settings =
        ServeSettings::new("0.0.0.0:0".parse().unwrap(), dir.path().join("a.sqlite"));
    settings.protected = Some("127.0.0.1:0".parse().unwrap());
    settings.tls = Some(TlsFiles {
        certificate: fixtures.join("localhost.pem"),
        key: fixtures.join("localhost.key"),
    });
    let running = Server::start(settings).await.unwrap();
    let authority = std::fs::read(fixtures.join("localhost.pem")).unwrap();
    let authority = reqwest::Certificate::from_pem(&authority).unwrap();
    let http = reqwest::Client::builder()
        .tls_certs_only([authority])
        .build()
        .unwrap();
    let ports = [
        running.open_addr.port(),
        running.protected_addr.unwrap().port(),
    ];
    for port in ports {
        let answer = http
            .get(format!("https://localhost:{port}/v1/health"))
            .send()
            .await
            .unwrap();
        assert_eq!(
            (answer.status().as_u16(), answer.version()),
            (200, reqwest::Version::HTTP_2)
        );
        assert!(
            http.get(format!("http://localhost:{port}/v1/health"))
                .send()
                .await
                .is_err()
        );
    }
    running.shutdown().await;
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_may_read_the_database() {
    use std::os::unix::fs::PermissionsExt;

    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("register.sqlite");
    let settings = ServeSettings::new("127.0.0.1:0".parse().unwrap(), database.clone());
    let running = Server::start(settings).await.unwrap();
    for file in [database.clone(), database.with_extension("sqlite-wal")] {
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
    running.shutdown().await;
}
