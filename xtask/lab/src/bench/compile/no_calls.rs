//! The same without the generated crate: a request by the HTTP client alone.

use std::error::Error;

use http_body_util::{BodyExt, Empty};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::runtime::Builder;

fn main() -> Result<(), Box<dyn Error>> {
    Builder::new_current_thread().enable_all().build()?.block_on(request())
}

async fn request() -> Result<(), Box<dyn Error>> {
    let client = Client::builder(TokioExecutor::new()).build::<_, Empty<&'static [u8]>>(HttpConnector::new());
    let response = client.get("http://ice.cn-shanghai.aliyuncs.com/".parse()?).await?;
    println!("{}", response.status());
    let body = response.into_body().collect().await?.to_bytes();
    println!("{}", String::from_utf8_lossy(&body));
    Ok(())
}
