//! All documents, by one worker or several at a time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::cargo::Cargo;
use super::pipeline;
use super::plan::Plan;
use super::progress::Progress;
use super::result::DocumentResult;
use super::select::SelectedDocument;

/// How often the seconds of what is going on are shown anew.
const TICK: Duration = Duration::from_millis(500);

/// What a worker reports.
enum Event {
    /// It begins something with a document.
    Begins { worker: usize, index: usize, stage: &'static str },
    /// It is through with a document.
    Ends { worker: usize, index: usize, entry: Box<DocumentResult> },
}

/// Takes all documents through all steps; the entries are in the order of the documents.
pub(super) fn all(documents: &[SelectedDocument], plan: &Plan, cargos: &[Cargo]) -> Vec<DocumentResult> {
    let mut entries = vec![None; documents.len()];
    let mut progress = Progress::new(documents.len(), plan.format);
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (sender, news) = mpsc::channel();
        for worker in 0..plan.jobs.min(documents.len()) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || work(worker, documents, plan, cargos.get(worker), next, &sender));
        }
        // The channel ends when the last worker drops its sender.
        drop(sender);
        loop {
            match news.recv_timeout(TICK) {
                Ok(Event::Begins { worker, index, stage }) => {
                    let name = documents.get(index).map_or("", |selected| selected.name.as_str());
                    progress.begins(worker, name, stage);
                }
                Ok(Event::Ends { worker, index, entry }) => {
                    progress.ends(worker, &entry);
                    if let Some(place) = entries.get_mut(index) {
                        *place = Some(*entry);
                    }
                }
                Err(RecvTimeoutError::Timeout) => progress.tick(),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
    });
    progress.finish();
    entries.into_iter().flatten().collect()
}

/// Takes one document after the other until there are no more.
fn work(
    worker: usize,
    documents: &[SelectedDocument],
    plan: &Plan,
    cargo: Option<&Cargo>,
    next: &AtomicUsize,
    news: &Sender<Event>,
) {
    loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        let Some(selected) = documents.get(index) else { return };
        let begin = |stage| {
            let _ = news.send(Event::Begins { worker, index, stage });
        };
        let entry = Box::new(pipeline::entry(selected, plan, cargo, &begin));
        let _ = news.send(Event::Ends { worker, index, entry });
    }
}
