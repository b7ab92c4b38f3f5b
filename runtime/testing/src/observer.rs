//! A subscriber of `tracing` that keeps what it is shown, as texts, and looks for what must not be there.

use std::fmt::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// A subscriber at the level TRACE. Clones share what they have seen.
#[derive(Clone, Debug, Default)]
pub struct Observer {
    forbidden: &'static [&'static str],
    keeps: bool,
    next: Arc<AtomicU64>,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Observer {
    /// One that keeps what it sees.
    #[must_use]
    pub fn new() -> Self {
        Self { keeps: true, ..Self::default() }
    }

    /// One that panics when it is shown one of these texts, and keeps nothing.
    #[must_use]
    pub fn forbidding(texts: &'static [&'static str]) -> Self {
        Self { forbidden: texts, ..Self::default() }
    }

    /// Looks for these texts in everything that is observed in this process from now on, at the level TRACE. Only the first
    /// call of a process counts.
    pub fn forbid_everywhere(texts: &'static [&'static str]) {
        static FIRST: Once = Once::new();
        // It fails where a program has a subscriber of its own, which it then means to keep.
        FIRST.call_once(|| drop(tracing::subscriber::set_global_default(Self::forbidding(texts))));
    }

    /// What it saw, one line for each span, record and event.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        self.lock().clone()
    }

    /// How much it saw.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.next.load(Ordering::Relaxed)
    }

    fn see(&self, line: String) -> u64 {
        for text in self.forbidden {
            assert!(!line.contains(text), "`{text}` was shown: {line}");
        }
        if self.keeps {
            self.lock().push(line);
        }
        self.next.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn lock(&self) -> MutexGuard<'_, Vec<String>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Subscriber for Observer {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut line = Line(format!("{} {}", span.metadata().level(), span.metadata().name()));
        span.record(&mut line);
        Id::from_u64(self.see(line.0))
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line("record".to_owned());
        values.record(&mut line);
        self.see(line.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(format!("{} {}", event.metadata().level(), event.metadata().target()));
        event.record(&mut line);
        self.see(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}
