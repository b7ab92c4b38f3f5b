//! The stages of the signature, against the recorded ones.

use runtime::codegen::sign::{CanonicalRequest, SigningKey, SigningRequest, authorization, payload_hash};

use crate::support::{request_vectors, text, texts};

#[test]
fn every_stage_is_that_of_the_vectors() {
    for vector in request_vectors() {
        let id = text(&vector, "/id");
        let hash = payload_hash(text(&vector, "/expected/body/text").as_bytes());
        assert_eq!(hash, text(&vector, "/expected/payloadHash"), "{id}");

        let headers = texts(&vector["expected"]["headers"]);
        let request = SigningRequest {
            method: text(&vector, "/expected/method"),
            path: text(&vector, "/expected/path"),
            query: text(&vector, "/expected/canonicalQuery"),
            headers: &headers,
            payload_hash: &hash,
        };
        let canonical = CanonicalRequest::new(&request);
        assert_eq!(canonical.to_string(), text(&vector, "/expected/canonicalRequest"), "{id}");
        let string_to_sign = canonical.string_to_sign();
        assert_eq!(string_to_sign.to_string(), text(&vector, "/expected/stringToSign"), "{id}");
        let id_of_key = text(&vector, "/credentials/accessKeyId");
        let key = SigningKey::new(text(&vector, "/credentials/accessKeySecret"));
        let signature = string_to_sign.sign(&key);
        assert_eq!(signature.to_string(), text(&vector, "/expected/signature"), "{id}");
        assert_eq!(authorization(&request, id_of_key, &key), text(&vector, "/expected/headers/authorization"), "{id}");
    }
}

#[test]
fn only_headers_of_the_protocol_are_signed_in_order_trimmed_and_joined() {
    let canonical = CanonicalRequest::new(&SigningRequest {
        method: "GET",
        path: "/",
        query: "",
        headers: &[
            ("x-acs-b", " 2 "),
            ("user-agent", "no"),
            ("x-acs-a", "a  b"),
            ("x-acs-b", "10"),
            ("authorization", "no"),
            ("host", "h"),
            ("x-acs-c", "\t\u{A0}c\u{A0} "),
            ("content-type", ""),
            ("content-length", "0"),
        ],
        payload_hash: "hash",
    });
    assert_eq!(canonical.signed_headers(), "content-type;host;x-acs-a;x-acs-b;x-acs-c");
    assert_eq!(
        canonical.to_string(),
        "GET\n/\n\ncontent-type:\nhost:h\nx-acs-a:a  b\nx-acs-b:2,10\nx-acs-c:\u{A0}c\u{A0}\n\n\
         content-type;host;x-acs-a;x-acs-b;x-acs-c\nhash",
    );
}

#[test]
fn secrets_of_every_length_sign() {
    let request = SigningRequest { method: "GET", path: "/", query: "", headers: &[], payload_hash: "" };
    let string_to_sign = CanonicalRequest::new(&request).string_to_sign();
    let signatures: Vec<_> =
        [0, 1, 64, 65, 1000].map(|length| string_to_sign.sign(&SigningKey::new(&"k".repeat(length)))).into();
    for (index, signature) in signatures.iter().enumerate() {
        assert_eq!(signature.to_string().len(), 64);
        assert!(!signatures[..index].contains(signature));
    }
}

#[test]
fn a_key_is_not_shown() {
    assert_eq!(format!("{:?}", SigningKey::new("hunter2")), "SigningKey([redacted])");
}
