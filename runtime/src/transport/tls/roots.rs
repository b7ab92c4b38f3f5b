//! Whose certificates are trusted.

use std::error::Error as StdError;
use std::path::Path;
use std::sync::Arc;
use std::{fmt, fs};

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};

use crate::BoxError;

/// The root certificates that hosts are trusted by: those of Mozilla unless something else is said.
///
/// A company whose gateway intercepts connections has a root certificate of its own. It is usually found in the store of
/// the operating system ([`platform`](Self::platform)) or given as a PEM file:
///
/// ```no_run
/// # use runtime::{Config, Error};
/// # use runtime::transport::RootCertificates;
/// # fn example() -> Result<(), Error> {
/// let roots = RootCertificates::mozilla().with_pem_file("/etc/ssl/company.pem")?;
/// let config = Config::new("cn-shanghai").with_root_certificates(roots);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct RootCertificates {
    base: Base,
    /// Those that are trusted besides.
    own: Vec<CertificateDer<'static>>,
}

#[derive(Clone, Copy, Debug)]
enum Base {
    Empty,
    Mozilla,
    #[cfg(feature = "platform-verifier")]
    Platform,
}

impl RootCertificates {
    /// None: only those that are added.
    #[must_use]
    pub const fn empty() -> Self {
        Self { base: Base::Empty, own: Vec::new() }
    }

    /// Those that Mozilla trusts, as of the version of the crate `webpki-roots`.
    #[must_use]
    pub const fn mozilla() -> Self {
        Self { base: Base::Mozilla, own: Vec::new() }
    }

    /// Those that the operating system trusts, judged by its own verifier where it has one. On Unix other than Apple's,
    /// that is the store of the distribution; the environment variables `SSL_CERT_FILE` and `SSL_CERT_DIR` name another.
    #[cfg(feature = "platform-verifier")]
    #[must_use]
    pub const fn platform() -> Self {
        Self { base: Base::Platform, own: Vec::new() }
    }

    /// Adds the certificates of a PEM text.
    ///
    /// # Errors
    ///
    /// The text is no PEM, holds no certificate, or one that no host can be trusted by.
    pub fn with_pem(mut self, pem: impl AsRef<[u8]>) -> Result<Self, CertificateError> {
        let before = self.own.len();
        for certificate in CertificateDer::pem_slice_iter(pem.as_ref()) {
            let number = self.own.len() - before + 1;
            let fault = |what: &str| format!("certificate {number} of the PEM text {what}");
            let certificate = certificate.map_err(|error| CertificateError::new(fault("cannot be read"), error))?;
            RootCertStore::empty()
                .add(certificate.clone())
                .map_err(|error| CertificateError::new(fault("is no certificate to trust hosts by"), error))?;
            self.own.push(certificate);
        }
        if self.own.len() == before {
            return Err(CertificateError::of("the PEM text holds no certificate (`-----BEGIN CERTIFICATE-----`)"));
        }
        Ok(self)
    }

    /// Adds the certificates of a PEM file. The file is read now.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or as for [`with_pem`](Self::with_pem).
    pub fn with_pem_file(self, path: impl AsRef<Path>) -> Result<Self, CertificateError> {
        let path = path.as_ref();
        let within = |message: &dyn fmt::Display| format!("the root certificates in `{}`: {message}", path.display());
        let pem = fs::read(path).map_err(|error| CertificateError::new(within(&"cannot be read"), error))?;
        self.with_pem(pem).map_err(|error| CertificateError { message: within(&error.message), ..error })
    }

    /// The settings of TLS that trust them.
    pub(super) fn config(
        &self,
        builder: ConfigBuilder<ClientConfig, WantsVerifier>,
    ) -> Result<ClientConfig, CertificateError> {
        let mut store = match self.base {
            Base::Empty => RootCertStore::empty(),
            Base::Mozilla => mozilla(),
            #[cfg(feature = "platform-verifier")]
            Base::Platform => return self.verified_by_platform(builder),
        };
        for certificate in &self.own {
            // It was added to another store before.
            store.add(certificate.clone()).map_err(|error| CertificateError::new("a root certificate", error))?;
        }
        Ok(builder.with_root_certificates(Arc::new(store)).with_no_client_auth())
    }

    #[cfg(feature = "platform-verifier")]
    fn verified_by_platform(
        &self,
        builder: ConfigBuilder<ClientConfig, WantsVerifier>,
    ) -> Result<ClientConfig, CertificateError> {
        use rustls_platform_verifier::Verifier;

        let verifier = Verifier::new_with_extra_roots(self.own.clone(), super::provider())
            .map_err(|error| CertificateError::new("the certificates of the operating system cannot be used", error))?;
        Ok(builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth())
    }
}

impl Default for RootCertificates {
    fn default() -> Self {
        Self::mozilla()
    }
}

impl fmt::Debug for RootCertificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RootCertificates({:?}", self.base)?;
        match self.own.len() {
            0 => f.write_str(")"),
            own => write!(f, " and {own} of a PEM text)"),
        }
    }
}

pub(super) fn mozilla() -> RootCertStore {
    RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() }
}

/// Root certificates that cannot be used.
#[derive(Debug)]
pub struct CertificateError {
    message: String,
    source: Option<BoxError>,
}

impl CertificateError {
    fn of(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }

    fn new(message: impl Into<String>, source: impl Into<BoxError>) -> Self {
        Self { source: Some(source.into()), ..Self::of(message) }
    }
}

impl fmt::Display for CertificateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for CertificateError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
