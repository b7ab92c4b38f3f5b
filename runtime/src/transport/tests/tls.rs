//! Hosts with certificates that were made for the test.
//!
//! * A chain that leads to a trusted root, for the name that was called: the answer comes, and the connection is kept.
//! * Expired, for another name, from an unknown root, not yet valid, or without the certificate between: refused by name.
//! * The host closes without saying so in TLS: with all that was announced it is an answer, without a length it may be cut
//!   off, and is none.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::thread;

use rcgen::{CertificateParams, KeyPair, date_time_ymd};

use super::super::connect::Connector;
use super::super::tls::Tls;
use super::super::{HyperTransport, Phase, Proxy, RootCertificates, TransportError};
use super::host::{ANSWER, Issuer, answer_all, between, chain, host, leaf, read_head, root, root_named};
use super::{HOST, get};
use crate::transport::connect::Resolver;

const UNLIMITED: &[u8] = b"HTTP/1.1 200 OK\r\n\r\n{}";

/// A transport that trusts a root.
pub(super) fn trusting(root: &Issuer) -> HyperTransport {
    over(Tls::trusting(&RootCertificates::empty().with_pem(root.pem()).unwrap()).unwrap())
}

/// A transport that takes this machine for every host.
pub(super) fn over(tls: Tls) -> HyperTransport {
    let resolver: Resolver = |_, port| Box::pin(async move { Ok(vec![SocketAddr::from(([127, 0, 0, 1], port))]) });
    HyperTransport::over(Connector { resolver, overrides: Vec::new(), proxy: Proxy::off(), tls })
}

pub(super) async fn call(transport: &HyperTransport, address: SocketAddr) -> Result<String, TransportError> {
    let response = get(transport, &format!("{HOST}:{}", address.port())).await?;
    match response.into_body().collect(1000).await {
        Ok(body) => Ok(String::from_utf8_lossy(&body).into_owned()),
        Err(error) => Err(*error.downcast().unwrap()),
    }
}

#[tokio::test]
async fn a_chain_to_a_trusted_root() {
    let root = root();
    let between = between(&root);
    let transport = trusting(&root);
    let address = host(chain(&leaf(), &between, &[&between]), answer_all);
    for _ in 0..3 {
        assert_eq!(call(&transport, address).await.unwrap(), "{}");
    }
}

/// The texts are those of the TLS library.
#[tokio::test]
async fn a_host_that_is_not_trusted() {
    let root = root();
    let between = between(&root);
    let mut expired = leaf();
    (expired.not_before, expired.not_after) = (date_time_ymd(2001, 1, 1), date_time_ymd(2002, 1, 1));
    let mut future = leaf();
    (future.not_before, future.not_after) = (date_time_ymd(2901, 1, 1), date_time_ymd(2902, 1, 1));
    let other = CertificateParams::new(["other.example.internal".to_owned()]).unwrap();
    for (shown, reason) in [
        (chain(&expired, &root, &[]), "expired"),
        (chain(&future, &root, &[]), "not valid yet"),
        (chain(&other, &root, &[]), "not valid for name"),
        (chain(&leaf(), &root_named("Another root"), &[]), "UnknownIssuer"),
        (chain(&leaf(), &between, &[]), "UnknownIssuer"),
    ] {
        let error = call(&trusting(&root), host(shown, answer_all)).await.unwrap_err();
        assert_eq!((error.phase(), error.is_timeout()), (Phase::Tls, false), "{error}");
        assert!(!error.phase().may_have_been_received() && !error.to_string().contains("hidden"), "{error}");
        assert!(format!("{error:#}").contains(reason), "{error:#}");
    }
}

/// The certificates of Mozilla know nothing of ours.
#[tokio::test]
async fn a_root_of_ones_own_is_not_trusted_unless_asked_for() {
    let root = root();
    let error = call(&over(Tls::mozilla()), host(chain(&leaf(), &root, &[]), answer_all)).await.unwrap_err();
    assert_eq!(error.phase(), Phase::Tls, "{error}");
}

#[tokio::test]
async fn a_host_that_closes_without_notice() {
    let root = root();
    let shown = || chain(&leaf(), &root, &[]);
    let whole = host(shown(), |stream| {
        if read_head(stream) {
            stream.write_all(ANSWER).unwrap();
        }
    });
    let transport = trusting(&root);
    for _ in 0..3 {
        assert_eq!(call(&transport, whole).await.unwrap(), "{}");
    }

    let unlimited = host(shown(), |stream| {
        if read_head(stream) {
            stream.write_all(UNLIMITED).unwrap();
        }
    });
    let error = call(&transport, unlimited).await.unwrap_err();
    assert_eq!(error.phase(), Phase::Body, "{error}");

    let noticed = host(shown(), |stream| {
        if read_head(stream) {
            stream.write_all(UNLIMITED).unwrap();
            stream.conn.send_close_notify();
            stream.flush().unwrap();
        }
    });
    assert_eq!(call(&transport, noticed).await.unwrap(), "{}");
}

/// What comes behind an answer is already decrypted when the next request is to be sent.
#[tokio::test]
async fn an_answer_that_nobody_asked_for() {
    let root = root();
    let address = host(chain(&leaf(), &root, &[]), |stream| {
        while read_head(stream) {
            let stray = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nstray";
            stream.write_all(&[ANSWER, stray].concat()).unwrap();
        }
    });
    let transport = trusting(&root);
    for _ in 0..5 {
        assert_eq!(call(&transport, address).await.unwrap(), "{}");
    }
}

#[tokio::test]
async fn a_host_that_breaks_off_the_handshake() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || listener.incoming().for_each(drop));
    let error = call(&trusting(&root()), address).await.unwrap_err();
    assert_eq!((error.phase(), error.is_timeout()), (Phase::Tls, false), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_host_that_stalls_in_the_handshake() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let error = call(&trusting(&root()), listener.local_addr().unwrap()).await.unwrap_err();
    assert_eq!((error.phase(), error.is_timeout()), (Phase::Tls, true), "{error}");
}

/// A file that is removed when the test ends.
struct PemFile(std::path::PathBuf);

impl PemFile {
    fn new(name: &str, text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("alibabacloud-runtime-{}-{name}.pem", std::process::id()));
        std::fs::write(&path, text).unwrap();
        Self(path)
    }
}

impl Drop for PemFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Beside those of Mozilla or alone, from a text or from a file, one or many.
#[tokio::test]
async fn a_root_from_pem() {
    let (root, other) = (root(), root_named("Another root"));
    let address = host(chain(&leaf(), &root, &[]), answer_all);
    let both = format!("Bundle of the company\n{}{}", other.pem(), root.pem());
    let file = PemFile::new("both", &both);
    for roots in [
        RootCertificates::mozilla().with_pem(root.pem()),
        RootCertificates::empty().with_pem(&both),
        RootCertificates::empty().with_pem(other.pem()).unwrap().with_pem_file(&file.0),
    ] {
        let transport = over(Tls::mozilla()).with_root_certificates(&roots.unwrap()).unwrap();
        assert_eq!(call(&transport, address).await.unwrap(), "{}");
    }
    let roots = RootCertificates::empty().with_pem(other.pem()).unwrap();
    let error = call(&over(Tls::trusting(&roots).unwrap()), address).await.unwrap_err();
    assert_eq!(error.phase(), Phase::Tls, "{error}");
}

#[test]
fn what_is_no_root() {
    let key = KeyPair::generate().unwrap().serialize_pem();
    let broken = root().pem().replacen('M', "*", 1);
    let garbage = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for (text, hint) in [
        ("", "holds no certificate"),
        ("not PEM", "holds no certificate"),
        (key.as_str(), "holds no certificate"),
        (broken.as_str(), "certificate 1 of the PEM text cannot be read"),
        (garbage, "certificate 1 of the PEM text is no certificate"),
    ] {
        let error = RootCertificates::mozilla().with_pem(text).unwrap_err();
        assert!(error.to_string().contains(hint), "{error}");
        let file = PemFile::new("broken", text);
        let error = RootCertificates::mozilla().with_pem_file(&file.0).unwrap_err().to_string();
        assert!(error.contains(hint) && error.contains("-broken.pem"), "{error}");
    }
    let error = RootCertificates::mozilla().with_pem_file("/no/such/file.pem").unwrap_err();
    let cause = std::error::Error::source(&error).unwrap().downcast_ref::<std::io::Error>().unwrap();
    assert_eq!(cause.kind(), std::io::ErrorKind::NotFound);
    let error = crate::Error::from(error);
    assert_eq!(error.kind(), crate::error::ErrorKind::Config);
}

/// Where the environment names the store of the platform: in a process of its own, which gets another environment.
#[cfg(all(feature = "platform-verifier", target_os = "linux"))]
mod platform {
    use super::*;

    const ADDRESS: &str = "ALIBABACLOUD_TEST_PLATFORM_HOST";

    /// What a call gives in a process whose store is this file.
    fn with_store(store: &std::path::Path, address: SocketAddr) -> String {
        let output = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "transport::tests::tls::platform::call_with_the_store", "--nocapture"])
            .env("SSL_CERT_FILE", store)
            .env("SSL_CERT_DIR", "/no/such/folder")
            .env(ADDRESS, address.to_string())
            .output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    }

    #[tokio::test]
    async fn call_with_the_store() {
        let Ok(address) = std::env::var(ADDRESS) else { return };
        match Tls::trusting(&RootCertificates::platform()) {
            Ok(tls) => println!("<{:?}>", call(&over(tls), address.parse().unwrap()).await),
            Err(error) => println!("<{error}>"),
        }
    }

    #[test]
    fn the_store_of_the_platform() {
        let (root, other) = (root(), root_named("Another root"));
        let address = host(chain(&leaf(), &root, &[]), answer_all);
        let printed = with_store(&PemFile::new("platform", &root.pem()).0, address);
        assert!(printed.contains("<Ok(\"{}\")>"), "{printed}");
        let printed = with_store(&PemFile::new("other", &other.pem()).0, address);
        assert!(printed.contains("the TLS handshake with"), "{printed}");
        let printed = with_store("/no/such/file".as_ref(), address);
        assert!(printed.contains("the certificates of the operating system cannot be used"), "{printed}");
    }
}
