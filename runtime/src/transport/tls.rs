//! Encryption: rustls with the root certificates of Mozilla.

use std::io;
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio_rustls::TlsConnector;

use super::stream::Wire;

pub(super) type TlsStream = tokio_rustls::client::TlsStream<Wire>;

/// What is trusted.
#[derive(Clone)]
pub(super) struct Tls(Arc<ClientConfig>);

impl Tls {
    /// Trusts the root certificates of Mozilla.
    pub(super) fn mozilla() -> Self {
        Self::trusting(RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() })
    }

    /// Trusts these root certificates.
    pub(super) fn trusting(roots: RootCertStore) -> Self {
        // Named, since the default of the process is ambiguous when other crates bring their own.
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("ring supports the default TLS versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self(Arc::new(config))
    }

    /// Agrees on encryption with the host, and makes sure that it is the host.
    pub(super) async fn secure(&self, host: &str, wire: Wire) -> io::Result<TlsStream> {
        let name = ServerName::try_from(host.to_owned()).map_err(|_| {
            io::Error::new(io::ErrorKind::InvalidInput, "the host has no name that a certificate can have")
        })?;
        TlsConnector::from(Arc::clone(&self.0)).connect(name, wire).await
    }
}
