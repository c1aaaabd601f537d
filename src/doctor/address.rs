//! From an address to a line: its name, a connection, and what encrypts it. Knows nothing of what is said on the line.
#![cfg_attr(
    not(feature = "tui"),
    allow(dead_code, reason = "the register's side needs less of a line")
)]

use std::io;
use std::net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    ClientConfig, ClientConnection, DigitallySignedStruct, Error, ProtocolVersion, SignatureScheme,
};

/// What a name server may take.
const LOOKUP: Duration = Duration::from_secs(3);
/// What all addresses of a name may take together to be connected to.
const CONNECT: Duration = Duration::from_secs(3);
/// What each step of an agreement on encryption may take.
const STEP: Duration = Duration::from_secs(2);

/// A host and a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// A name, or an address without brackets.
    pub host: String,
    pub port: u16,
}

impl Address {
    /// Of a URL as the configuration takes them; and whether it is encrypted.
    #[must_use]
    pub fn of_url(url: &str) -> Option<(Self, bool)> {
        let (rest, secure) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
            (Some(rest), _) => (rest, true),
            (_, Some(rest)) => (rest, false),
            (None, None) => return None,
        };
        let authority = rest.split('/').next()?;
        Some((Self::of(authority, if secure { 443 } else { 80 })?, secure))
    }

    /// Of `host`, `host:port` or the same with an address in brackets.
    #[must_use]
    pub fn of(authority: &str, usual: u16) -> Option<Self> {
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, port.parse().ok()?),
            _ => (authority, usual),
        };
        let host = host.trim_matches(['[', ']']).to_owned();
        (!host.is_empty()).then_some(Self { host, port })
    }

    /// Whether it is an address already, and no name.
    #[must_use]
    pub fn is_number(&self) -> bool {
        self.host.parse::<IpAddr>().is_ok()
    }

    /// # Errors
    /// The name is not known, or nobody says so in time.
    pub fn lookup(&self) -> Result<Vec<SocketAddr>, Unnamed> {
        let (tell, told) = mpsc::channel();
        let (host, port) = (self.host.clone(), self.port);
        // The system's own look-up can't be ended; it is left alone when it is late.
        thread::spawn(move || {
            let _ = tell.send((host.as_str(), port).to_socket_addrs());
        });
        match told.recv_timeout(LOOKUP) {
            Ok(Ok(found)) => {
                let found: Vec<SocketAddr> = found.collect();
                if found.is_empty() {
                    return Err(Unnamed::Unknown);
                }
                Ok(found)
            }
            Ok(Err(_)) => Err(Unnamed::Unknown),
            Err(_) => Err(Unnamed::Late),
        }
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.host.contains(':') {
            write!(f, "[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}

/// Why a name gives no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unnamed {
    Unknown,
    Late,
}

/// A connection, and how long it took.
#[derive(Debug)]
pub struct Connected {
    pub stream: TcpStream,
    pub to: SocketAddr,
    pub took: Duration,
}

/// Connects to the first address that takes it.
///
/// # Errors
/// What the last of them said.
pub fn connect(addresses: &[SocketAddr]) -> io::Result<Connected> {
    let until = Instant::now() + CONNECT;
    let mut last = io::Error::from(io::ErrorKind::TimedOut);
    for to in addresses {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break;
        }
        let began = Instant::now();
        match TcpStream::connect_timeout(to, left) {
            Ok(stream) => {
                stream.set_read_timeout(Some(STEP))?;
                stream.set_write_timeout(Some(STEP))?;
                return Ok(Connected {
                    stream,
                    to: *to,
                    took: began.elapsed(),
                });
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// What was agreed on.
#[derive(Debug)]
pub struct Handshake {
    pub version: &'static str,
    /// The certificate of the host itself, DER.
    pub certificate: Vec<u8>,
}

/// Agrees on encryption with whoever is there, and believes every certificate: what it says is to be told. Whether it is
/// accepted is for the program's own client to say. Nothing is sent behind the handshake.
///
/// # Errors
/// There is no TLS on this line, or none that this program speaks.
pub fn handshake(stream: &mut TcpStream, host: &str) -> io::Result<Handshake> {
    let provider = Arc::new(ring::default_provider());
    let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
    let config = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Anyone(provider)))
        .with_no_client_auth();
    let mut tls = ClientConnection::new(Arc::new(config), name).map_err(io::Error::other)?;
    while tls.is_handshaking() {
        tls.complete_io(stream)?;
    }
    let version = match tls.protocol_version() {
        Some(ProtocolVersion::TLSv1_2) => "1.2",
        Some(ProtocolVersion::TLSv1_3) => "1.3",
        _ => "?",
    };
    let certificate = tls.peer_certificates().and_then(|chain| chain.first());
    let certificate = certificate.map(|certificate| certificate.to_vec());
    Ok(Handshake {
        version,
        certificate: certificate.unwrap_or_default(),
    })
}

/// Takes every certificate, and proves that its owner is there.
#[derive(Debug)]
struct Anyone(Arc<CryptoProvider>);

impl ServerCertVerifier for Anyone {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_and_a_port() {
        let of = |url| {
            let (address, secure) = Address::of_url(url)?;
            Some((address.to_string(), address.host, secure))
        };
        let is = |shown: &str, host: &str, secure| Some((shown.into(), host.into(), secure));
        assert_eq!(of("https://a.b"), is("a.b:443", "a.b", true));
        assert_eq!(
            of("http://127.0.0.1:8600"),
            is("127.0.0.1:8600", "127.0.0.1", false)
        );
        assert_eq!(of("https://[::1]:8600"), is("[::1]:8600", "::1", true));
        assert_eq!(of("https://[::1]"), is("[::1]:443", "::1", true));
        for wrong in ["a.b", "ftp://a", "https://", "https://a:b"] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_port_where_nobody_listens_refuses() {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap();
        assert!(connect(&[address]).is_ok());
        drop(free);
        let refused = connect(&[address]).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::ConnectionRefused);
        let unknown = Address::of("no-such-host.invalid", 1).unwrap();
        assert!(unknown.lookup().is_err());
    }
}
