//! How an operation is called, retried and paged.

use std::fmt::Write as _;

use generator::model::{Paging, PagingStyle, Unpaged};

use super::Page;
use crate::commands::describe::prose;
use crate::commands::describe::style::{CODE, NAME, QUIET};
use crate::commands::describe::text::{Line, Text};

impl Page<'_> {
    pub(super) fn call(&self, width: usize) -> Vec<Line> {
        let Some(generated) = self.generated() else { return Vec::new() };
        let (operation, call) = (generated.operation(), &generated.operation().call);
        let host = generated.host().unwrap_or_else(|| "…".to_owned());
        let path = call.path.as_deref().unwrap_or("/");
        let address = format!("https://{host}{path}");
        let style = if call.path.is_some() { "ROA style" } else { "RPC style" };
        let signed = if call.anonymous { "not signed" } else { "signed" };
        let stream = if call.event_stream { ", a stream of events" } else { "" };
        let request = Text::in_style(NAME, call.verb).plain(" ").plain(&address);
        let request = request.styled(QUIET, &format!("  {style}, {signed}{stream}"));
        let arguments: Vec<&str> =
            operation.arguments().map(|field| field.name.strip_prefix("r#").unwrap_or(&field.name)).collect();
        let arguments = format!("({}::new({}))", operation.request.path.name, arguments.join(", "));
        let method = Text::in_style(CODE, &generated.method()).styled(CODE, &arguments);
        let mut lines = [request.wrapped(width), method.wrapped(width)].concat();
        let retried = format!("Retried {}.", generated.retried());
        lines.append(&mut prose::lines(&retried, width));
        lines.append(&mut pages(&operation.paging, width));
        lines
    }
}

/// How pages follow each other.
fn pages(paging: &Result<Paging, Unpaged>, width: usize) -> Vec<Line> {
    let Ok(paging) = paging else { return Vec::new() };
    let (selects, total) = match &paging.style {
        PagingStyle::Token { response } => (format!("takes the token `{response}` of the page before"), None),
        PagingStyle::Number { first: 1, total } => ("takes the number of the page".to_owned(), total.as_ref()),
        PagingStyle::Number { first, total } => {
            (format!("takes the number of the page, from {first} on"), total.as_ref())
        }
        PagingStyle::Offset { total } => ("takes the number of items before the page".to_owned(), total.as_ref()),
    };
    let mut text = format!("Paged: `{}` {selects}; items are in `{}`", paging.request, paging.items_path());
    if let Some(size) = &paging.size {
        let _ = write!(text, ", `{size}` of them on a page");
    }
    if let Some(total) = total {
        let _ = write!(text, ", `{total}` in all");
    }
    prose::lines(&(text + "."), width)
}
