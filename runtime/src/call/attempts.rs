//! The attempts of one call, from the first to the result.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::outcome::{error_type, outcome};
use super::send::Sending;
use crate::attempt::{Earlier, identity};
use crate::error::{Attempts, Error, FailedAttempt, Failure, ServiceError};
use crate::executor::{Deadline, Setting};
use crate::http_response::HttpResponse;
use crate::operation::Idempotency;
use crate::request::Token;
use crate::retry::{Next, Retries, Retry};

/// What a call still has after a wait.
struct Left {
    wait: Duration,
    deadline: Deadline,
}

/// Makes attempts until one succeeds, or another has no point or may do harm.
pub(super) async fn answer(call: &mut Sending) -> Result<(HttpResponse, Attempts), Error> {
    let client = Arc::clone(&call.client);
    let timeouts = call.options.timeouts.or(client.config.timeouts);
    let mut deadline = Deadline::after(timeouts.call(), Setting::Call);
    let mut retries = Retries::new(call.retry(), client.budget(), &client.config.sources.jitter, call.is_repeatable());
    let (mut failed, mut earlier) = (Vec::new(), None);
    loop {
        retries.begin();
        let result = call.attempt(deadline, timeouts, earlier).await;
        deadline = deadline.less(call.options.context.take_passed());
        let error = match result {
            Ok(http) => {
                client.budget().give();
                call.span.ended(retries.made(), || outcome(Ok(&http), &call.secrets));
                call.secrets.forget_signed();
                return Ok((http, Attempts::new(retries.made(), failed)));
            }
            Err(error) => error,
        };
        let is_corrected = call.learn_clock(&error);
        let next = match retries.after(&error, deadline.left()) {
            // Boxed, since it is rare.
            Next::Attempt(wait) if is_corrected => Box::pin(call.prepare(&error, wait, deadline, retries.made())).await,
            _ => None,
        };
        let Some(left) = next else {
            let error = error.after(Attempts::new(retries.made(), failed));
            call.span.ended(retries.made(), || outcome(Err(&error), &call.secrets));
            return Err(error);
        };
        deadline = left.deadline;
        earlier = Some(Earlier { attempts: retries.made(), delay: left.wait });
        failed.push(FailedAttempt::new(error, left.wait));
    }
}

impl Sending {
    /// How often it may be sent. A body that passes once is gone with the first attempt.
    fn retry(&self) -> Retry {
        let retry = self.options.retry.unwrap_or(self.client.config.retry);
        if self.parts.body.passes_once() { Retry::off() } else { retry }
    }

    /// Gets ready for another attempt: with another identity if that one was refused, and after the wait.
    async fn prepare(&mut self, error: &Error, wait: Duration, deadline: Deadline, made: u32) -> Option<Left> {
        if error.failure() == Failure::IdentityExpired {
            self.replace_identity(deadline).await?;
        }
        self.span.waits(|| error_type(error, &self.secrets), made, wait);
        let start = Instant::now();
        self.client.config.sources.sleep.sleep(wait).await.ok()?;
        // Time that was only pretended to pass counts as well.
        Some(Left { wait, deadline: deadline.less(wait.saturating_sub(start.elapsed())) })
    }

    /// Asks the source for another identity than the one that was refused.
    async fn replace_identity(&mut self, deadline: Deadline) -> Option<()> {
        let refused = self.secrets.identity.take()?;
        let identity = identity(&self.client, deadline, Some(&refused)).await;
        self.identity = identity.ok().filter(|identity| !identity.is_same(&refused));
        self.secrets.refused = Some(refused);
        self.identity.is_some().then_some(())
    }

    /// Remembers the clock of the host if it refused ours: whether there is no need to, or it could be read.
    fn learn_clock(&self, error: &Error) -> bool {
        if error.failure() != Failure::ClockSkewed {
            return true;
        }
        let date = error.as_service().and_then(ServiceError::date);
        date.inspect(|date| self.client.skew.learn(*date, self.client.config.sources.clock.now())).is_some()
    }

    /// Whether sending the request twice does no more than sending it once.
    fn is_repeatable(&self) -> bool {
        self.idempotency() == Idempotency::Idempotent || self.parts.token == Token::Made
    }

    /// Whether making the call twice does no more than making it once. A token that was made for this call says nothing of
    /// another one.
    pub(super) fn idempotency(&self) -> Idempotency {
        if self.options.idempotent || self.parts.token == Token::Given {
            Idempotency::Idempotent
        } else {
            self.operation.idempotency
        }
    }
}
