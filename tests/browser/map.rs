//! The career map: searched, filtered and walked through by real clicks and keys.

use headless_chrome::Browser;

use crate::page::{DESK, PHONE, Page};
use crate::program::page;

const WHOLE: &str = "map";
const PATH: &str = "map --from nurse --to nurse-informaticist --start 2026-11";

pub(crate) fn a_map_is_read_at_any_width(browser: &Browser) {
    for line in [WHOLE, PATH] {
        let html = page(line);
        for window in [PHONE, DESK] {
            let page = Page::open(browser, &html, window);
            assert_eq!(page.faults(), Vec::<String>::new(), "{line} at {window:?}");
            assert_eq!(page.unreadable(), Vec::<String>::new(), "{line} at {window:?}");
            page.darken();
            assert_eq!(page.unreadable(), Vec::<String>::new(), "{line} at {window:?} in the dark");
        }
    }
}

pub(crate) fn a_map_is_searched_by_keys(browser: &Browser) {
    let page = Page::open(browser, &page(WHOLE), DESK);
    page.click("#find");
    page.keys("cnio");
    page.wait_for("document.getElementById('found').textContent === '1 role'");
    assert_eq!(page.ask(&ids("a.role.match")), "cnio", "the short name that people use is found");
    page.key("Enter");
    assert_eq!(page.ask("document.activeElement.dataset.id"), "cnio");
    page.key("Escape");
    page.wait_for("document.getElementById('find').value === ''");
    assert_eq!(page.ask(&ids("a.role.match")), "");
    page.click("#find");
    page.keys("no such role");
    page.wait_for("document.getElementById('found').textContent === 'no role'");
    assert_eq!(page.faults(), Vec::<String>::new());
}

pub(crate) fn a_map_is_filtered_by_clicks(browser: &Browser) {
    let page = Page::open(browser, &page(WHOLE), DESK);
    let shown =
        "[...document.querySelectorAll('a.role')].filter(role => role.getClientRects().length).length";
    let all = page.ask(shown).as_i64().expect("a number");
    let of_data = page.ask("document.querySelectorAll('a.role[data-track=data]').length").as_i64();
    page.click("input[name=track][value=data]");
    page.wait_for("document.querySelector('a.role[data-track=data]').getClientRects().length === 0");
    assert_eq!(page.ask(shown).as_i64(), of_data.map(|data| all - data));
    page.click("input[name=track][value=data]");
    page.wait_for("document.querySelector('a.role[data-track=data]').getClientRects().length > 0");
    assert_eq!(page.ask(shown).as_i64(), Some(all));
    assert_eq!(page.faults(), Vec::<String>::new());
}

pub(crate) fn a_role_of_a_map_is_opened_by_click_and_by_key(browser: &Browser) {
    let page = Page::open(browser, &page(WHOLE), DESK);
    assert_eq!(page.ask("document.getElementById('details').hidden"), true);
    page.click("a.role[data-id=nurse-informaticist]");
    page.wait_for("!document.getElementById('details').hidden");
    assert_eq!(page.ask("document.getElementById('details-title').textContent"), "Nurse informaticist");
    assert_eq!(page.unreadable(), Vec::<String>::new());
    page.key("Escape");
    page.wait_for("document.getElementById('details').hidden");
    assert_eq!(page.ask("document.activeElement.dataset.id"), "nurse-informaticist", "the focus is back");
    page.key("Enter");
    page.wait_for("!document.getElementById('details').hidden");
    // From there on by the links that the panel has.
    page.click("#details a");
    page.wait_for("document.getElementById('details-title').textContent !== 'Nurse informaticist'");
    assert_eq!(page.faults(), Vec::<String>::new());
}

pub(crate) fn a_map_marks_the_plan(browser: &Browser) {
    let page = Page::open(browser, &page(PATH), DESK);
    let text = page.text();
    for part in ["Registered nurse", "Nurse super user", "Nurse informaticist"] {
        assert!(text.contains(part), "{part} cannot be seen");
    }
    assert_eq!(page.faults(), Vec::<String>::new());
}

/// Returns a script that lists the ids of roles.
fn ids(selector: &str) -> String {
    format!("[...document.querySelectorAll('{selector}')].map(role => role.dataset.id).join(' ')")
}
