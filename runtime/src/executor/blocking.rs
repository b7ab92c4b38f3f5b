//! Work that blocks, such as that on files.

use super::drivers;

/// Does the work on a thread for it; right here where there is no tokio runtime, which then cannot be held up either. `None`
/// if the runtime ends before the work.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    match drivers::current() {
        Ok(runtime) => match runtime.spawn_blocking(work).await {
            Ok(output) => Some(output),
            // A panic of the work is one of whoever waits for it.
            Err(error) => error.try_into_panic().map(|panic| std::panic::resume_unwind(panic)).ok(),
        },
        Err(_) => Some(work()),
    }
}
