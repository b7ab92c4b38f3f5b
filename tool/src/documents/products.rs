//! The list of all products, for names that the service does not know.

use generator::import::similar;
use serde_json::Value;

use super::DocumentRequest;

/// A product of the list.
struct Product {
    code: String,
    versions: Vec<String>,
    /// The version that the vendor prefers.
    default: Option<String>,
}

/// The products and their versions.
pub(super) struct Products(Vec<Product>);

impl Products {
    /// Reads the list: an array of objects with `code` and `versions`, or an object that has it under `products`.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        let list: Value = serde_json::from_slice(text).ok()?;
        let list = list.as_array().or_else(|| list.get("products")?.as_array())?;
        let product = |entry: &Value| {
            let versions = entry.get("versions").and_then(Value::as_array).into_iter().flatten();
            let versions = versions.filter_map(|version| Some(version.as_str()?.to_owned())).collect();
            let default = entry.get("defaultVersion").and_then(Value::as_str).map(str::to_owned);
            Some(Product { code: entry.get("code")?.as_str()?.to_owned(), versions, default })
        };
        Some(Self(list.iter().filter_map(product).collect()))
    }

    /// The same request as the service spells it; `None` if it is spelled like this, or not in the list.
    pub(super) fn respelled(&self, request: &DocumentRequest) -> Option<DocumentRequest> {
        let product = self.0.iter().find(|product| request.product.eq_ignore_ascii_case(&product.code))?;
        let version = product.versions.iter().find(|version| request.version.eq_ignore_ascii_case(version))?;
        let respelled = DocumentRequest { product: product.code.clone(), version: version.clone() };
        (respelled != *request).then_some(respelled)
    }

    /// The version of a product that the vendor prefers, or the only one; else a message and what to do.
    pub(super) fn preferred(&self, product: &str) -> Result<DocumentRequest, (String, String)> {
        let Some(known) = self.0.iter().find(|known| product.eq_ignore_ascii_case(&known.code)) else {
            return Err((format!("there is no product `{product}`"), self.similar(product)));
        };
        let default = known.default.as_ref().filter(|default| known.versions.contains(default));
        let only = known.versions.first().filter(|_| known.versions.len() == 1);
        match default.or(only) {
            Some(version) => Ok(DocumentRequest { product: known.code.clone(), version: version.clone() }),
            None => {
                let versions: Vec<String> = known.paths().collect();
                Err((format!("`{product}` has several versions"), format!("name {}", any_of(&versions))))
            }
        }
    }

    /// Products that are called like one that does not exist.
    fn similar(&self, product: &str) -> String {
        let codes: Vec<&str> = self.0.iter().map(|product| product.code.as_str()).collect();
        let close = similar(product, &codes);
        let close = self.0.iter().filter(|product| close.contains(&product.code.as_str()));
        let listed: Vec<String> = close.flat_map(Product::paths).collect();
        match listed.as_slice() {
            [] => "the vendor's portal lists all products".to_owned(),
            listed => format!("did you mean {}?", any_of(listed)),
        }
    }

    /// What to do about a request that the list does not have; `None` if it has it.
    pub(super) fn advice(&self, request: &DocumentRequest) -> Option<String> {
        let known = self.0.iter().find(|product| request.product.eq_ignore_ascii_case(&product.code));
        let Some(known) = known else {
            return Some(format!("there is no product `{}`; {}", request.product, self.similar(&request.product)));
        };
        let is_known = known.versions.iter().any(|version| request.version.eq_ignore_ascii_case(version));
        let versions: Vec<String> = known.paths().collect();
        (!is_known).then(|| format!("there is no version `{}`; name {}", request.version, any_of(&versions)))
    }
}

impl Product {
    fn paths(&self) -> impl Iterator<Item = String> {
        self.versions.iter().map(|version| format!("`{}/{version}`", self.code))
    }
}

/// `a`, `b` or `c`.
fn any_of(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
