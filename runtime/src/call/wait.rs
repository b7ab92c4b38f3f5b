//! Making a call again and again until its response says what is waited for.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use super::wait_schedule::{Pause, Schedule};
use super::{Call, CallFuture, CallOptions, Response};
use crate::config::Settings;
use crate::error::Error;
use crate::operation::Operation;

impl<O: Operation + Clone> Call<O> {
    /// Makes this call again and again until `condition` holds for its response, and gives that response.
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # use runtime::codegen::{Extra, Method, Operation, OperationInfo, object};
    /// # #[derive(Default)] struct GetJob { extra: Extra }
    /// # object!(GetJob {});
    /// # #[derive(Default)] struct GetJobResponse { status: Option<String>, extra: Extra }
    /// # object!(GetJobResponse { status: "Status" });
    /// # impl Operation for GetJob {
    /// #     type Output = GetJobResponse;
    /// #     const INFO: OperationInfo = OperationInfo::rpc("GetJob", Method::Post);
    /// # }
    /// # async fn example(call: runtime::Call<GetJob>) -> Result<(), runtime::Error> {
    /// let job = call
    ///     .wait_until(|job| matches!(job.status.as_deref(), Some("Success" | "Fail")))
    ///     .every(Duration::from_secs(10))
    ///     .at_most(Duration::from_secs(600))
    ///     .await?;
    /// println!("{:?}", job.status);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Let the condition hold for everything that will not change any more, failures included, and look at the response
    /// afterwards, as in the example: who waits for success alone waits in vain for a job that has failed.
    ///
    /// The first call is made at once. Each is a call of its own, with the options of this one and its own retries. A
    /// [transient](Error::is_transient) error is as good as a response for which the condition does not hold. Where the
    /// service asks to slow down, the time between the calls doubles, up to a minute, and is at least what it asks for.
    ///
    /// # Errors
    ///
    /// * A call fails with an error that is not transient.
    /// * The next call would be too late: [`Error::as_wait`] says how long it was waited, and has the last response.
    pub fn wait_until<F: FnMut(&Response<O::Output>) -> bool>(self, condition: F) -> Wait<O, F> {
        let schedule = Schedule::new(Arc::clone(&self.client), const { &O::INFO });
        Wait { client: self.client, request: self.request, options: self.options, condition, schedule }
    }
}

/// A call that is made until its response says what is waited for. Made by [`Call::wait_until`].
#[must_use = "nothing is waited for until it is awaited"]
pub struct Wait<O, F> {
    client: Arc<Settings>,
    request: O,
    options: CallOptions,
    condition: F,
    schedule: Schedule,
}

impl<O, F> Wait<O, F> {
    /// How long to wait between two calls; up to a tenth more or less, so that not all who wait call at the same moment. 5
    /// seconds unless set.
    pub fn every(mut self, interval: Duration) -> Self {
        self.schedule.set_interval(interval);
        self
    }

    /// How long to wait at most, from the first call on. 10 minutes unless set. The last call ends by then.
    pub fn at_most(mut self, time: Duration) -> Self {
        self.schedule.set_limit(time);
        self
    }
}

impl<O: Operation, F> fmt::Debug for Wait<O, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait").field("schedule", &self.schedule).finish_non_exhaustive()
    }
}

impl<O, F> IntoFuture for Wait<O, F>
where
    O: Operation + Clone,
    F: FnMut(&Response<O::Output>) -> bool,
{
    type Output = Result<Response<O::Output>, Error>;
    type IntoFuture = WaitFuture<O, F>;

    fn into_future(self) -> WaitFuture<O, F> {
        WaitFuture { wait: self, step: Step::Call }
    }
}

/// The future of a [`Wait`].
#[must_use = "futures do nothing unless they are awaited"]
pub struct WaitFuture<O: Operation, F> {
    wait: Wait<O, F>,
    step: Step<O::Output>,
}

enum Step<T> {
    /// A call is to be made.
    Call,
    Calling(CallFuture<T>),
    Pausing(Pause),
}

impl<O, F> WaitFuture<O, F>
where
    O: Operation + Clone,
    F: FnMut(&Response<O::Output>) -> bool,
{
    fn call(&mut self) -> Result<CallFuture<O::Output>, Error> {
        let Wait { client, request, options, schedule, .. } = &mut self.wait;
        let options = schedule.begin(options.again()?);
        Ok(Call::from_parts(Arc::clone(client), request.clone(), options).into_future())
    }
}

impl<O, F> Future for WaitFuture<O, F>
where
    O: Operation + Clone,
    F: FnMut(&Response<O::Output>) -> bool,
{
    type Output = Result<Response<O::Output>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        loop {
            this.step = match &mut this.step {
                Step::Call => Step::Calling(this.call()?),
                Step::Calling(call) => match ready!(Pin::new(call).poll(context)) {
                    Ok(response) if (this.wait.condition)(&response) => return Poll::Ready(Ok(response)),
                    Ok(response) => {
                        Step::Pausing(this.wait.schedule.unmet(response.http().clone(), response.attempts())?)
                    }
                    Err(error) => Step::Pausing(this.wait.schedule.failed(error)?),
                },
                Step::Pausing(pause) => {
                    let result = ready!(pause.poll(context));
                    this.wait.schedule.resume(result)?;
                    Step::Call
                }
            };
        }
    }
}

/// Nothing of it is pinned.
impl<O: Operation, F> Unpin for WaitFuture<O, F> {}

impl<O: Operation, F> fmt::Debug for WaitFuture<O, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitFuture").field("schedule", &self.wait.schedule).finish_non_exhaustive()
    }
}
