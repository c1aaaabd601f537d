//! `reestr serve`: the central register, until it is told to end.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use reestr::config::{self, Overrides};
use reestr::doctor::Served;
use reestr::server::mail::{Line, MailSettings, RelaySettings};
use reestr::server::{NightTerms, ServeSettings, Server, Terms, TlsFiles, ended};

use super::arguments::{Common, Serve};
use super::say::say;

pub fn run(common: &Common, serve: &Serve) -> Result<ExitCode> {
    let overrides = Overrides {
        serve_open: serve.open.clone(),
        serve_protected: serve.protected.clone(),
        serve_database: serve.database.clone(),
        serve_tls_cert: serve.tls_cert.clone(),
        serve_tls_key: serve.tls_key.clone(),
        ..common.overrides()
    };
    let config = config::load(&overrides)?;
    let settings = settings(&config.serve)?;
    super::admin::create_directory(&settings.database)?;
    runtime()?.block_on(async {
        let scheme = if settings.tls.is_some() {
            "https"
        } else {
            "http"
        };
        let running = Server::start(settings).await?;
        say!("open: {scheme}://{}", running.open_addr);
        if let Some(address) = running.protected_addr {
            say!("protected: {scheme}://{address}");
        }
        ended().await?;
        running.shutdown().await;
        Ok(ExitCode::SUCCESS)
    })
}

/// On what terms the configuration takes applications.
pub fn terms(serve: &config::Serve) -> Terms {
    Terms {
        paper_days: serve.paper_days,
        days_off: serve.days_off.clone(),
        working_days: serve.working_days.clone(),
        submit_open: serve.submit_open,
        numbers_ahead: serve.numbers_ahead,
        journal_ahead: serve.journal_ahead,
        night: NightTerms {
            hour: serve.night_hour,
            offer_days: serve.offer_days,
            unused_days: serve.unused_days,
        },
    }
}

fn settings(serve: &config::Serve) -> Result<ServeSettings> {
    let mut settings = ServeSettings::new(serve.open, serve.database.clone());
    settings.protected = serve.protected;
    settings.terms = terms(serve);
    settings.mail = mail(&serve.mail);
    settings.tls = match (&serve.tls_cert, &serve.tls_key) {
        (Some(certificate), Some(key)) => Some(TlsFiles {
            certificate: certificate.clone(),
            key: key.clone(),
        }),
        (None, None) => None,
        _ => bail!("serve.tls_cert and serve.tls_key belong together: give both or neither"),
    };
    let other = serve.protected_cert.is_some() && serve.protected_cert != serve.tls_cert;
    if other || serve.protected_key.is_some() && serve.protected_key != serve.tls_key {
        bail!(
            "both listeners use one certificate: take serve.protected_cert and serve.protected_key out, and let the one of serve.tls_cert name both addresses"
        );
    }
    Ok(settings)
}

/// What `reestr doctor` looks at. A pair of files of which one is missing is the configuration's mistake, and told there.
pub fn served(serve: &config::Serve) -> Served {
    let files = serve.tls_cert.clone().zip(serve.tls_key.clone());
    Served {
        open: serve.open,
        protected: serve.protected,
        database: serve.database.clone(),
        tls: files.map(|(certificate, key)| TlsFiles { certificate, key }),
        relay: mail(&serve.mail).relay,
    }
}

fn mail(mail: &config::Mail) -> MailSettings {
    let relay = mail.relay.as_ref().map(|relay| RelaySettings {
        line: match relay.line {
            config::MailLine::Tls => Line::Tls,
            config::MailLine::StartTls => Line::StartTls,
            config::MailLine::Plain => Line::Plain,
        },
        host: relay.host.clone(),
        port: relay.port,
        login: mail.login.clone().zip(mail.password_file.clone()),
        ca: mail.ca.clone(),
    });
    MailSettings {
        relay,
        from: mail.from.clone(),
    }
}

/// The runtime of the register: as many threads as there are processors.
pub fn runtime() -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("no threads can be started; end other programs and try again")
}
