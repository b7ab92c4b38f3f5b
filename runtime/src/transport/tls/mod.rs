//! Encryption: rustls, and whose certificates are trusted.

mod roots;

use std::io;
use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ConfigBuilder, WantsVerifier};
use tokio_rustls::TlsConnector;

pub use self::roots::{CertificateError, RootCertificates};
use super::stream::Stream;

pub(super) type TlsStream = tokio_rustls::client::TlsStream<Stream>;

/// What is trusted.
#[derive(Clone)]
pub(super) struct Tls(Arc<ClientConfig>);

impl Tls {
    /// Trusts the root certificates of Mozilla.
    pub(super) fn mozilla() -> Self {
        let config = builder().with_root_certificates(roots::mozilla()).with_no_client_auth();
        Self(Arc::new(config))
    }

    /// Trusts these root certificates.
    pub(super) fn trusting(roots: &RootCertificates) -> Result<Self, CertificateError> {
        Ok(Self(Arc::new(roots.config(builder())?)))
    }

    /// Agrees on encryption with the host, and makes sure that it is the host.
    pub(super) async fn secure(&self, host: &str, stream: Stream) -> io::Result<TlsStream> {
        let name = ServerName::try_from(host.to_owned()).map_err(|_| {
            io::Error::new(io::ErrorKind::InvalidInput, "the host has no name that a certificate can have")
        })?;
        TlsConnector::from(Arc::clone(&self.0)).connect(name, stream).await
    }
}

/// The cryptography that is used. Named, since the default of the process is ambiguous when other crates bring their own.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

fn builder() -> ConfigBuilder<ClientConfig, WantsVerifier> {
    ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .expect("ring supports the default TLS versions")
}
