//! Which of the vendor's documents tests take: some, or with `ALIBABACLOUD_METADATA_ALL=1` all.

use std::path::Path;

use crate::listing;
use std::env;

/// Large and small, all calling styles, three editions.
const SOME: [&str; 13] = [
    "2024-06-zh/captcha/2023-03-05/api-docs.json",
    "2024-06-zh/cloudcontrol/2022-08-30/api-docs.json",
    "2024-06-zh/cs/2015-12-15/api-docs.json",
    "2024-06-zh/datalake/2020-07-10/api-docs.json",
    "2024-06-zh/es-serverless/2022-08-22/api-docs.json",
    "2024-06-zh/fc/2023-03-30/api-docs.json",
    "2024-06-zh/oss/2019-05-17/api-docs.json",
    "2024-06-zh/sls/2020-12-30/api-docs.json",
    "2024-06-zh/sts/2015-04-01/api-docs.json",
    "2025-12-en/cs/2015-12-15/api-docs.json",
    "2025-12-en/ice/2020-11-09/api-docs.json",
    "2025-12-zh/ecs/2014-05-26/api-docs.json",
    "2025-12-zh/ice/2020-11-09/api-docs.json",
];

/// The documents by their paths relative to the folder, sorted.
pub(crate) fn documents(folder: &Path) -> Vec<String> {
    let mut documents = listing::all(folder);
    if env::var_os("ALIBABACLOUD_METADATA_ALL").is_none() {
        documents.retain(|document| SOME.contains(&document.as_str()));
    }
    documents
}
