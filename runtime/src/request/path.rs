//! Filling the path template of an operation.

use crate::encoding;
use crate::error::RequestError;

type Pairs = Vec<(String, String)>;

/// The path with its values, and the fixed query that some templates carry.
pub(super) fn fill(template: &str, values: &[(&str, String)]) -> Result<(String, Pairs), RequestError> {
    let (template, template_query) = template.split_once('?').unwrap_or((template, ""));
    let path = if template.ends_with("/*") {
        whole_path(required("requestPath", values)?)?
    } else {
        segments(template, values)?
    };
    match path.split('/').any(is_dots) {
        false => Ok((path, pairs(template_query))),
        true => Err(dots(values)),
    }
}

/// Whether a segment is `.` or `..`: hosts resolve those, and the request would address something else than was signed.
fn is_dots(segment: &str) -> bool {
    const ESCAPED: [&str; 4] = ["%2e", "%2e%2e", "%2e.", ".%2e"];
    matches!(segment, "." | "..") || ESCAPED.iter().any(|escaped| segment.eq_ignore_ascii_case(escaped))
}

/// Names the parameter that is to blame, if it is one.
fn dots(values: &[(&str, String)]) -> RequestError {
    let culprit = values.iter().find(|(_, value)| value.split('/').any(is_dots));
    let culprit =
        culprit.map_or("the path of the operation".to_owned(), |(name, _)| format!("the path parameter `{name}`"));
    RequestError::new(format!("{culprit} has a segment `.` or `..`, which would address another resource"))
}

/// Replaces each `{Name}` by its encoded value.
fn segments(template: &str, values: &[(&str, String)]) -> Result<String, RequestError> {
    let mut path = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        path.push_str(before);
        encoding::push_percent(&mut path, required(name, values)?);
        rest = after;
    }
    path.push_str(rest);
    Ok(path)
}

/// A path given as a whole is sent as it is, so it must be fit for that.
fn whole_path(path: &str) -> Result<String, RequestError> {
    let fit = path.starts_with('/')
        && path.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'?' | b'#' | b'"' | b'<' | b'>'));
    if fit {
        Ok(path.to_owned())
    } else {
        Err(RequestError::new("the path parameter `requestPath` is not a percent-encoded path that begins with `/`"))
    }
}

/// A path without one of its values would address another resource.
fn required<'a>(name: &str, values: &'a [(&str, String)]) -> Result<&'a str, RequestError> {
    values
        .iter()
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value.as_str())
        .ok_or_else(|| RequestError::new(format!("the path parameter `{name}` is not set or empty")))
}

fn pairs(query: &str) -> Pairs {
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts.map(|part| part.split_once('=').unwrap_or((part, ""))).map(|(n, v)| (n.to_owned(), v.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(template: &str, values: &[(&'static str, &str)]) -> Result<String, String> {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        match fill(template, &values) {
            Ok((path, query)) => Ok(query.iter().fold(path, |path, (name, value)| format!("{path} {name}={value}"))),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn values_are_encoded() {
        assert_eq!(path("/", &[]).unwrap(), "/");
        assert_eq!(path("/a/{B}/c/{D}", &[("D", "é"), ("B", "x/y z")]).unwrap(), "/a/x%2Fy%20z/c/%C3%A9");
        assert_eq!(path("/{A}?acl&b=1", &[("A", "x")]).unwrap(), "/x acl= b=1");
    }

    #[test]
    fn missing_values_are_named() {
        for values in [&[][..], &[("Id", "")]] {
            assert!(path("/a/{Id}", values).unwrap_err().contains("`Id`"));
        }
    }

    #[test]
    fn dot_segments_are_refused() {
        let by_value: [(&str, &[(&'static str, &str)]); 5] = [
            ("/a/{Id}", &[("Id", "..")]),
            ("/a/{Id}/b", &[("Id", ".")]),
            ("/{Id}.", &[("Id", ".")]),
            ("/a/*", &[("requestPath", "/a/../b")]),
            ("/a/*", &[("requestPath", "/a/%2E%2e/b")]),
        ];
        for (template, values) in by_value {
            let error = path(template, values).unwrap_err();
            assert!(error.contains(values[0].0) && error.contains("`..`"), "{error}");
        }
        for template in ["/a/../b", "/./a", "/a/.."] {
            assert!(path(template, &[]).unwrap_err().contains("the path of the operation"), "{template}");
        }
        assert_eq!(path("/a/{Id}", &[("Id", "...")]).unwrap(), "/a/...");
        assert_eq!(path("/a/{Id}", &[("Id", "../b")]).unwrap(), "/a/..%2Fb");
    }

    #[test]
    fn a_whole_path_is_sent_as_it_is_if_it_is_one() {
        assert_eq!(path("/a/{b}/*", &[("requestPath", "/x/y%20z*")]).unwrap(), "/x/y%20z*");
        for unfit in ["", "x", "/a b", "/a?b=c", "/a#b", "/a\r\nb", "/中"] {
            assert!(path("/a/*", &[("requestPath", unfit)]).unwrap_err().contains("`requestPath`"), "{unfit}");
        }
    }
}
