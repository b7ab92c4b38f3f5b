//! Names of operations, as people type them.

use std::fmt;

/// The name of an operation, perhaps with its product and version: `Ecs/2014-05-26/RunInstances`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The product's code.
    pub product: Option<String>,
    /// The version.
    pub version: Option<String>,
    /// The operation; none where the name is that of a product.
    pub operation: Option<String>,
}

impl Name {
    /// Reads `OPERATION`, `PRODUCT/OPERATION` or `PRODUCT/VERSION/OPERATION`. A last part that begins with a digit is a version,
    /// because no operation does: `Ecs/2014-05-26` names a product. Upper and lower case are alike.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty()).collect();
        let is_version = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
        let owned = |part: &str| Some(part.to_owned());
        match parts.as_slice() {
            [] => Self::default(),
            [operation] => Self { operation: owned(operation), ..Self::default() },
            [product, version] if is_version(version) => {
                Self { product: owned(product), version: owned(version), operation: None }
            }
            [product, operation] => Self { product: owned(product), version: None, operation: owned(operation) },
            [product, version, rest @ ..] => {
                Self { product: owned(product), version: owned(version), operation: Some(rest.join("/")) }
            }
        }
    }

    /// Whether a version of a product is one that is meant.
    #[must_use]
    pub fn is_of(&self, product: &str, version: &str) -> bool {
        let is = |wanted: &Option<String>, found: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(found.trim()))
        };
        is(&self.product, product) && is(&self.version, version)
    }

    /// Whether an operation is called like the one that is meant.
    #[must_use]
    pub fn is_operation(&self, operation: &str) -> bool {
        self.operation.as_ref().is_some_and(|wanted| wanted.eq_ignore_ascii_case(operation))
    }
}

/// The name as it was typed.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<&str> =
            [&self.product, &self.version, &self.operation].into_iter().flatten().map(String::as_str).collect();
        f.write_str(&parts.join("/"))
    }
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn products_and_versions_stand_before_an_operation() {
        for (text, product, version, operation) in [
            ("RunInstances", None, None, Some("RunInstances")),
            ("Ecs/RunInstances", Some("Ecs"), None, Some("RunInstances")),
            ("Ecs/2014-05-26/RunInstances", Some("Ecs"), Some("2014-05-26"), Some("RunInstances")),
            ("Ecs/2014-05-26", Some("Ecs"), Some("2014-05-26"), None),
            ("Iap/iap_1.0/Push", Some("Iap"), Some("iap_1.0"), Some("Push")),
            ("Ecs/2014-05-26/a/b", Some("Ecs"), Some("2014-05-26"), Some("a/b")),
            ("", None, None, None),
        ] {
            let name = Name::parse(text);
            let parts = [&name.product, &name.version, &name.operation].map(Option::as_deref);
            assert_eq!(parts, [product, version, operation], "{text}");
            assert_eq!(name.to_string(), text);
        }
    }

    #[test]
    fn the_case_of_letters_does_not_matter() {
        let name = Name::parse("ecs/runinstances");
        assert!(name.is_of("Ecs", "2014-05-26") && name.is_operation("RunInstances"));
        assert!(!name.is_of("Vpc", "2014-05-26") && !name.is_operation("StopInstances"));
        assert!(Name::parse("Run").is_of("Ecs", "2014-05-26"));
    }
}
