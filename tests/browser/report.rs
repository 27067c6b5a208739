//! The report of a plan: it can be read, at any width and in the dark, and printed.

use headless_chrome::Browser;

use crate::page::{DESK, PHONE, Page};
use crate::program::page;

const SHORT: &str = "plan --from nurse --to nurse-informaticist --start 2026-11";
const LONG: &str = "plan --from nurse --years 5 --to cnio --start 2026-11 --limit 300 --trade-offs";
const NONE: &str = "plan --from nurse --to nurse-informaticist --max-years 1 --start 2026-11";

const COHORT: &str =
    "cohort ../../examples/cohort/people.csv --to nurse-informaticist --within 3 --start 2026-11 --summary";
const COHORT_OF_TWO: &str =
    "cohort profiles/people.csv --catalog catalog --to specialist --to ni --start 2026-11 --summary";

/// The most sheets of paper that a report takes.
const SHEETS: usize = 3;

pub(crate) fn a_report_is_read_at_any_width(browser: &Browser) {
    for line in [SHORT, LONG, NONE, COHORT, COHORT_OF_TWO] {
        let html = page(line);
        for window in [PHONE, DESK] {
            let page = Page::open(browser, &html, window);
            assert_eq!(page.faults(), Vec::<String>::new(), "{line} at {window:?}");
            assert_eq!(page.unreadable(), Vec::<String>::new(), "{line} at {window:?}");
        }
    }
}

pub(crate) fn a_report_is_read_in_the_dark(browser: &Browser) {
    for line in [SHORT, COHORT] {
        let page = Page::open(browser, &page(line), DESK);
        let light = page.ask("getComputedStyle(document.body).backgroundColor");
        page.darken();
        assert_ne!(page.ask("getComputedStyle(document.body).backgroundColor"), light);
        assert_eq!(page.unreadable(), Vec::<String>::new(), "{line}");
    }
}

pub(crate) fn a_report_says_everything_without_a_script(browser: &Browser) {
    let page = Page::open(browser, &page(SHORT), DESK);
    assert_eq!(page.ask("document.scripts.length"), 0);
    let text = page.text();
    for part in [
        "Registered nurse → Nurse informaticist",
        "2 years 3 months, $0 for study, 2 job changes.",
        "Proved: no plan is faster.",
        "Work: Nurse super user",
        "Assumptions",
        "Sources",
    ] {
        assert!(text.contains(part), "{part} cannot be seen:\n{text}");
    }
    // Those who listen to a page find their way by headings, heads of tables and descriptions of pictures.
    assert_eq!(page.ask("document.querySelectorAll('h1').length"), 1);
    assert_eq!(
        page.ask("[...document.querySelectorAll('table')].every(table => table.querySelector('th'))"),
        true
    );
    let described =
        "[...document.querySelectorAll('svg')].every(svg => svg.querySelector('desc').textContent)";
    assert_eq!(page.ask(described), true);
}

pub(crate) fn a_report_is_walked_through_by_keys(browser: &Browser) {
    let page = Page::open(browser, &page(SHORT), DESK);
    page.key("Tab");
    assert_eq!(page.ask("document.activeElement.getAttribute('href')"), "#content");
    page.key("Enter");
    page.wait_for("document.activeElement.id === 'content'");
    page.key("Tab");
    assert_eq!(page.ask("document.activeElement.tagName"), "A", "the first source");
}

pub(crate) fn a_report_prints_on_a_few_sheets(browser: &Browser) {
    for line in [SHORT, LONG, NONE] {
        let sheets = Page::open(browser, &page(line), DESK).printed_pages();
        assert!((1..=SHEETS).contains(&sheets), "{line} takes {sheets} sheets");
    }
}
