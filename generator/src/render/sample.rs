//! Samples: the literal, what is compiled of it, and what rustdoc shows.

use super::text::put;
use crate::item::{Names, Sample, SampledImpl, Scope};
use crate::rustdoc;

/// The sample as a raw string, so that it reads as it is.
pub(super) fn literal(text: &str) -> String {
    let most = text.split('"').skip(1).map(|rest| rest.bytes().take_while(|b| *b == b'#').count()).max().unwrap_or(0);
    let hashes = "#".repeat(most + 1);
    format!("r{hashes}\"{text}\"{hashes}\n")
}

/// The implementation of `Sampled` for a request.
pub(super) fn sampled(text: &mut String, sampled: &SampledImpl<'_>, scope: &Scope<'_, '_>) {
    let (request, file) = (scope.defined(sampled.request), sampled.sample.file);
    put(
        text,
        &["impl Sampled for ", &request, " {\n    const SAMPLE: &'static str = include!(\"", file, ".in\");\n}\n"],
    );
}

/// The documentation of a response, without brackets. The file is read by rustdoc alone.
pub(super) fn attribute(sample: Sample<'_>) -> String {
    let (before, after) = rustdoc::sample_frame(&sample.text());
    let file = sample.file;
    format!("cfg_attr(doc, doc = concat!({before:?}, include!(\"../samples/{file}.in\"), {after:?}))")
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn a_literal_is_the_text() {
        for json in ["{}", r##""a \"# b""##, r###""\"## \"#""###, "[\n  \"\\n\"\n]"] {
            let text: syn::LitStr = syn::parse_str(&literal(json)).unwrap();
            assert_eq!(text.value(), json);
        }
    }
}
