//! The conversation with a relay, step by step, so that it is known how far it was when it broke.
//!
//! Each step has its time (RFC 5321, 4.5.3.2): a server that says nothing holds up the queue no longer than that.

use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lettre::Address;
use lettre::address::Envelope;
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters,
};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};

use super::answer::{Codes, Phase};
use super::letter::Message;
use super::settings::{Line, RelaySettings, password};
use crate::server::settings::ServeError;

const CONNECT: Duration = Duration::from_mins(1);
const COMMAND: Duration = Duration::from_mins(5);
/// The whole letter and the answer to it.
const MESSAGE: Duration = Duration::from_mins(10);
const GOODBYE: Duration = Duration::from_secs(5);
/// Bytes of a letter that are given to the line at once.
const PIECE: usize = 16 * 1024;

pub struct Relay {
    host: String,
    port: u16,
    line: Line,
    tls: TlsParameters,
    credentials: Option<Credentials>,
}

/// Where the conversation ended, and with which codes.
#[derive(Clone, Copy, Debug)]
pub struct Broken {
    pub phase: Phase,
    pub codes: Codes,
}

/// A relay that has agreed to take the letter; nothing of it has been sent.
pub struct Ready(AsyncSmtpConnection);

impl Relay {
    /// # Errors
    /// A certificate or a password that can't be used.
    pub fn new(settings: &RelaySettings) -> Result<Self, ServeError> {
        let credentials = match &settings.login {
            Some((login, file)) => Some(Credentials::new(login.clone(), password(file)?.0.clone())),
            None => None,
        };
        Ok(Self {
            host: settings.host.clone(),
            port: settings.port,
            line: settings.line,
            tls: tls(settings)?,
            credentials,
        })
    }

    /// Connects, logs in and offers the letter, up to the point where its bytes are asked for.
    ///
    /// # Errors
    /// What broke, where: the letter has not been sent.
    pub async fn offer(&self, envelope: &Envelope) -> Result<Ready, Broken> {
        let mut line = self.connect().await?;
        match introduce(&mut line, envelope).await {
            Ok(()) => Ok(Ready(line)),
            Err(broken) => {
                goodbye(line).await;
                Err(broken)
            }
        }
    }

    /// Connects and logs in as before a letter, and leaves: for whoever looks whether letters could be sent.
    ///
    /// # Errors
    /// What broke.
    pub async fn greet(&self) -> Result<(), Broken> {
        let line = self.connect().await?;
        goodbye(line).await;
        Ok(())
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Broken> {
        let name = ClientId::default();
        let wrapped = (self.line == Line::Tls).then(|| self.tls.clone());
        let address = (self.host.as_str(), self.port);
        let connecting =
            AsyncSmtpConnection::connect_tokio1(address, Some(CONNECT), &name, wrapped, None);
        let mut line = within(COMMAND, Phase::Connect, connecting).await?;
        if self.line == Line::StartTls {
            let encrypting = line.starttls(self.tls.clone(), &name);
            within(COMMAND, Phase::Encrypt, encrypting).await?;
        }
        if let Some(credentials) = &self.credentials {
            let mechanisms = [Mechanism::Plain, Mechanism::Login];
            let logging_in = line.auth(&mechanisms, credentials);
            within(COMMAND, Phase::Login, logging_in).await?;
        }
        Ok(line)
    }
}

impl Ready {
    /// Sends the letter. The answer's codes, once it was taken.
    ///
    /// # Errors
    /// What broke: after the last byte nobody can tell whether it was taken.
    pub async fn send(self, message: &Message) -> Result<Codes, Broken> {
        let Self(mut line) = self;
        let ended = AtomicBool::new(false);
        let mut pieces = message.bytes.chunks(PIECE);
        // What ends the letter is written as soon as there are no more pieces.
        let watched = std::iter::from_fn(|| {
            let piece = pieces.next();
            ended.store(piece.is_none(), Ordering::Relaxed);
            piece
        });
        let sending = tokio::time::timeout(MESSAGE, line.message_iter(watched));
        let codes = match sending.await {
            Ok(Ok(answer)) => {
                let basic = answer.code().to_string().parse().ok();
                // Nobody waits for it: what became of the letter is to be written down at once.
                tokio::spawn(goodbye(line));
                return Ok(Codes {
                    basic,
                    enhanced: None,
                });
            }
            Ok(Err(error)) => Codes::of(&error),
            Err(_) => Codes::default(),
        };
        let phase = Phase::Message {
            ended: ended.load(Ordering::Relaxed),
        };
        Err(Broken { phase, codes })
    }

    /// Leaves without sending anything.
    pub fn leave(self) {
        // The server awaits a letter: only closing the line says that none comes.
        drop(self.0);
    }
}

async fn introduce(line: &mut AsyncSmtpConnection, envelope: &Envelope) -> Result<(), Broken> {
    let foreign = |address: &Address| !address.to_string().is_ascii();
    let utf8 = envelope.to().iter().any(foreign);
    if utf8 && !line.server_info().supports_feature(Extension::SmtpUtfEight) {
        // As a server would say it that knows no such letters (RFC 6531, 3.5).
        let codes = Codes::foreign_address();
        return Err(Broken {
            phase: Phase::Recipient,
            codes,
        });
    }
    let options = utf8.then_some(MailParameter::SmtpUtfEight);
    let sender = Mail::new(envelope.from().cloned(), options.into_iter().collect());
    within(COMMAND, Phase::Sender, line.command(sender)).await?;
    for to in envelope.to() {
        let recipient = Rcpt::new(to.clone(), Vec::new());
        within(COMMAND, Phase::Recipient, line.command(recipient)).await?;
    }
    within(COMMAND, Phase::Data, line.command(Data)).await?;
    Ok(())
}

/// The line is closed in good manners where the server answers at once.
async fn goodbye(mut line: AsyncSmtpConnection) {
    // Whatever comes of it, the letter is taken or refused already.
    let _ = tokio::time::timeout(GOODBYE, line.quit()).await;
}

async fn within<T>(
    time: Duration,
    phase: Phase,
    step: impl Future<Output = Result<T, smtp::Error>>,
) -> Result<T, Broken> {
    let codes = match tokio::time::timeout(time, step).await {
        Ok(Ok(done)) => return Ok(done),
        Ok(Err(error)) => Codes::of(&error),
        Err(_) => Codes::default(),
    };
    Err(Broken { phase, codes })
}

fn tls(settings: &RelaySettings) -> Result<TlsParameters, ServeError> {
    let refused = |path: &std::path::Path, why: String| ServeError::Tls {
        what: "certification authority of the mail server",
        path: path.to_owned(),
        why,
    };
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(path) = &settings.ca {
        let pem = std::fs::read(path).map_err(|error| refused(path, error.to_string()))?;
        let root = Certificate::from_pem(&pem).map_err(|error| refused(path, error.to_string()))?;
        builder = builder
            .certificate_store(CertificateStore::None)
            .add_root_certificate(root);
    }
    builder.build_rustls().map_err(|error| {
        let path = settings.ca.clone().unwrap_or_default();
        refused(&path, error.to_string())
    })
}
