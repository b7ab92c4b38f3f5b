//! An allocator that counts while it is asked to.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

static IS_ON: AtomicBool = AtomicBool::new(false);
static CALLS: AtomicUsize = AtomicUsize::new(0);
static BYTES: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

struct Counting;

impl Counting {
    fn count(bytes: usize) {
        // Counting always would take its time from what is measured.
        if IS_ON.load(Relaxed) {
            CALLS.fetch_add(1, Relaxed);
            BYTES.fetch_add(bytes, Relaxed);
        }
    }
}

// SAFETY: everything is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        Self::count(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        Self::count(size.saturating_sub(layout.size()));
        unsafe { System.realloc(old, layout, size) }
    }

    unsafe fn dealloc(&self, old: *mut u8, layout: Layout) {
        unsafe { System.dealloc(old, layout) }
    }
}

/// How often memory is asked for, and for how many bytes.
pub(crate) fn during(run: impl FnOnce()) -> [usize; 2] {
    CALLS.store(0, Relaxed);
    BYTES.store(0, Relaxed);
    IS_ON.store(true, Relaxed);
    run();
    IS_ON.store(false, Relaxed);
    [CALLS.load(Relaxed), BYTES.load(Relaxed)]
}
