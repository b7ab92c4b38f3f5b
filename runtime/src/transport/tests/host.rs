//! A host on this machine that speaks TLS, with certificates that are made for the test.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::HOST;

pub(super) type Issuer = CertifiedIssuer<'static, KeyPair>;
pub(super) type Stream = StreamOwned<ServerConnection, std::net::TcpStream>;

pub(super) const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";

pub(super) fn authority(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params
}

pub(super) fn root() -> Issuer {
    root_named("Root")
}

pub(super) fn root_named(name: &str) -> Issuer {
    CertifiedIssuer::self_signed(authority(name), KeyPair::generate().unwrap()).unwrap()
}

/// A certificate between the root and the host.
pub(super) fn between(root: &Issuer) -> Issuer {
    CertifiedIssuer::signed_by(authority("Between"), KeyPair::generate().unwrap(), root).unwrap()
}

pub(super) fn leaf() -> CertificateParams {
    CertificateParams::new([HOST.to_owned()]).unwrap()
}

/// What a host shows, and the key for it.
pub(super) type Shown = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

/// A leaf and what is behind it.
pub(super) fn chain(leaf: &CertificateParams, issuer: &Issuer, behind: &[&Issuer]) -> Shown {
    let key = KeyPair::generate().unwrap();
    let own = leaf.signed_by(&key, issuer).unwrap().der().clone();
    let certificates = std::iter::once(own).chain(behind.iter().map(|issuer| issuer.der().clone())).collect();
    (certificates, key.into())
}

/// Gives each connection to `serve`, in a thread of its own.
pub(super) fn host(shown: Shown, serve: impl Fn(&mut Stream) + Clone + Send + 'static) -> SocketAddr {
    host_at(Ipv4Addr::LOCALHOST, shown, serve)
}

/// The same at another address of this machine.
pub(super) fn host_at(
    address: Ipv4Addr,
    shown: Shown,
    serve: impl Fn(&mut Stream) + Clone + Send + 'static,
) -> SocketAddr {
    let config = server_config(shown);
    let listener = TcpListener::bind((address, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for tcp in listener.incoming() {
            let session = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(session, tcp.unwrap());
            let serve = serve.clone();
            thread::spawn(move || serve(&mut stream));
        }
    });
    address
}

/// A host that shows this.
pub(super) fn server_config((certificates, key): Shown) -> Arc<ServerConfig> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    Arc::new(config.with_no_client_auth().with_single_cert(certificates, key).unwrap())
}

/// Reads the head of a request. False at the end of the connection.
pub(super) fn read_head(stream: &mut impl Read) -> bool {
    head(stream).is_some()
}

/// The head of a request, without its end; `None` at the end of the connection.
pub(super) fn head(stream: &mut impl Read) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            Ok(1) => head.extend(byte),
            _ => return None,
        }
    }
    Some(String::from_utf8(head).unwrap().trim_end().to_owned())
}

pub(super) fn answer_all(stream: &mut (impl Read + Write)) {
    while read_head(stream) && stream.write_all(ANSWER).is_ok() {}
}
