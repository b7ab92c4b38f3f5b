//! A proxy of the distribution: `tinyproxy`, where it is installed (`apt-get install tinyproxy`).

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::process::{Child, Command, Stdio};

use super::super::host::host_at;
use super::{Proxy, answer_all, chain, get, root, trusting};

/// The proxy, stopped when it is dropped.
struct Tinyproxy {
    process: Child,
    address: SocketAddr,
    config: std::path::PathBuf,
}

impl Tinyproxy {
    /// Starts it, with a user `me` whose password is `canary`. `None` if it is not installed.
    fn start() -> Option<Self> {
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
        let config = std::env::temp_dir().join(format!("alibabacloud-runtime-{}-tinyproxy.conf", std::process::id()));
        let text = format!("Listen {}\nPort {}\nTimeout 60\nBasicAuth me canary\n", address.ip(), address.port());
        std::fs::write(&config, text).unwrap();
        let mut command = Command::new("tinyproxy");
        command.args(["-d", "-c"]).arg(&config).stdout(Stdio::null()).stderr(Stdio::null());
        let mut process = command.spawn().ok()?;
        while TcpStream::connect(address).is_err() {
            assert!(process.try_wait().unwrap().is_none(), "tinyproxy ended at once");
            std::thread::yield_now();
        }
        Some(Self { process, address, config })
    }
}

impl Drop for Tinyproxy {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_file(&self.config);
    }
}

/// An address of this machine other than loopback, which no request goes through a proxy to. Nothing is sent.
fn own_address() -> Option<Ipv4Addr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    match socket.local_addr().ok()?.ip() {
        IpAddr::V4(address) if !address.is_loopback() && !address.is_unspecified() => Some(address),
        _ => None,
    }
}

#[tokio::test]
async fn a_real_proxy() {
    let Some(own) = own_address() else { return println!("skipped: this machine has only loopback addresses") };
    let Some(proxy) = Tinyproxy::start() else {
        return println!("skipped: tinyproxy is not installed (`apt-get install tinyproxy`)");
    };
    let root = root();
    let certificate = rcgen::CertificateParams::new([own.to_string()]).unwrap();
    let address = host_at(own, chain(&certificate, &root, &[]), answer_all).to_string();
    let through = |user: &str| trusting(&root).with_proxy(Proxy::fixed(format!("http://{user}{}", proxy.address)));

    let transport = through("me:canary@");
    for _ in 0..3 {
        let body = get(&transport, &address).await.unwrap().into_body();
        assert_eq!(body.collect(10).await.unwrap(), "{}");
    }
    for user in ["", "me:wrong@"] {
        let error = get(&through(user), &address).await.unwrap_err().to_string();
        let said = format!("connecting to {address} through the proxy {} failed: the proxy answered 40", proxy.address);
        assert!(error.starts_with(&said), "{error}");
    }
    // Nobody listens at port 1.
    let error = get(&transport, &format!("{own}:1")).await.unwrap_err();
    assert!(error.is_transient() && error.to_string().contains(": the proxy answered 50"), "{error}");
}
