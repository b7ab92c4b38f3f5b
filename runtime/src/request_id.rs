//! The id under which the service knows a request, wherever a response says it.

use http::HeaderMap;
use serde_json::{Map, Value};

use crate::codec::{View, json};

/// The spellings of the member.
pub(crate) const SPELLINGS: [&str; 4] = ["RequestId", "requestId", "requestid", "request_id"];

/// The id that a gateway puts into a header.
pub(crate) fn in_headers(headers: &HeaderMap) -> Option<&str> {
    headers.get("x-acs-request-id")?.to_str().ok().filter(|id| !id.is_empty())
}

/// The id among the members of an object, in any of its spellings.
pub(crate) fn in_value(view: Option<View<'_>>) -> Option<String> {
    let object = match view {
        Some(View::Object(object)) => object,
        Some(View::Any(Value::Object(members))) => return in_members(members),
        _ => return None,
    };
    let mut found = None;
    object.slots(&mut |slots, extra| {
        let members = object.table().members.iter().zip(slots).filter(|(member, _)| SPELLINGS.contains(&member.name));
        let known = members.filter_map(|(_, slot)| match slot.view() {
            Some(View::Text(text)) => Some(text.to_owned()),
            _ => None,
        });
        let kept = extra.iter().filter(|(name, _)| SPELLINGS.contains(name));
        let unknown = kept.filter_map(|(_, raw)| match json::parse(raw) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        });
        found = known.chain(unknown).find(|text| !text.is_empty());
    });
    found
}

/// The id among the members of a free-form object.
fn in_members(members: &Map<String, Value>) -> Option<String> {
    let texts = SPELLINGS.iter().filter_map(|name| members.get(*name)?.as_str());
    texts.map(str::to_owned).find(|text| !text.is_empty())
}

/// The id that a body seems to say that cannot be read.
pub(crate) fn in_text(body: &[u8]) -> Option<&str> {
    // Ids are plain; one that stands behind a fault in the encoding is as good.
    let mut chunks = body.utf8_chunks().map(|chunk| chunk.valid());
    chunks.find_map(|text| {
        let behind = |name: &&str| Some(text.split_once(&format!("\"{name}\""))?.1);
        let rest = SPELLINGS.iter().find_map(behind)?;
        let (id, _) = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?.split_once('"')?;
        let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
        (plain && !id.is_empty()).then_some(id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_found_in_a_free_form_object() {
        for (text, id) in [
            (r#"{"RequestId": "R-1"}"#, Some("R-1")),
            (r#"{"RequestId": "", "requestId": "R-2"}"#, Some("R-2")),
            (r#"{"RequestId": 7}"#, None),
            (r#"[{"RequestId": "R-3"}]"#, None),
        ] {
            let value: Value = serde_json::from_str(text).unwrap();
            assert_eq!(in_value(Some(View::Any(&value))).as_deref(), id, "{text}");
        }
    }
}
