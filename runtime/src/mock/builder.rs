//! Writing scripts.

use std::any::{self, TypeId};
use std::sync::Mutex;
use std::time::Duration;

use super::script::{Handler, Target};
use super::{Fault, Mock, Reply, SentRequest};
use crate::operation::{Operation, Sampled};
use crate::transport::Phase;

impl Mock {
    /// Adds a step that looks at the request as the program made it. An `Err` is a request without a response.
    ///
    /// ```
    /// # use runtime::codegen::Operation;
    /// # use runtime::mock::{Fault, Mock, Reply};
    /// # use runtime::transport::Phase;
    /// # fn example<StartRequest: Operation>(is_valid: fn(&StartRequest) -> bool) -> Mock {
    /// Mock::new().on::<StartRequest>(move |request| {
    ///     if is_valid(request) { Ok(Reply::json("{}")) } else { Err(Fault::disconnected(Phase::Receive)) }
    /// })
    /// # }
    /// ```
    pub fn on<O: Operation>(self, mut handler: impl FnMut(&O) -> Result<Reply, Fault> + Send + 'static) -> Self {
        let handler = move |request: &SentRequest| {
            let reply = request.with_request(|request: &O| handler(request));
            reply.unwrap_or_else(|| Err(Fault::misuse("the request is of another type than the script")))
        };
        self.when::<O>().step(Box::new(handler))
    }

    /// Adds a step for an operation that is known by its name only, as of a call that is described at run time. It is also
    /// for requests with a type, unless there is a step for the type.
    pub fn on_action(
        self,
        action: impl Into<String>,
        handler: impl FnMut(&SentRequest) -> Result<Reply, Fault> + Send + 'static,
    ) -> Self {
        self.when_action(action).step(Box::new(handler))
    }

    /// Adds a step for all requests that no other step is for.
    pub fn on_any(self, handler: impl FnMut(&SentRequest) -> Result<Reply, Fault> + Send + 'static) -> Self {
        self.when_any().step(Box::new(handler))
    }

    /// Adds a step that replies with the sample in the document of the operation.
    pub fn on_sample<O: Sampled>(self) -> Self {
        self.when::<O>().then(Reply::sample::<O>())
    }

    /// Goes on with the script of an operation, to which [`then`](Self::then) and its kin add steps.
    pub fn when<O: Operation>(self) -> Self {
        let (id, action, type_name) = (TypeId::of::<Mutex<O>>(), O::INFO.action, any::type_name::<O>());
        self.select(Target::Type { id, action, type_name })
    }

    /// The same for an operation that is known by its name only.
    pub fn when_action(self, action: impl Into<String>) -> Self {
        self.select(Target::Action(action.into()))
    }

    /// The same for all requests that no other script is for.
    pub fn when_any(self) -> Self {
        self.select(Target::Any)
    }

    /// Adds a step that gives this reply.
    #[track_caller]
    pub fn then(self, reply: Reply) -> Self {
        self.step(Box::new(move |_| Ok(reply.clone())))
    }

    /// Adds a step in which the request gets no complete response.
    #[track_caller]
    pub fn then_fault(self, fault: Fault) -> Self {
        self.step(Box::new(move |_| Err(fault.clone())))
    }

    /// Adds a step in which the service asks to call again after this time.
    #[track_caller]
    pub fn then_throttle(self, retry_after: Duration) -> Self {
        self.then(Reply::throttled(retry_after))
    }

    /// Adds a step in which the service gives this error.
    #[track_caller]
    pub fn then_error(self, status: u16, code: &str, message: &str) -> Self {
        self.then(Reply::error(status, code, message))
    }

    /// Adds a step in which a response has this status and no body, as that of a gateway before the service may.
    #[track_caller]
    pub fn then_status(self, status: u16) -> Self {
        self.then(Reply::new(status, ""))
    }

    /// Adds a step in which the connection is lost after the service has received the request.
    #[track_caller]
    pub fn then_disconnect(self) -> Self {
        self.then_fault(Fault::disconnected(Phase::Receive))
    }

    /// Adds a step in which no connection is made: nothing is sent.
    #[track_caller]
    pub fn then_refuse_connection(self) -> Self {
        self.then_fault(Fault::disconnected(Phase::Connect))
    }

    /// Adds a step in which the attempt waits for a response until its time is over.
    #[track_caller]
    pub fn then_timeout(self) -> Self {
        self.then_fault(Fault::timed_out(Phase::Receive))
    }

    /// Says how many requests the last step is for. Once they were sent, the script goes on, or ends.
    ///
    /// # Panics
    ///
    /// There is no step.
    #[track_caller]
    pub fn times(self, times: usize) -> Self {
        let is_set = self.lock().scripts.set_times(times);
        assert!(is_set, "`times` says how often a step replies, and there is none: add one with `on` or `then`");
        self
    }

    /// Adds a step to the script that was last begun.
    #[track_caller]
    fn step(self, handler: Handler) -> Self {
        let is_added = self.lock().scripts.push(handler);
        assert!(is_added, "a step belongs to an operation: begin its script with `on`, `when` or `when_action`");
        self
    }

    fn select(self, target: Target) -> Self {
        self.lock().scripts.select(target);
        self
    }
}
