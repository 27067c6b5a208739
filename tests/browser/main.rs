//! The pages of the program in a real browser: without a network, without a complaint, by real clicks and keys.
//!
//! Needs Chromium or Chrome, by a usual name on the search path or named by `CHROME`. Without one every test is
//! reported as ignored, after a line that says so.

mod map;
mod page;
mod program;
mod report;

use std::io::{self, Write as _};
use std::sync::Arc;

use headless_chrome::Browser;
use libtest_mimic::{Arguments, Trial};

use page::{DESK, Page};

/// A test with its name.
type Case = (&'static str, fn(&Browser));

/// Names a test after its function.
macro_rules! cases {
    ($($path:path),* $(,)?) => { &[$((stringify!($path), $path)),*] };
}

const CASES: &[Case] = cases![
    what_a_page_does_wrong_is_found,
    what_cannot_be_read_is_found,
    report::a_report_is_read_at_any_width,
    report::a_report_is_read_in_the_dark,
    report::a_report_says_everything_without_a_script,
    report::a_report_is_walked_through_by_keys,
    report::a_report_prints_on_a_few_sheets,
    map::a_map_is_read_at_any_width,
    map::a_map_is_searched_by_keys,
    map::a_map_is_filtered_by_clicks,
    map::a_role_of_a_map_is_opened_by_click_and_by_key,
    map::a_map_marks_the_plan,
    map::a_map_opens_where_somebody_is,
    map::a_role_in_focus_stands_out,
    map::a_map_says_everything_without_its_script,
    map::a_map_prints_on_a_few_sheets,
];

fn main() {
    let mut arguments = Arguments::from_args();
    // One browser serves all, a tab each; more at a time would only compete.
    arguments.test_threads = Some(1);
    let installed = page::installed();
    let is_run = !arguments.list && installed.is_some();
    if !arguments.list && installed.is_none() {
        let skipped =
            "skipped: no Chromium or Chrome was found, so no page was opened; `CHROME` can name one";
        let _ = writeln!(io::stderr(), "{skipped}");
    }
    let browser = installed.filter(|_| is_run).map(|path| Arc::new(page::start(path)));
    let trial = |(name, case): &Case| {
        let (browser, case) = (browser.clone(), *case);
        let is_ignored = browser.is_none();
        let run = move || {
            if let Some(browser) = browser {
                case(&browser);
            }
            Ok(())
        };
        Trial::test(*name, run).with_ignored_flag(is_ignored)
    };
    let trials = CASES.iter().map(trial).collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    drop(browser);
    conclusion.exit();
}

/// The tests would be worth nothing if they did not notice.
fn what_a_page_does_wrong_is_found(browser: &Browser) {
    let wide = "<div style='width: 3000px'>wide</div>";
    let loud = "<script>console.error('oh'); document.title = 'run'; throw new Error('no')</script>";
    let curious = "<img src='http://127.0.0.1:9/picture.png' alt=''>";
    let page = Page::open(browser, &format!("<!doctype html><title>x</title>{wide}{loud}{curious}"), DESK);
    page.wait_for("document.title === 'run'");
    page.wait_for("document.images[0].complete");
    let faults = page.faults().join("\n");
    for fault in ["console: ", "thrown: ", "asked for http://127.0.0.1:9/picture.png", " pixels too wide"] {
        assert!(faults.contains(fault), "{fault} was not noticed: {faults}");
    }
    assert_eq!(page.text(), "wide");
    assert_eq!(page.printed_pages(), 1);
}

/// Nor if they took for readable what is not.
fn what_cannot_be_read_is_found(browser: &Browser) {
    let texts = [
        "<p>plain</p>",
        "<p style='color: #ccc'>pale</p>",
        "<p style='font-size: 5px'>tiny</p>",
        "<p style='width: 20px; overflow: hidden; white-space: nowrap'>cut off on the right</p>",
        "<svg width='200' height='20'><text x='150' y='15'>out of the picture</text></svg>",
        "<svg width='200' height='40'><text y='20'>one over</text><text x='3' y='22'>another</text></svg>",
    ];
    let html = format!("<!doctype html><title>x</title><body style='background: white'>{}", texts.join(""));
    let found = Page::open(browser, &html, DESK).unreadable().join("\n");
    for text in ["pale", "tiny", "cut off on the right", "out of the picture", "another"] {
        assert!(found.contains(text), "{text} is taken for readable: {found}");
    }
    assert!(!found.contains("plain"), "{found}");
}
