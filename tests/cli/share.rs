//! Plans and lists as files to share: pages, pictures, spreadsheets, calendars and documents.

mod markup;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::hostile::acts;
use crate::run::{command, finish, run, transcript};
use markup::{Document, Node};

const PLAN: &str = "plan --catalog catalog --from nurse --years 4 --to specialist --start 2026-11 --quiet";

/// Every command that answers with a page or a list, asked about a catalog in which every text is hostile.
const HOSTILE: [&str; 30] = [
    "plan --catalog hostile --from nurse --to chief --start 2026-11 --explain --alternatives 2 --why-not badge",
    "plan --catalog hostile --from nurse --to chief --start 2026-11 --trade-offs",
    "plan --catalog hostile --from nurse --to chief --start 2026-11 --avoid badge",
    "reach --catalog hostile --from nurse --start 2026-11",
    "feeders --catalog hostile --to chief --start 2026-11",
    "compare --catalog hostile chief nurse",
    "eligible --catalog hostile --from nurse --start 2026-11",
    "keystone --catalog hostile --from nurse --start 2026-11",
    "prereqs --catalog hostile chief --from nurse --start 2026-11",
    "salary --catalog hostile",
    "roles --catalog hostile",
    "credentials --catalog hostile",
    "sources --catalog hostile",
    "show --catalog hostile chief",
    "show --catalog hostile badge",
    "check hostile --summary",
    "map --catalog hostile --start 2026-11",
    "map --catalog hostile --start 2026-11 chief --depth 1",
    "map --catalog hostile --start 2026-11 --from nurse --to chief",
    "map --catalog hostile --start 2026-11 nurse --profile profiles/hostile.toml --to badge",
    "guide --catalog hostile",
    "guide why --catalog hostile",
    "resources --catalog hostile",
    "config --catalog hostile",
    "profile check profiles/hostile.toml --catalog hostile",
    "verify FOLDER/chief.json --catalog hostile",
    "diff FOLDER/chief.json FOLDER/avoided.json --catalog hostile",
    "diff FOLDER/chief.json --again --catalog hostile",
    "cohort FOLDER/people.csv --catalog hostile --to chief --to badge --start 2026-11",
    "cohort FOLDER/people.csv --catalog hostile --to chief --start 2026-11 --budget 1 --keep-working",
];

/// People whose cells say nothing; what passes through is theirs.
const PEOPLE: &str = "role,years,budget\nnurse,3,\nnurse,,10\nticks,1,\n";

/// The folder of saved plans for the commands that read one.
static SAVED: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    fs::create_dir_all(&folder).expect("a folder");
    for (line, name) in [(HOSTILE[0], "chief.json"), (HOSTILE[1], "avoided.json")] {
        let plan = run(&format!("{line} --format json --quiet")).stdout;
        fs::write(folder.join(name), plan).expect("a file");
    }
    fs::write(folder.join("people.csv"), PEOPLE).expect("a file");
    folder
});

fn plan(format: &str) -> String {
    run(&format!("{PLAN} --format {format}")).stdout
}

/// Returns what a command says in a form; `None` if it has not that form.
fn said(line: &str, format: &str) -> Option<String> {
    let line = format!("{line} --format {format} --quiet");
    let words = line.split_whitespace().map(|word| match word.strip_prefix("FOLDER/") {
        Some(name) => SAVED.join(name).into_os_string(),
        None => word.into(),
    });
    let output = finish(command::<&str>(&[]).args(words));
    let lacks = output.stderr.contains(&format!("has no {format} output"));
    assert!(lacks || matches!(output.status, Some(0 | 1)), "{line}: {}", output.stderr);
    (!lacks).then_some(output.stdout)
}

#[test]
fn a_plan_as_a_page() {
    let page = plan("html");
    let (head, body) = page.split_once("<body>").expect("a body");
    let (before, style) = head.split_once("<style>").expect("a style");
    assert!(!style.contains("url(") && !style.contains("@import"), "the style loads something");
    let page = without_counts(&format!("{before}<style>…</style>\n{body}"));
    insta::assert_snapshot!(page.replace("><", ">\n<"));
}

/// Blanks the counts of a search, which change whenever the search gets better.
fn without_counts(text: &str) -> String {
    let (before, rest) = text.split_once("Catalog: Test careers 1.2.3; ").expect("what was searched");
    let (_, after) = rest.split_once(" that can matter").expect("its end");
    format!("{before}Catalog: Test careers 1.2.3; … that can matter{after}")
}

#[test]
fn a_plan_as_a_picture() {
    let picture = plan("svg");
    let (before, rest) = picture.split_once("<style>").expect("a style");
    let (_, after) = rest.split_once("</style>").expect("an end of the style");
    insta::assert_snapshot!(format!("{before}<style>…</style>{after}").replace("><", ">\n<"));
}

#[test]
fn plans_as_rows() {
    insta::assert_snapshot!(transcript(&[
        "plan --catalog catalog --from nurse --years 4 --to specialist --start 2026-11 --format csv",
        "plan --catalog catalog --from nurse --to chief --start 2026-11 --trade-offs --format csv",
        "plan --catalog catalog --from nurse --to deputy --start 2026-11 --format csv --quiet",
        "plan --catalog catalog --from nurse --to nurse --start 2026-11 --format csv",
    ]));
}

#[test]
fn a_plan_as_a_document() {
    let text = transcript(&[&format!("{PLAN} --alternatives 1 --format markdown")]);
    insta::assert_snapshot!(without_counts(&text));
}

#[test]
fn a_plan_in_a_calendar() {
    let calendar = plan("ics");
    assert_calendar(&calendar);
    insta::assert_snapshot!(calendar.replace("\r\n", "\n").replace("\n ", ""));
}

#[test]
fn equal_plans_have_equal_files() {
    for format in ["html", "svg", "csv", "markdown", "ics"] {
        assert_eq!(plan(format), plan(format), "{format}");
    }
}

/// Without a plan a page says why, rows are none, and what would be empty is no file.
#[test]
fn no_route_to_share() {
    let line = "plan --catalog catalog --from nurse --to deputy --start 2026-11";
    let page = run(&format!("{line} --format html"));
    assert_eq!(page.status, Some(1));
    let reason = run(line).stdout.lines().nth(1).expect("a reason").to_owned();
    assert!(Document::read(&page.stdout).text().contains(&reason), "{reason}");
    let folder = tempfile::tempdir().expect("a folder");
    for format in ["svg", "ics"] {
        let file = folder.path().join("plan");
        let output = finish(command(&words(&format!("{line} --format {format} -o"))).arg(&file));
        assert_eq!((output.status, output.stdout.as_str()), (Some(1), ""));
        assert!(output.stderr.contains("`--format html`"), "{}", output.stderr);
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

/// Pages and pictures are well-formed, load nothing, and hold no element or link that a catalog brought in.
#[test]
fn nothing_in_a_catalog_is_markup() {
    let mut pages = 0;
    for (line, format) in HOSTILE.iter().flat_map(|line| [(line, "html"), (line, "svg")]) {
        let Some(text) = said(line, format).filter(|text| !text.is_empty()) else { continue };
        pages += 1;
        let document = Document::read(&text);
        for node in document.nodes() {
            assert_harmless(node, line);
        }
        // What would have been markup is there to be read.
        let read = document.text();
        let shown =
            ["<script>", "<img src=x", "</title>", "<b>", "&lt;"].iter().any(|mark| read.contains(mark));
        let has_none = line.starts_with("verify");
        assert!(shown || has_none, "{line} --format {format} shows no text of the catalog");
    }
    assert!(pages > HOSTILE.len(), "only {pages} pages were looked at");
}

fn assert_harmless(node: &Node, line: &str) {
    let known = "html head meta title style script body a main header section h1 h2 p ul li dl dt dd div span br code pre \
                 table thead tbody tr th td figure figcaption svg desc text rect line circle polyline polygon g \
                 path form label input fieldset legend aside";
    assert!(known.split_whitespace().any(|name| name == node.name), "{line} has a <{}>", node.name);
    for (name, value) in &node.attributes {
        assert!(!name.starts_with("on"), "{line}: {name}={value}");
        assert!(
            !matches!(name.as_str(), "src" | "srcset" | "style" | "xlink:href"),
            "{line}: {name}={value}"
        );
        if name == "href" {
            let is_ours =
                matches!(value.as_str(), "#content" | "#role-nurse" | "#role-chief" | "#role-ticks");
            assert!(is_ours || value.starts_with("https://"), "{line} leads to {value}");
        }
    }
}

#[test]
fn nothing_in_a_catalog_is_a_formula() {
    let mut cells = 0;
    for text in HOSTILE.iter().filter_map(|line| said(line, "csv")) {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        for record in reader.records() {
            for cell in &record.expect("rows of equal length") {
                cells += 1;
                let is_number = cell.parse::<f64>().is_ok();
                assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "`{cell}`");
                assert!(!cell.contains(|letter| acts(letter) || letter == '\n'), "`{cell}`");
            }
        }
    }
    assert!(cells > 50, "only {cells} cells were looked at");
}

#[test]
fn nothing_in_a_catalog_is_markdown() {
    for line in HOSTILE.iter().filter(|line| !line.starts_with("cohort")) {
        let text = said(line, "markdown").expect("every other answer is a document");
        assert_inert(line, &text);
        let text = without_code(&text);
        for mark in ["<script", "<img", "<b>", "<i>", "</title", "<!--"] {
            assert!(!text.contains(mark), "{line} has {mark}:\n{text}");
        }
        for (position, _) in text.match_indices("](") {
            assert!(text[..position].ends_with('\\'), "{line} has a link:\n{text}");
        }
    }
}

/// Returns a document without what stands between fences, where nothing means anything.
fn without_code(text: &str) -> String {
    let mut fence = None;
    let mut kept = Vec::new();
    for line in text.lines() {
        match fence {
            None if line.starts_with("```") => fence = line.strip_suffix("text"),
            None => kept.push(line),
            Some(end) if line == end => fence = None,
            Some(_) => {}
        }
    }
    assert_eq!(fence, None, "a fence is left open:\n{text}");
    kept.join("\n")
}

#[test]
fn nothing_in_a_catalog_is_an_entry() {
    let calendar = said(HOSTILE[0], "ics").expect("a calendar");
    assert_calendar(&calendar);
    insta::assert_snapshot!(calendar.replace("\r\n", "\n").replace("\n ", ""));
}

#[test]
fn nothing_in_a_catalog_breaks_json() {
    for line in HOSTILE.iter().filter(|line| !line.starts_with("cohort")) {
        let text = said(line, "json").expect("every other answer is for programs too");
        serde_json::from_str::<serde_json::Value>(&text).expect("JSON");
        assert_inert(line, &text);
    }
}

/// A row has a form of its own for programs.
#[test]
fn nothing_in_a_catalog_breaks_a_row() {
    let mut rows = 0;
    for (line, text) in HOSTILE.iter().filter_map(|line| Some((line, said(line, "ndjson")?))) {
        for row in text.lines() {
            serde_json::from_str::<serde_json::Value>(row).expect("an object");
            rows += 1;
        }
        assert_inert(line, &text);
    }
    assert_eq!(rows, 9);
}

/// Nor in what is read in a terminal or drawn by other programs: what would act on them is a mark, and strings end where
/// ours do.
#[test]
fn nothing_in_a_catalog_acts() {
    for (line, format) in
        HOSTILE.iter().flat_map(|line| ["table", "tree", "dot", "mermaid"].map(|format| (line, format)))
    {
        let Some(text) = said(line, format) else { continue };
        assert_inert(&format!("{line} --format {format}"), &text);
    }
}

fn assert_inert(line: &str, text: &str) {
    assert!(!text.contains(acts), "{line}: {}", text.escape_debug());
}

/// Lines end in CR LF and have at most 75 bytes; every entry is closed, and its identifier is its own.
fn assert_calendar(calendar: &str) {
    assert_eq!(calendar.matches('\n').count(), calendar.matches("\r\n").count(), "a bare line feed");
    let mut open: Vec<&str> = Vec::new();
    let mut identifiers: Vec<&str> = Vec::new();
    for line in calendar.split_terminator("\r\n") {
        assert!(line.len() <= 75, "`{line}` has {} bytes", line.len());
        assert!(!line.contains(|letter| acts(letter) || letter == '\n'), "`{line}`");
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        match name {
            "BEGIN" => open.push(value),
            "END" => assert_eq!(open.pop(), Some(value)),
            "UID" => {
                assert!(!identifiers.contains(&value), "{value} twice");
                identifiers.push(value);
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} is left open");
    assert!(identifiers.len() > 2, "only {} entries", identifiers.len());
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

/// Whatever is written, a file that is there stays as it is, and a place that cannot be is refused before any work.
#[test]
fn files_to_share_are_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("mine");
    fs::write(&file, "mine").expect("a file");
    for format in ["html", "svg", "csv", "ics", "markdown"] {
        let line = format!("{PLAN} --format {format} -o");
        let refused = finish(command(&words(&line)).arg(&file));
        assert_eq!(refused.status, Some(2));
        assert!(refused.stderr.contains("exists already"), "{}", refused.stderr);
        let nowhere = finish(command(&words(&line)).arg(folder.path().join("no/such/file")));
        assert_eq!(nowhere.status, Some(2));
        assert!(nowhere.stderr.contains("hint: choose a file in a folder that exists"), "{}", nowhere.stderr);
        let written = folder.path().join(format);
        assert_eq!(finish(command(&words(&line)).arg(&written)).status, Some(0));
        assert_eq!(fs::read_to_string(&written).expect("a file"), plan(format));
    }
    assert_eq!(fs::read_to_string(&file).expect("a file"), "mine");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 6, "nothing is left lying about");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_no_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let device = fs::File::options().write(true).open("/dev/full").expect("a device");
    let output = finish(command(&words(&format!("{PLAN} --format html"))).stdout(device));
    assert_eq!(output.status, Some(2));
    assert!(output.stderr.starts_with("error: cannot write the output: "), "{}", output.stderr);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

/// On a terminal a page is of little use, so that the way to a file is said.
#[cfg(unix)]
#[test]
fn on_a_terminal_it_is_said_how_to_save_a_page() {
    let mut command = command(&["show", "ni", "--catalog", "catalog", "--format", "html"]);
    command.env("TERM", "xterm");
    let mut session = rexpect::session::spawn_command(command, Some(20_000)).expect("a terminal");
    session.exp_string("</html>").expect("the page");
    session.exp_string("hint: add `-o show.html` to save it in a file").expect("the hint");
    session.exp_eof().expect("the end");
}
