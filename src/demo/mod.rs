//! A self-contained demonstration: a synthetic register behind a real server on loopback. Nothing in it is a real person.

pub mod chance;
pub mod clerks;
pub mod enrolment;
pub mod names;
pub mod papers;
pub mod people;
pub mod places;
pub mod portal;
pub mod register;
pub mod tutor;
mod videos;
mod worked;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, Utc};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::api::session::Secret;
use crate::client;
use crate::client::portal::Portal;
use crate::domain::{MunicipalityCode, OrganisationId, Zone};
use crate::server::admin::{self, ClerkAccount};
use crate::server::clock::Clock;
use crate::server::storage::Storage;
use crate::server::{Running, ServeSettings, Server, ended};

use clerks::{CLERKS, PASSWORD};
use enrolment::Enrolment;
use places::PLACES;
use portal::Families;
use register::Register;

/// The organisation at whose desk the demonstration clerks sit.
pub const DESK: OrganisationId = OrganisationId(1);
/// The one that reviews the programmes of its municipality.
const REVIEW: OrganisationId = OrganisationId(2);

pub struct DemoSettings {
    /// Where the database and the desk's store lie; `None`: a temporary folder that goes at the end.
    pub data: Option<PathBuf>,
    pub seed: u64,
    /// Applications in the register.
    pub size: u32,
    /// Seconds between what the families' portal sends, give or take a third; 0: nothing arrives.
    pub portal_every: u32,
    pub clock: Arc<dyn Clock>,
}

/// A running demonstration. Its server works on threads of its own.
pub struct Demo {
    pub open: SocketAddr,
    pub protected: SocketAddr,
    /// The token of the families' portal.
    pub portal: Secret,
    data: PathBuf,
    server: Option<(Runtime, Running)>,
    _temporary: Option<TempDir>,
}

impl Demo {
    /// Fills the register if it is empty, starts the server and the families that use it.
    ///
    /// # Errors
    /// When the data folder or the loopback ports can't be used.
    pub fn start(settings: &DemoSettings) -> Result<Self> {
        let temporary = match settings.data {
            Some(_) => None,
            None => Some(
                tempfile::Builder::new()
                    .prefix("reestr-demo-")
                    .tempdir()
                    .context("can't make a temporary folder: give one with --data")?,
            ),
        };
        let data = match (&settings.data, &temporary) {
            (Some(given), _) => given.clone(),
            (None, Some(made)) => made.path().to_owned(),
            (None, None) => std::env::temp_dir(),
        };
        std::fs::create_dir_all(&data).with_context(|| {
            format!(
                "can't make {}: give another folder with --data",
                data.display()
            )
        })?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("register")
            .enable_all()
            .build()
            .context("can't start the register's threads")?;
        let running = runtime.block_on(serve(&data, settings))?;
        let open = running.open_addr;
        let protected = running.protected_addr.unwrap_or(open);
        let storage = running.register().storage();
        let portal = runtime.block_on(portal::account(storage, &*settings.clock))?;
        if settings.portal_every > 0 {
            let register = client::Register::new(&format!("http://{open}"), None)?;
            let portal = Portal::new(register, portal.clone());
            let families = Families::new(portal, settings.seed, &*settings.clock);
            runtime.spawn(families.live(settings.size, settings.portal_every));
        }
        Ok(Self {
            open,
            protected,
            portal,
            data,
            server: Some((runtime, running)),
            _temporary: temporary,
        })
    }

    /// Where the desk's own store lies.
    #[must_use]
    pub fn desk(&self) -> PathBuf {
        self.data.join("desk")
    }

    /// Waits for Ctrl+C or SIGTERM.
    ///
    /// # Errors
    /// When the system lets nobody listen for signals.
    pub fn wait(&self) -> Result<()> {
        let Some((runtime, _)) = &self.server else {
            return Ok(());
        };
        Ok(runtime.block_on(ended())?)
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        if let Some((runtime, running)) = self.server.take() {
            runtime.block_on(running.shutdown());
        }
    }
}

async fn serve(data: &Path, settings: &DemoSettings) -> Result<Running> {
    let database = data.join("register.sqlite");
    fill(&database, settings).await?;
    let loopback = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let mut serve = ServeSettings::new(loopback, database);
    serve.protected = Some(loopback);
    serve.clock = Arc::clone(&settings.clock);
    Ok(Server::start(serve).await?)
}

/// Puts the synthetic register into an empty database; a full one stays as the last demonstration left it.
async fn fill(database: &Path, settings: &DemoSettings) -> Result<()> {
    let storage = Arc::new(admin::open(database).await?);
    let filled = !storage.read().await?.municipalities().await?.is_empty();
    if !filled {
        let now = settings.clock.now();
        let mut register = Register::new(settings.seed, Zone::MOSCOW.date(now));
        offices(&*storage, &register).await?;
        let mut cases = register.cases(settings.size);
        let enrolment = Enrolment::of(settings.seed, now, register.organisations(), &mut cases)
            .context("the synthetic programmes and requests break a rule: choose another --seed")?;
        let counted = worked::on(&cases);
        admin::import_cases(&*storage, cases, now).await?;
        worked::write(&*storage, &counted).await?;
        enrolment::write(&*storage, &enrolment).await?;
        videos::write(&*storage).await?;
        first_night(storage.clone(), &settings.clock).await?;
    }
    storage.close().await;
    Ok(())
}

/// What became due before the demonstration began is done before anybody looks.
async fn first_night(storage: Arc<dyn Storage>, clock: &Arc<dyn Clock>) -> Result<()> {
    let register = crate::server::Register::unattended(storage, Arc::clone(clock))
        .map_err(|error| anyhow!("the system refuses random numbers: {error}"))?;
    register.nights_everywhere().await?;
    Ok(())
}

async fn offices(storage: &dyn Storage, register: &Register) -> Result<()> {
    for place in PLACES {
        let code = MunicipalityCode(place.code);
        admin::create_municipality(storage, code, &place.name.into()).await?;
    }
    for organisation in register.organisations() {
        admin::create_organisation(storage, organisation.municipality, &organisation.name).await?;
    }
    for clerk in CLERKS {
        let account = ClerkAccount {
            login: clerk.login.to_owned(),
            name: clerk.name.into(),
            organisation: clerk.organisation,
            capabilities: clerk.capabilities(),
            password: Secret(PASSWORD.to_owned()),
        };
        admin::create_clerk(storage, &account).await?;
    }
    Ok(())
}

/// The system's clock, moved: pictures of the program stay the same from day to day.
pub struct ClockFrom {
    pub ahead: chrono::Duration,
}

impl Clock for ClockFrom {
    fn now(&self) -> DateTime<Utc> {
        Utc::now() + self.ahead
    }
}
