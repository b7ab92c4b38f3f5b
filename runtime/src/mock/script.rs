//! What a mock replies to which request.

use std::any::TypeId;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Fault, Reply, SentRequest};

/// Replies to a request.
pub(super) type Handler = Box<dyn FnMut(&SentRequest) -> Result<Reply, Fault> + Send>;

/// The requests that a script is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Those of this type.
    Type { id: TypeId, action: &'static str },
    /// Those of an operation of this name.
    Action(String),
    /// All that no other script is for.
    Any,
}

impl Target {
    /// The name of the operation.
    fn name(&self) -> &str {
        match self {
            Self::Type { action, .. } => action,
            Self::Action(action) => action,
            Self::Any => "any operation",
        }
    }
}

/// All scripts of a mock.
#[derive(Default)]
pub(super) struct Scripts {
    scripts: Vec<Script>,
    /// Which one is being written.
    selected: Option<usize>,
}

struct Script {
    target: Target,
    steps: Vec<Step>,
}

/// Replies to one request, or to several in a row.
struct Step {
    handler: Arc<Mutex<Handler>>,
    /// How many requests it is for; unless it is said, one, and all further ones if it is the last step.
    times: Option<usize>,
    used: usize,
}

impl Scripts {
    /// Goes on with the script of a target, or begins it.
    pub(super) fn select(&mut self, target: Target) {
        let found = self.scripts.iter().position(|script| script.target == target);
        self.selected = Some(found.unwrap_or_else(|| {
            self.scripts.push(Script { target, steps: Vec::new() });
            self.scripts.len() - 1
        }));
    }

    /// Adds a step to the script that is being written; false if there is none.
    pub(super) fn push(&mut self, handler: Handler) -> bool {
        let step = Step { handler: Arc::new(Mutex::new(handler)), times: None, used: 0 };
        let script = self.selected.and_then(|index| self.scripts.get_mut(index));
        script.map(|script| script.steps.push(step)).is_some()
    }

    /// Says how many requests the last step is for; false if there is none.
    pub(super) fn set_times(&mut self, times: usize) -> bool {
        let script = self.selected.and_then(|index| self.scripts.get_mut(index));
        script.and_then(|script| script.steps.last_mut()).map(|step| step.times = Some(times)).is_some()
    }

    /// What replies to a request.
    pub(super) fn next(&mut self, request: &SentRequest) -> Result<Arc<Mutex<Handler>>, Fault> {
        let id = request.type_id();
        let fits = |target: &Target| match target {
            Target::Type { id: expected, .. } => (id == Some(*expected)).then_some(2),
            Target::Action(action) => (action == request.action()).then_some(1),
            Target::Any => Some(0),
        };
        // The most particular one that has a step left.
        let mut fitting: Vec<_> = (0..self.scripts.len())
            .filter_map(|index| Some((fits(&self.scripts.get(index)?.target)?, index)))
            .collect();
        fitting.sort_unstable_by(|left, right| right.cmp(left));
        for (_, index) in &fitting {
            if let Some(step) = self.scripts.get_mut(*index).and_then(Script::next) {
                step.used += 1;
                return Ok(Arc::clone(&step.handler));
            }
        }
        let used_up = fitting.first().and_then(|(_, index)| self.scripts.get(*index));
        Err(Fault::misuse(self.unexpected(request, used_up)))
    }

    /// Why there is no reply, and what to do about it.
    fn unexpected(&self, request: &SentRequest, used_up: Option<&Script>) -> String {
        let name = if request.action().is_empty() { request.path() } else { request.action() };
        let mut text = format!("the mock has no reply to `{name}`");
        if let Some(script) = used_up {
            let _ = write!(text, ": its script is for {} requests, and all were sent", script.allowed());
            return text;
        }
        let names: Vec<_> = self.scripts.iter().map(|script| format!("`{}`", script.target.name())).collect();
        match names.as_slice() {
            [] => text.push_str(", nor to anything else"),
            names => {
                let _ = write!(text, ", only to {}", names.join(", "));
            }
        }
        match request.typed() {
            Some(typed) => {
                let _ = write!(text, "; add `.on::<{}>(…)`", typed.name);
            }
            None => {
                let _ = write!(text, "; add `.on_action({:?}, …)`", request.action());
            }
        }
        text
    }

    /// What is left of the scripts: each step that waits for requests which were not sent.
    pub(super) fn unused(&self) -> Vec<String> {
        let mut unused = Vec::new();
        for script in &self.scripts {
            for (index, step) in script.steps.iter().enumerate() {
                let expected = step.times.unwrap_or(1);
                if step.used < expected {
                    let name = script.target.name();
                    unused.push(format!(
                        "step {} for `{name}` replied to {} of {expected} requests",
                        index + 1,
                        step.used
                    ));
                }
            }
        }
        unused
    }

    /// The names of the operations that there are scripts for.
    pub(super) fn names(&self) -> Vec<&str> {
        self.scripts.iter().map(|script| script.target.name()).collect()
    }
}

impl Script {
    /// The step that replies to the next request.
    fn next(&mut self) -> Option<&mut Step> {
        let last = self.steps.len().checked_sub(1)?;
        let is_free = |(index, step): (usize, &Step)| match step.times {
            Some(times) => step.used < times,
            None => index == last || step.used < 1,
        };
        let index = self.steps.iter().enumerate().position(is_free)?;
        self.steps.get_mut(index)
    }

    /// How many requests it is for, if that is limited.
    fn allowed(&self) -> usize {
        self.steps.iter().map(|step| step.times.unwrap_or(1)).sum()
    }
}

/// Lets a handler reply.
pub(super) fn reply(handler: &Mutex<Handler>, request: &SentRequest) -> Result<Reply, Fault> {
    // One that has panicked before may do so again.
    (*handler.lock().unwrap_or_else(PoisonError::into_inner))(request)
}
