//! A client: what it is, and what its caller must be allowed.

use super::contents;
use super::page::Page;
use super::permissions;
use crate::model::Module;

/// The documentation of the client of a module.
pub(super) fn lines(module: &Module) -> Vec<String> {
    let mut page = Page::default();
    page.paragraph(format!("A client of {} {}.", module.product, module.version));
    page.paragraph("Each method prepares a [`Call`]; awaiting it sends the request. Clones share their connections.");
    topics(module, &mut page);
    page.block(permissions::of_client(module));
    page.lines()
}

/// Where the methods of a topic begin.
fn topics(module: &Module, page: &mut Page) {
    let topics = contents::topics(module);
    if !topics.is_empty() {
        page.paragraph("# Topics").block(topics);
    }
}

/// The documentation of the client for programs without async.
pub(super) fn blocking(module: &Module) -> Vec<String> {
    let mut page = Page::default();
    page.paragraph(format!("A client of {} {} for programs without async.", module.product, module.version));
    page.paragraph(
        "Each method prepares a [call](BlockingCall); its `send` waits for the response. Clones share their \
         connections. The async [`Client`](super::Client) has the same methods, and documents them; \
         [`blocking`](mod@runtime::blocking) says where calls can be made.",
    );
    topics(module, &mut page);
    page.lines()
}
