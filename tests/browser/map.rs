//! The career map: searched, filtered and walked through by real clicks and keys.

use headless_chrome::Browser;

use crate::page::{DESK, PHONE, Page};
use crate::program::page;

const WHOLE: &str = "map --start 2026-11";
const PATH: &str = "map --from nurse --to nurse-informaticist --start 2026-11";
const CHIEF: &str = "map cnio --from nurse --to cnio --start 2026-11 --limit 300";

/// The most sheets of paper that a map takes.
const SHEETS: usize = 3;

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
    assert_eq!(page.ask(&ids("a.role.here")), "nurse");
    assert_eq!(page.ask(&ids("a.role.step")), "nurse-super-user nurse-informaticist");
    let ways = "[...document.querySelectorAll('.ways .way.path')]\
                .map(way => way.dataset.from + ' ' + way.dataset.to).join(', ')";
    assert_eq!(page.ask(ways), "nurse nurse-super-user, nurse-super-user nurse-informaticist");
    assert_eq!(page.faults(), Vec::<String>::new());
}

pub(crate) fn a_role_in_focus_stands_out(browser: &Browser) {
    let page = Page::open(browser, &page(PATH), DESK);
    assert_eq!(page.ask("document.querySelectorAll('.picture.lit, .way.lit, a.role.lit').length"), 0);
    page.ask("document.querySelector('a.role[data-id=nurse-super-user]').focus()");
    page.wait_for("document.querySelector('.picture').classList.contains('lit')");
    let agrees = "[...document.querySelectorAll('.ways .way')].every(way => way.classList.contains('lit') ===\
                  (way.dataset.from === 'nurse-super-user' || way.dataset.to === 'nurse-super-user'))";
    assert_eq!(page.ask(agrees), true, "its ways, and no others");
    let opacity = |id: &str| {
        page.ask(&format!("getComputedStyle(document.querySelector('a.role[data-id={id}]')).opacity"))
    };
    assert_eq!(opacity("nurse-informaticist"), "1", "it is at the end of one");
    assert_ne!(opacity("medical-coder"), "1");
    page.ask("document.activeElement.blur()");
    page.wait_for("document.querySelectorAll('.picture.lit, .way.lit').length === 0");
    assert_eq!(page.faults(), Vec::<String>::new());
}

pub(crate) fn a_map_says_everything_without_its_script(browser: &Browser) {
    let html = page(WHOLE);
    let (before, rest) = html.split_once("<script>").expect("a script");
    let (_, after) = rest.split_once("</script>").expect("its end");
    let page = Page::open(browser, &format!("{before}{after}"), DESK);
    assert_eq!(page.ask("document.scripts.length"), 0);
    assert_eq!(
        page.ask("document.getElementById('tools').getClientRects().length"),
        0,
        "what would not work"
    );
    let rows = "[...document.querySelectorAll('#roles tbody tr')]";
    let linked = format!(
        "[...document.querySelectorAll('a.role')].map(role => role.getAttribute('href')).sort().join() ===\
         {rows}.map(row => '#' + row.id).sort().join()"
    );
    assert_eq!(page.ask(&linked), true, "every box leads to its row");
    let told = "[...document.querySelectorAll('.ways .way')].every(way =>\
         document.getElementById('role-' + way.dataset.from).querySelector('td:last-child a[href=\"#role-' + way.dataset.to + '\"]'))";
    assert_eq!(page.ask(told), true, "every way is told in the row where it begins");
    page.click("a.role[data-id=nurse-informaticist]");
    page.wait_for("location.hash === '#role-nurse-informaticist'");
    assert_eq!(page.faults(), Vec::<String>::new());
}

pub(crate) fn a_map_prints_on_a_few_sheets(browser: &Browser) {
    for line in [WHOLE, CHIEF] {
        let sheets = Page::open(browser, &page(line), DESK).printed_pages();
        assert!((1..=SHEETS).contains(&sheets), "{line} takes {sheets} sheets");
    }
}

pub(crate) fn a_map_opens_where_somebody_is(browser: &Browser) {
    let page = Page::open(browser, &page("map --from nurse --start 2026-11"), PHONE);
    let seen = "(() => { const box = document.querySelector('a.role.here').getBoundingClientRect(); \
                const room = document.querySelector('.drawn').getBoundingClientRect(); \
                return box.left >= room.left && box.right <= room.right && box.top >= room.top \
                && box.bottom <= room.bottom; })()";
    page.wait_for(seen);
    assert_eq!(page.faults(), Vec::<String>::new());
}

/// Returns a script that lists the ids of roles.
fn ids(selector: &str) -> String {
    format!("[...document.querySelectorAll('{selector}')].map(role => role.dataset.id).join(' ')")
}
