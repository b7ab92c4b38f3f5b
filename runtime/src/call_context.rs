//! The call that a request belongs to, as a transport of a test sees it: through the extensions of the request.
//!
//! Without the feature `test-util` there is nothing of it, and it costs nothing.

#[cfg(feature = "test-util")]
pub(crate) use self::known::{AttemptContext, CallContext, TypedRequest};
#[cfg(not(feature = "test-util"))]
pub(crate) use self::unknown::CallContext;

#[cfg(feature = "test-util")]
mod known {
    use std::any::{self, Any};
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use bytes::Bytes;
    use http::Request;

    use crate::body::Body;
    use crate::codec::{copy, secret_texts_in};
    use crate::operation::Operation;
    use crate::output::Output;
    use crate::redaction::CallSecrets;

    /// What is known of a call besides its requests.
    #[derive(Clone, Default)]
    pub(crate) struct CallContext(Option<Arc<Known>>);

    #[derive(Default)]
    struct Known {
        request: Option<TypedRequest>,
        reply_secrets: Option<fn(&Bytes) -> Vec<String>>,
        /// Nanoseconds that a transport only pretended to take.
        passed: AtomicU64,
    }

    /// A request as the program made it: an `O` behind a lock, since it need not be `Sync`.
    #[derive(Clone)]
    pub(crate) struct TypedRequest {
        pub(crate) request: Arc<dyn Any + Send + Sync>,
        /// The name of its type, without and with its path.
        pub(crate) name: &'static str,
        pub(crate) type_name: &'static str,
    }

    /// What is known of an attempt besides its request.
    #[derive(Clone)]
    pub(crate) struct AttemptContext {
        pub(crate) call: CallContext,
        pub(crate) secrets: CallSecrets,
    }

    impl CallContext {
        /// Whether contexts know anything.
        pub(crate) const IS_KNOWN: bool = true;

        /// That of a call of which nothing is known.
        pub(crate) const NONE: Self = Self(None);

        /// That of a call with this request.
        pub(crate) fn of<O: Operation>(request: &O) -> Self {
            let type_name = any::type_name::<O>();
            let request =
                TypedRequest { request: Arc::new(Mutex::new(copy(request))), name: O::description().name, type_name };
            let reply_secrets = Some(reply_secrets::<O::Output> as fn(&Bytes) -> Vec<String>);
            Self(Some(Arc::new(Known { request: Some(request), reply_secrets, passed: AtomicU64::new(0) })))
        }

        /// That of a call whose request has no type of its own.
        pub(crate) fn untyped() -> Self {
            Self(Some(Arc::default()))
        }

        /// Hands it along with a request.
        pub(crate) fn attach(&self, request: &mut Request<Body>, secrets: &CallSecrets) {
            if self.0.is_some() {
                let context = AttemptContext { call: self.clone(), secrets: secrets.clone() };
                request.extensions_mut().insert(context);
            }
        }

        /// The request as the program made it.
        pub(crate) fn request(&self) -> Option<&TypedRequest> {
            self.0.as_ref()?.request.as_ref()
        }

        /// The secret texts of a reply, as far as the type of the response declares them.
        pub(crate) fn reply_secrets(&self, body: &Bytes) -> Vec<String> {
            let find = self.0.as_ref().and_then(|known| known.reply_secrets);
            find.map(|find| find(body)).unwrap_or_default()
        }

        /// Counts time that was only pretended to pass against the time of the call.
        pub(crate) fn pass(&self, time: Duration) {
            if let Some(known) = &self.0 {
                known.passed.fetch_add(u64::try_from(time.as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
            }
        }

        /// The time that was pretended to pass since this was last asked.
        pub(crate) fn take_passed(&self) -> Duration {
            let passed = self.0.as_ref().map(|known| known.passed.swap(0, Ordering::Relaxed));
            Duration::from_nanos(passed.unwrap_or_default())
        }
    }

    /// The texts of members that are declared secret.
    fn reply_secrets<T: Output>(body: &Bytes) -> Vec<String> {
        let mut texts = Vec::new();
        if let Ok(value) = T::decode(body)
            && let Some(view) = value.view()
        {
            secret_texts_in(view, &mut texts);
        }
        texts
    }
}

#[cfg(not(feature = "test-util"))]
mod unknown {
    use std::time::Duration;

    use http::Request;

    use crate::body::Body;
    use crate::operation::Operation;
    use crate::redaction::CallSecrets;

    /// Nothing is known.
    #[derive(Clone, Copy, Default)]
    pub(crate) struct CallContext;

    impl CallContext {
        pub(crate) const IS_KNOWN: bool = false;

        /// That of a call.
        pub(crate) const NONE: Self = Self;

        pub(crate) fn of<O: Operation>(_: &O) -> Self {
            Self
        }

        pub(crate) fn untyped() -> Self {
            Self
        }

        #[expect(clippy::unused_self, reason = "the other form needs it")]
        pub(crate) fn attach(self, _: &mut Request<Body>, _: &CallSecrets) {}

        #[expect(clippy::unused_self, reason = "the other form needs it")]
        pub(crate) fn take_passed(self) -> Duration {
            Duration::ZERO
        }
    }
}
