//! Ctrl-C: the first one ends the search with the best plan so far, the second one ends the program. Where nothing is
//! searched, the first one ends it with a last word.

use std::io::{self, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{LazyLock, Once};

use crate::planner::Interrupt;
use crate::render::text::clean;

use super::exit::INTERRUPTED;
use super::ui::Ui;

static STOP: LazyLock<Interrupt> = LazyLock::new(Interrupt::default);
static IGNORED: AtomicBool = AtomicBool::new(false);
static LISTENING: Once = Once::new();

/// Returns the sign that Ctrl-C raises from now on.
pub(super) fn flag() -> Interrupt {
    LISTENING.call_once(|| {
        // Without a handler Ctrl-C ends the program at once, as it does everywhere.
        let _ = ctrlc::set_handler(|| {
            if IGNORED.load(Ordering::Relaxed) {
                return;
            }
            if STOP.is_raised() {
                std::process::exit(INTERRUPTED.into());
            }
            STOP.raise();
        });
    });
    STOP.clone()
}

/// Leaves Ctrl-C to another program from now on.
pub(super) fn ignore() {
    IGNORED.store(true, Ordering::Relaxed);
    flag();
}

/// Makes Ctrl-C end the program at once, with a last word to the standard error.
pub(super) fn at_once(last_word: impl Fn() -> String + Send + 'static) {
    LISTENING.call_once(|| {
        let _ = ctrlc::set_handler(move || {
            let _ = writeln!(io::stderr(), "\n{}", clean(&last_word()));
            std::process::exit(INTERRUPTED.into());
        });
    });
}

/// Says that the search was ended by hand, if it was.
pub(super) fn say_if_happened(ui: &Ui<'_>) {
    if STOP.is_raised() {
        ui.say("interrupted: this is what was known by then");
    }
}
