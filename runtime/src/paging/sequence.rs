//! Which page comes next. Nothing here is generic, so that it is compiled once.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::description::{Paging, PagingStyle};
use super::member::{Setting, number_at, set, text_at};
use crate::codec::{Extra, ListView, Slot, Table, View, json};
use crate::error::{PagesFault, RequestError};

/// After how many pages by number or offset there should be an end: no service counts that far.
const MOST_PAGES: u64 = 1_000_000;

/// Where a page stands among all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// Where the request of the caller begins.
    First,
    Token(String),
    Number(i64),
    Offset(i64),
    /// Behind the last one.
    End,
}

/// A place among the pages from which they can be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Checkpoint {
    /// Of the page that comes next.
    pub(super) position: Position,
    /// The most items of a page so far: a page never has more than its size.
    pub(super) largest: u64,
}

/// The items of a page, as far as its successor depends on them.
#[derive(Clone, Copy, Default)]
pub(super) struct ItemsSummary {
    count: u64,
    /// Equal for equal items. Not known of pages that follow each other by tokens.
    hash: Option<u64>,
}

/// What becomes of a page that has arrived.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// It is new.
    New,
    /// It is the last one again, and there are no more.
    Over,
}

/// The pages of an operation, from one to the next.
pub(super) struct Sequence {
    paging: &'static Paging,
    next: Checkpoint,
    /// The page number or offset that the caller begins with.
    start: Option<i64>,
    /// How many items the caller asks for on each page.
    asked_size: u64,
    /// Hashes of the tokens so far.
    tokens: BTreeSet<u64>,
    /// The hash of the items of the page before.
    previous: Option<u64>,
    /// Whether the caller knows that the next page seems to be the same as the one before.
    is_suspected: bool,
    pages: u64,
}

impl Sequence {
    /// From where the request begins.
    pub(super) fn new(paging: &'static Paging, request: View<'_>) -> Self {
        let mut tokens = BTreeSet::new();
        if let PagingStyle::Token { .. } = paging.style {
            tokens.extend(text_at(request, paging.request).map(|token| hash(&token)));
        }
        let asked = paging.size.and_then(|size| number_at(request, size));
        Self {
            paging,
            next: Checkpoint { position: Position::First, largest: 0 },
            start: number_at(request, paging.request),
            asked_size: asked.and_then(|size| size.try_into().ok()).unwrap_or_default(),
            tokens,
            previous: None,
            is_suspected: false,
            pages: 0,
        }
    }

    /// Where the next page stands.
    pub(super) fn checkpoint(&self) -> &Checkpoint {
        &self.next
    }

    /// Whether there is no next page.
    pub(super) fn is_over(&self) -> bool {
        self.next.position == Position::End
    }

    /// Continues from a checkpoint, if it is one of this style. What was seen before that is forgotten.
    pub(super) fn resume(&mut self, checkpoint: &Checkpoint) -> bool {
        let fits = matches!(
            (&checkpoint.position, self.paging.style),
            (Position::First | Position::End, _)
                | (Position::Token(_), PagingStyle::Token { .. })
                | (Position::Number(_), PagingStyle::Number { .. })
                | (Position::Offset(_), PagingStyle::Offset { .. })
        );
        if fits {
            self.next.clone_from(checkpoint);
            (self.previous, self.is_suspected, self.pages) = (None, false, 0);
            self.tokens.clear();
            if let Position::Token(token) = &checkpoint.position {
                self.tokens.insert(hash(token));
            }
        }
        fits
    }

    /// Makes a request of the caller one of the next page.
    pub(super) fn prepare(
        &self,
        table: &Table,
        slots: &mut [&mut dyn Slot],
        extra: &mut Extra,
    ) -> Result<(), RequestError> {
        let name = self.paging.request;
        let value = match &self.next.position {
            // As the caller has it.
            Position::First | Position::End => return Ok(()),
            Position::Token(token) => Setting::Text(token),
            Position::Number(number) | Position::Offset(number) => Setting::Number(*number),
        };
        if set(table, slots, extra, name, value) {
            return Ok(());
        }
        let value = if matches!(value, Setting::Text(_)) { "the token" } else { "the number" };
        Err(RequestError::new(format!("`{name}` of {} cannot be set to {value} of the next page", table.name)))
    }

    /// What matters of the items of a page.
    pub(super) fn summary(&self, items: Option<&dyn ListView>) -> ItemsSummary {
        let Some(items) = items else { return ItemsSummary::default() };
        let is_compared = !matches!(self.paging.style, PagingStyle::Token { .. });
        let text = is_compared.then(|| json::to_string("", View::List(items)).ok()).flatten();
        ItemsSummary { count: items.len() as u64, hash: text.map(|text| hash(&text)) }
    }

    /// Goes on behind a page. After a fault before it, `self` is as it was; a fault behind it is the second of the results.
    pub(super) fn arrived(
        &mut self,
        page: Option<View<'_>>,
        items: ItemsSummary,
    ) -> Result<(Arrival, Option<PagesFault>), PagesFault> {
        let total_at = |path: Option<&str>| Some(number_at(page?, path?)?.try_into().unwrap_or_default());
        let (next, fault) = match self.paging.style {
            PagingStyle::Token { response } => self.by_token(page.and_then(|page| text_at(page, response))),
            PagingStyle::Number { total } | PagingStyle::Offset { total } => {
                // A total of fewer items than there are on this page alone is none.
                let total = total_at(total).filter(|total| *total >= items.count);
                if self.repeats(items, total)? {
                    self.next.position = Position::End;
                    return Ok((Arrival::Over, None));
                }
                self.next.largest = self.next.largest.max(items.count);
                let next = self.by_count(items.count, total);
                match self.pages >= MOST_PAGES && next != Position::End {
                    true => (Position::End, Some(PagesFault::Endless(MOST_PAGES))),
                    false => (next, None),
                }
            }
        };
        self.pages += 1;
        self.next.position = next;
        (self.previous, self.is_suspected) = (items.hash, false);
        Ok((Arrival::New, fault))
    }

    /// The page that a token leads to. The same token again would lead to pages that were there already.
    fn by_token(&mut self, token: Option<String>) -> (Position, Option<PagesFault>) {
        match token {
            None => (Position::End, None),
            Some(token) if !self.tokens.insert(hash(&token)) => (Position::End, Some(PagesFault::TokenRepeated)),
            Some(token) => (Position::Token(token), None),
        }
    }

    /// Whether a page is the last one, given again for a number beyond it: the total says so, or it is not full. Otherwise
    /// the service may take no notice of numbers: that is a fault, unless the caller knows of it and goes on.
    fn repeats(&mut self, items: ItemsSummary, total: Option<u64>) -> Result<bool, PagesFault> {
        if items.count == 0 || items.hash.is_none() || items.hash != self.previous || self.is_suspected {
            return Ok(false);
        }
        let is_beyond = match total {
            Some(total) => self.least_before() >= total,
            None => items.count < self.next.largest.max(self.asked_size),
        };
        if is_beyond {
            return Ok(true);
        }
        self.is_suspected = true;
        Err(PagesFault::PageRepeated)
    }

    /// The page behind one of so many items. Counts on no more items before it than are certain: a service may allow fewer
    /// on a page than it is asked for.
    fn by_count(&self, count: u64, total: Option<u64>) -> Position {
        if count == 0 {
            return Position::End;
        }
        let is_last = |end: u64| total.is_some_and(|total| end >= total);
        if let PagingStyle::Offset { .. } = self.paging.style {
            let end = self.number().saturating_add_unsigned(count);
            return if is_last(end.try_into().unwrap_or_default()) { Position::End } else { Position::Offset(end) };
        }
        if is_last(self.least_before().saturating_add(self.next.largest)) {
            Position::End
        } else {
            Position::Number(self.number().saturating_add(1))
        }
    }

    /// How many items certainly stand before the page that has arrived.
    fn least_before(&self) -> u64 {
        let since = |first| self.number().saturating_sub(first).try_into().unwrap_or_default();
        match self.paging.style {
            PagingStyle::Offset { .. } => since(0),
            _ => u64::saturating_mul(since(self.paging.first), self.next.largest),
        }
    }

    /// The number or offset of the page that has arrived.
    fn number(&self) -> i64 {
        match (&self.next.position, self.paging.style) {
            (Position::Number(number) | Position::Offset(number), _) => *number,
            (_, PagingStyle::Offset { .. }) => self.start.unwrap_or(0),
            _ => self.start.unwrap_or(self.paging.first),
        }
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_without_an_end_are_given_up() {
        static PAGING: Paging = Paging::number("PageNumber", None);
        let mut sequence = Sequence::new(&PAGING, View::Any(&serde_json::Value::Null));
        let mut page = |hash| sequence.arrived(None, ItemsSummary { count: 1, hash: Some(hash) });
        for hash in 0..MOST_PAGES {
            assert_eq!(page(hash), Ok((Arrival::New, None)));
        }
        assert_eq!(page(MOST_PAGES), Ok((Arrival::New, Some(PagesFault::Endless(MOST_PAGES)))));
        assert!(sequence.is_over());
    }
}
