//! The smallest program that makes two calls.

use std::error::Error;

use generated::Config;
use generated::ice20201109::{
    Client,
    operations::{GetMediaInfoRequest, ListMediaBasicInfosRequest},
};
use tokio::runtime::Builder;

fn main() -> Result<(), Box<dyn Error>> {
    Builder::new_current_thread().enable_all().build()?.block_on(calls())
}

async fn calls() -> Result<(), Box<dyn Error>> {
    let client = Client::new(Config::new("cn-shanghai"))?;
    let mut list = ListMediaBasicInfosRequest::default();
    list.media_type = Some("video".to_owned());
    let list = client.list_media_basic_infos(list).await?;
    for media in list.media_infos.iter().flatten() {
        let mut request = GetMediaInfoRequest::default();
        request.media_id = media.media_id.clone();
        let found = client.get_media_info(request).await?;
        println!("{:?} {:?}", found.request_id, found.media_info.as_ref().map(|info| &info.media_id));
    }
    Ok(())
}
