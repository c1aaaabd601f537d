//! Starting and ending: listeners, TLS, tasks.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::task::JoinSet;

use super::chance::SystemChance;
use super::register::{Limits, Parts, Register, recovery};
use super::routes;
use super::session::password::Passwords;
use super::settings::{ServeError, ServeSettings, TlsFiles, check};
use super::storage::{Storage, sqlite};

/// How long requests under way may take when the register ends.
const GRACE: Duration = Duration::from_secs(10);

/// A connection that says nothing for so long is closed.
const FIRST_REQUEST: Duration = Duration::from_secs(10);

pub struct Server;

/// A register that serves. Dropped without [`Running::shutdown`], it stops listening at once.
pub struct Running {
    pub open_addr: SocketAddr,
    pub protected_addr: Option<SocketAddr>,
    register: Arc<Register>,
    handle: Handle<SocketAddr>,
    tasks: JoinSet<()>,
}

impl Server {
    /// Opens the database and the listeners, and serves until [`Running::shutdown`].
    ///
    /// # Errors
    /// Everything that is wrong with the settings, the addresses, the certificate or the database.
    pub async fn start(settings: ServeSettings) -> Result<Running, ServeError> {
        check(&settings)?;
        let tls = settings.tls.as_ref().map(tls).transpose()?;
        let open = bind(settings.open)?;
        let protected = settings.protected.map(bind).transpose()?;
        let (from, way) = settings.mail.open(&settings.database)?;
        let storage = sqlite::open(&settings.database).await?;
        let register = Arc::new(register(&settings, Arc::new(storage))?);
        register.begin_generation().await?;

        let mut running = Running {
            open_addr: address(&open, settings.open)?,
            protected_addr: None,
            register: register.clone(),
            handle: Handle::new(),
            tasks: JoinSet::new(),
        };
        running.serve(
            open,
            tls.clone(),
            routes::open(register.clone()),
            settings.open,
        )?;
        if let (Some(listener), Some(asked)) = (protected, settings.protected) {
            running.protected_addr = Some(address(&listener, asked)?);
            running.serve(listener, tls, routes::protected(register.clone()), asked)?;
        }
        let nights = register.clone();
        running
            .tasks
            .spawn(async move { nights.work_nights().await });
        running
            .tasks
            .spawn(register.clone().send_letters(from, way));
        running
            .tasks
            .spawn(async move { register.poll_counters().await });
        Ok(running)
    }
}

impl Running {
    /// The register itself, for what runs in the same process.
    #[must_use]
    pub fn register(&self) -> &Arc<Register> {
        &self.register
    }

    fn serve(
        &mut self,
        listener: TcpListener,
        tls: Option<RustlsConfig>,
        router: Router,
        asked: SocketAddr,
    ) -> Result<(), ServeError> {
        let refused = |error: std::io::Error| ServeError::Bind {
            address: asked,
            why: error.to_string(),
        };
        listener.set_nonblocking(true).map_err(refused)?;
        let server = axum_server::from_tcp(listener)
            .map_err(refused)?
            .handle(self.handle.clone())
            .first_request_timeout(FIRST_REQUEST);
        let service = router.into_make_service();
        self.tasks.spawn(async move {
            let ended = match tls {
                Some(config) => {
                    let acceptor = axum_server::tls_rustls::RustlsAcceptor::new(config);
                    server.acceptor(acceptor).serve(service).await
                }
                None => server.serve(service).await,
            };
            if let Err(error) = ended {
                tracing::error!(%error, "a listener ended");
            }
        });
        Ok(())
    }

    /// Lets requests under way end, tells those who wait for a wake-up, closes the database.
    pub async fn shutdown(mut self) {
        self.register.stop();
        self.handle.graceful_shutdown(Some(GRACE));
        while self.tasks.join_next().await.is_some() {}
        self.register.storage.close().await;
    }
}

fn register(settings: &ServeSettings, storage: Arc<dyn Storage>) -> Result<Register, ServeError> {
    let key = recovery::path(&settings.database);
    let secret = recovery::load(&key).map_err(|error| ServeError::RecoveryKey {
        why: error.to_string(),
        path: key,
    })?;
    let register = Register::of(Parts {
        storage,
        clock: settings.clock.clone(),
        chance: Arc::new(SystemChance),
        passwords: Passwords::new().map_err(ServeError::Random)?,
        limits: Limits {
            idle: settings.idle,
            absolute: settings.absolute,
            wake: settings.wake,
        },
    });
    Ok(register
        .with_terms(settings.terms.clone())
        .with_recovery(secret))
}

fn bind(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => ServeError::PortInUse(address),
        _ => ServeError::Bind {
            address,
            why: error.to_string(),
        },
    })
}

fn address(listener: &TcpListener, asked: SocketAddr) -> Result<SocketAddr, ServeError> {
    listener.local_addr().map_err(|error| ServeError::Bind {
        address: asked,
        why: error.to_string(),
    })
}

/// The register's own certificate, DER, once the chain and its key have been found to be usable together.
///
/// # Errors
/// What `serve` would refuse them for.
pub fn certificate(files: &TlsFiles) -> Result<Vec<u8>, ServeError> {
    tls(files)?;
    let first = CertificateDer::from_pem_file(&files.certificate);
    let first = first.map_err(|error| ServeError::Tls {
        what: "certificate",
        path: files.certificate.clone(),
        why: error.to_string(),
    })?;
    Ok(first.to_vec())
}

fn tls(files: &TlsFiles) -> Result<RustlsConfig, ServeError> {
    let refused = |what, path: &Path, why: String| ServeError::Tls {
        what,
        path: path.to_owned(),
        why,
    };
    let certificate = |why: String| refused("certificate", &files.certificate, why);
    let chain = CertificateDer::pem_file_iter(&files.certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| certificate(error.to_string()))?;
    if chain.is_empty() {
        return Err(certificate("there is no certificate in it".to_owned()));
    }
    let key = PrivateKeyDer::from_pem_file(&files.key)
        .map_err(|error| refused("key", &files.key, error.to_string()))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|error| certificate(error.to_string()))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(RustlsConfig::from_config(Arc::new(config)))
}
