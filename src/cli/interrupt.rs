//! Ctrl-C: the first one ends the search with the best plan so far, the second one ends the program.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use super::ui::Ui;

/// How a shell reports a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

static STOP: AtomicBool = AtomicBool::new(false);
static IGNORED: AtomicBool = AtomicBool::new(false);
static LISTENING: Once = Once::new();

/// Returns the flag that Ctrl-C raises from now on.
pub(super) fn flag() -> &'static AtomicBool {
    LISTENING.call_once(|| {
        // Without a handler Ctrl-C ends the program at once, as it does everywhere.
        let _ = ctrlc::set_handler(|| {
            if IGNORED.load(Ordering::Relaxed) {
                return;
            }
            if STOP.swap(true, Ordering::Relaxed) {
                std::process::exit(INTERRUPTED);
            }
        });
    });
    &STOP
}

/// Leaves Ctrl-C to another program from now on.
pub(super) fn ignore() {
    IGNORED.store(true, Ordering::Relaxed);
    flag();
}

/// Says that the search was ended by hand, if it was.
pub(super) fn say_if_happened(ui: &Ui<'_>) {
    if STOP.load(Ordering::Relaxed) {
        ui.say("interrupted: this is what was known by then");
    }
}
