//! Answers as they go on the wire.

use bytes::Bytes;

/// An answer with a body of known length.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Headers besides `content-length`.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Bytes,
}

impl Answer {
    /// The head, up to and with the empty line.
    pub(crate) fn head(&self) -> Vec<u8> {
        let length = ("content-length".to_owned(), self.body.len().to_string());
        // An answer of status 204 must not have one.
        let headers = self.headers.iter().chain((self.status != 204).then_some(&length));
        let lines: String = headers.flat_map(|(name, value)| [name, ": ", value, "\r\n"]).collect();
        format!("HTTP/1.1 {} Scripted\r\n{lines}\r\n", self.status).into_bytes()
    }

    /// All of it.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        [&self.head()[..], &self.body].concat()
    }
}
