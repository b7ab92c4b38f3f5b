//! A version of a product, as it is named on the command line: `ecs/2014-05-26`.

use std::fmt;
use std::path::Path;

/// The endings of files that hold documents.
const FILES: [&str; 3] = [".json", ".yaml", ".yml"];

/// A version of a product.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentRequest {
    /// The code of the product. Those who type it need not know which letters are capital.
    pub product: String,
    /// The version.
    pub version: String,
}

impl DocumentRequest {
    /// Reads `PRODUCT/VERSION`; `None` where the text has another form, or names a file that is there.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (product, version) = text.split_once('/')?;
        let is_name = |name: &str| {
            let is_fit = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
            name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.chars().all(is_fit)
        };
        let is_file = FILES.iter().any(|ending| text.ends_with(ending)) || Path::new(text).exists();
        let request = || Self { product: product.to_owned(), version: version.to_owned() };
        (is_name(product) && is_name(version) && version.contains(|c: char| c.is_ascii_digit()) && !is_file)
            .then(request)
    }

    /// Whether a document is the one that is meant.
    pub(crate) fn matches(&self, product: &str, version: &str) -> bool {
        self.product.eq_ignore_ascii_case(product) && self.version.eq_ignore_ascii_case(version)
    }
}

impl fmt::Display for DocumentRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.product, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_of_a_product_is_told_from_a_file() {
        for text in ["ecs/2014-05-26", "AliGenie/iap_1.0", "ocr-api/20210707", "a/1"] {
            assert_eq!(DocumentRequest::parse(text).unwrap().to_string(), text);
        }
        // The last one is a folder of this package.
        for text in ["ecs", "-", "a/b/1", "/1", "a/", "../1", "specs/1.yaml", "a b/1", "docs/ecs", "a/1?x", "src/../1"]
        {
            assert_eq!(DocumentRequest::parse(text), None, "{text}");
        }
    }
}
