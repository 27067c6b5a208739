//! How far a cohort has come, for whoever waits at a terminal: a bar with rate and remaining time, and nothing in a pipe.

use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::options::is_dumb;
use crate::cli::ui::Ui;

/// The progress of a run.
pub(in crate::cli) struct Progress(ProgressBar);

impl Progress {
    /// Begins to show it: of a file by its length, of the standard input by the rows alone.
    pub(in crate::cli) fn begin(ui: &Ui<'_>, path: &Path) -> Self {
        if !ui.talks() || is_dumb() {
            return Self(ProgressBar::hidden());
        }
        let length = path.metadata().ok().filter(std::fs::Metadata::is_file).map(|file| file.len());
        let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr());
        let form = match length {
            Some(_) => "{wide_bar} {percent} %  {msg}  {eta} left",
            None => "{spinner} {msg}  {elapsed}",
        };
        if let Ok(style) = ProgressStyle::with_template(form) {
            let (marks, ticks) =
                if ui.talk_terminal().unicode { ("█░", "⠋⠙⠸⠴⠦⠇ ") } else { ("#-", "-\\|/ ") };
            bar.set_style(style.progress_chars(marks).tick_chars(ticks));
        }
        Self(bar)
    }

    /// Says how far it is: the bytes read, and the rows.
    pub(in crate::cli) fn is_at(&self, bytes: u64, rows: u64) {
        let rate = u128::from(rows) * 1_000 / self.0.elapsed().as_millis().max(1);
        self.0.set_message(format!("{rows} rows, {rate} a second"));
        self.0.set_position(bytes);
    }

    /// Takes it away for what is said beside it.
    pub(in crate::cli) fn aside(&self, say: impl FnOnce()) {
        self.0.suspend(say);
    }

    /// Takes it away.
    pub(in crate::cli) fn end(self) {
        self.0.finish_and_clear();
    }
}
