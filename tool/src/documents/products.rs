//! The list of all products, for names that the service does not know.

use generator::import::similar;
use serde_json::Value;

use super::DocumentRequest;

/// A product of the list.
struct Product {
    code: String,
    versions: Vec<String>,
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
            Some(Product { code: entry.get("code")?.as_str()?.to_owned(), versions })
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

    /// What to do about a request that the list does not have; `None` if it has it.
    pub(super) fn advice(&self, request: &DocumentRequest) -> Option<String> {
        let known = self.0.iter().find(|product| request.product.eq_ignore_ascii_case(&product.code));
        let Some(known) = known else {
            let codes: Vec<&str> = self.0.iter().map(|product| product.code.as_str()).collect();
            let close = similar(&request.product, &codes);
            let close: Vec<_> = self.0.iter().filter(|product| close.contains(&product.code.as_str())).collect();
            let listed: Vec<String> = close.iter().flat_map(|product| product.paths()).collect();
            return Some(match listed.as_slice() {
                [] => format!("there is no product `{}`; the vendor's portal lists all of them", request.product),
                listed => format!("there is no product `{}`; did you mean {}?", request.product, any_of(listed)),
            });
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
