//! Work that blocks, such as that on files.

use super::drivers;

/// Does the work on a thread for it; right here where there is no tokio runtime, which then cannot be held up either. `None`
/// if the runtime ends before the work.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    match drivers::current() {
        Ok(runtime) => runtime.spawn_blocking(work).await.ok(),
        Err(_) => Some(work()),
    }
}
