//! Every limit: what just fits is read, one more is refused with what was found and what to do.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use careerpath::Catalog;
use careerpath::catalog::builtin::builtin;
use careerpath::catalog::load::{self, CatalogError, Layer};
use careerpath::diagnostic::{Diagnostic, SourceFile, code};
use careerpath::limits::*;
use careerpath::profile::file::{ProfileError, parse};
use careerpath::saved::Answer;

#[path = "../benches/planner/generator.rs"]
mod generator;

const ROLE: &str = "[[role]]\nid = \"r\"\ntitle = \"R\"\ntrack = \"t\"\nlevel = \"entry\"\n";

fn file(path: &str, text: impl Into<String>) -> SourceFile {
    SourceFile { path: path.to_owned(), text: text.into() }
}

/// Returns what is said of files: nothing of a good catalog.
fn mistakes(files: Vec<SourceFile>) -> Vec<Diagnostic> {
    match load::from_files(files) {
        Ok(_) => Vec::new(),
        Err(CatalogError::Invalid { diagnostics, .. }) => diagnostics,
        Err(error) => panic!("{error}"),
    }
}

/// Asserts that a catalog is good, and that one more makes it bad for this reason alone.
fn assert_limit(fits: Vec<SourceFile>, over: Vec<SourceFile>, message: &str) {
    assert_eq!(mistakes(fits), []);
    let found = mistakes(over);
    let [mistake] = &found[..] else { panic!("{} mistakes: {:?}", found.len(), found.first()) };
    assert_eq!((mistake.code, mistake.message.as_str()), (code::TOO_LARGE, message));
    assert!(mistake.help.is_some(), "{message} says what to do");
}

/// A role with one more line.
fn role(line: &str) -> Vec<SourceFile> {
    vec![file("a.toml", format!("{ROLE}{line}\n"))]
}

fn numbered(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(", ")
}

#[test]
fn bytes_of_files() {
    let filled = |bytes: u64| {
        let comment = bytes as usize - ROLE.len();
        file("a.toml", format!("{ROLE}#{}", " ".repeat(comment - 1)))
    };
    let size = CATALOG_FILE_BYTES;
    let blank = |name: &str, bytes: u64| file(name, "#".repeat(bytes as usize));
    assert_limit(
        vec![filled(size)],
        vec![filled(size + 1), file("b.toml", ROLE)],
        "`a.toml` is larger than 16 MiB",
    );
    let all = |last: u64| {
        let mut files = vec![file("a.toml", ROLE)];
        files.extend((0..3).map(|number| blank(&format!("b{number}.toml"), size)));
        files.push(blank("c.toml", last - ROLE.len() as u64));
        files
    };
    let last = CATALOG_BYTES - 3 * size;
    assert_limit(all(last), all(last + 1), "the files of the catalog are larger than 64 MiB");
}

#[test]
fn files() {
    let files = |count: usize| {
        (0..count)
            .map(|number| file(&format!("{number}.toml"), if number == 0 { ROLE } else { "" }))
            .collect()
    };
    assert_limit(
        files(CATALOG_FILES),
        files(CATALOG_FILES + 1),
        "the catalog has 50001 files, and at most 50000 are read",
    );
}

#[test]
fn folders_inside_each_other() {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("a.toml"), ROLE).expect("a file");
    let mut folder = place.path().to_owned();
    for _ in 0..FOLDER_DEPTH {
        folder.push("f");
    }
    fs::create_dir_all(&folder).expect("a folder");
    load::from_folder(place.path()).expect("it fits");
    fs::create_dir(folder.join("f")).expect("a folder");
    let Err(CatalogError::Invalid { diagnostics, .. }) = load::from_folder(place.path()) else {
        panic!("it is too deep")
    };
    let shown = vec!["f"; FOLDER_DEPTH + 1].join("/");
    assert_eq!(diagnostics[0].message, format!("folders are nested more than 32 deep: `{shown}`"));
}

#[test]
fn values_and_tables() {
    // Each of these takes the signs of its own line; a comment is no value, and counts like one.
    let signs = ROLE.bytes().filter(|byte| matches!(byte, b',' | b'=' | b'[' | b'\n')).count();
    let commas = |count: usize| vec![file("a.toml", format!("{ROLE}#{}", ",".repeat(count)))];
    let most = CATALOG_VALUES - signs;
    assert_limit(
        commas(most),
        with_role(commas(most + 1)),
        "the files of the catalog hold more than 4000000 values",
    );
    let dots = |count: usize| vec![file("a.toml", format!("{ROLE}#{}", ".".repeat(count)))];
    let most = CATALOG_TABLES - 1;
    assert_limit(
        dots(most),
        with_role(dots(most + 1)),
        "the files of the catalog hold more than 400000 tables",
    );
}

/// Adds a file that is read before the one that is too much, so that the catalog is not empty.
fn with_role(mut files: Vec<SourceFile>) -> Vec<SourceFile> {
    "z.toml".clone_into(&mut files[0].path);
    files.push(file("a.toml", ""));
    files
}

#[test]
fn entries_of_a_kind() {
    let sources = |count: usize| {
        let mut text = ROLE.to_owned();
        for number in 0..count {
            let _ = write!(text, "[[source]]\nid = \"s{number}\"\ntitle = \"S\"\n");
        }
        vec![file("a.toml", text)]
    };
    assert_limit(
        sources(ENTRIES),
        sources(ENTRIES + 1),
        "there are more sources than the 50000 that are read",
    );
}

#[test]
fn words_of_a_vocabulary() {
    let words = |count: usize| {
        let mut text = String::new();
        let mut left = count;
        for number in 0..count.div_ceil(LIST_ITEMS) {
            let here = left.min(LIST_ITEMS);
            left -= here;
            let list = numbered(here, |word| format!("\"w{number}x{word}\""));
            let role = ROLE.replace("\"r\"", &format!("\"r{number}\""));
            let role = role.replace("\"R\"", &format!("\"R{number}\""));
            let _ = writeln!(text, "{role}skills = [{list}]");
        }
        vec![file("a.toml", text)]
    };
    let message = "the catalog uses more than the 50000 different skills that are read";
    assert_limit(words(ENTRIES), words(ENTRIES + 1), message);
}

#[test]
fn bytes_of_texts() {
    for (key, most) in [("title", NAME_BYTES), ("summary", PROSE_BYTES), ("family", NAME_BYTES)] {
        let with = |bytes: usize| {
            let text = ROLE.replace("title = \"R\"\n", "");
            let title = if key == "title" { "" } else { "title = \"R\"\n" };
            vec![file("a.toml", format!("{text}{title}{key} = \"{}\"\n", "x".repeat(bytes)))]
        };
        let message = format!("`{key}` has {} bytes, and at most {most} are read", most + 1);
        assert_limit(with(most), with(most + 1), &message);
    }
    let with =
        |bytes: usize| vec![file("a.toml", ROLE.replace("\"r\"", &format!("\"{}\"", "r".repeat(bytes))))];
    let message = format!("`id` has {} bytes, and at most {ID_BYTES} are read", ID_BYTES + 1);
    assert_limit(with(ID_BYTES), with(ID_BYTES + 1), &message);
}

#[test]
fn items_of_lists() {
    for key in ["aliases", "notes"] {
        let with =
            |items: usize| role(&format!("{key} = [{}]", numbered(items, |item| format!("\"x{item}\""))));
        let message = format!("`{key}` has 1001 items, and at most 1000 are read");
        assert_limit(with(LIST_ITEMS), with(LIST_ITEMS + 1), &message);
    }
}

#[test]
fn nodes_and_depth_of_requirements() {
    let credential = "[[credential]]\nid = \"a\"\nname = \"A\"\nkind = \"degree\"\n";
    let with = |nodes: usize| {
        // Two lists with half of them each, and what is left beside them.
        let half = nodes / 2 - 10;
        let list = format!("{{ any = [{}] }}", numbered(half, |_| "\"a\"".to_owned()));
        let rest = numbered(nodes - 2 * half - 2, |_| "\"a\"".to_owned());
        vec![file("a.toml", format!("{credential}{ROLE}requires = [{list}, {list}, {rest}]\n"))]
    };
    let message = "`requires` has 2001 requirements, and at most 2000 are read";
    assert_limit(with(REQUIREMENT_NODES), with(REQUIREMENT_NODES + 1), message);
    let deep = |depth: usize| {
        let node = (1..depth).fold("\"a\"".to_owned(), |inner, _| format!("{{ all = [{inner}] }}"));
        vec![file("a.toml", format!("{credential}{ROLE}requires = [{node}]\n"))]
    };
    assert_eq!(mistakes(deep(REQUIREMENT_DEPTH)), []);
    assert_eq!(mistakes(deep(REQUIREMENT_DEPTH + 1))[0].code, code::NESTED_TOO_DEEPLY);
}

#[test]
fn ways_to_study() {
    let with = |modes: usize| {
        let study = numbered(modes, |_| "{ mode = \"part-time\", months = 1 }".to_owned());
        let text =
            format!("[[credential]]\nid = \"a\"\nname = \"A\"\nkind = \"degree\"\nstudy = [{study}]\n");
        vec![file("a.toml", text)]
    };
    let message = "`study` has 65 modes, and at most 64 are read";
    assert_limit(with(STUDY_MODES), with(STUDY_MODES + 1), message);
}

#[test]
fn what_is_implied() {
    // A chain of n implies n (n - 1) / 2; what is left is implied by one of its own.
    let chain = |count: usize, more: usize| {
        let mut text = String::new();
        for number in 0..count {
            let next =
                if number + 1 < count { format!("implies = [\"c{}\"]\n", number + 1) } else { String::new() };
            let _ = write!(
                text,
                "[[credential]]\nid = \"c{number}\"\nname = \"C{number}\"\nkind = \"degree\"\n{next}"
            );
        }
        let first = count - more;
        let _ = write!(
            text,
            "[[credential]]\nid = \"d\"\nname = \"D\"\nkind = \"degree\"\nimplies = [\"c{first}\"]\n"
        );
        vec![file("a.toml", text)]
    };
    let count = 1_414;
    let left = IMPLIED - count * (count - 1) / 2;
    let message = "the credentials lead to more than 1000000 others by `implies`, directly or not";
    assert_limit(chain(count, left), chain(count, left + 1), message);
}

#[test]
fn rows_columns_and_cells_of_tables() {
    let table = |text: String| vec![file("a.toml", ROLE), file("wages/w.csv", text)];
    let rows = |count: usize| {
        let mut text = "soc,area,median\n".to_owned();
        for number in 0..count {
            let _ = writeln!(text, "29-1141,A{number},5");
        }
        table(text)
    };
    assert_limit(
        rows(TABLE_ROWS),
        rows(TABLE_ROWS + 1),
        "the tables have more than the 250000 rows that are read",
    );
    let cell = |bytes: usize| table(format!("soc,area,note\n29-1141,A,{}\n", "x".repeat(bytes)));
    let message = "the cell has 10001 bytes, and at most 10000 are read";
    assert_limit(cell(PROSE_BYTES), cell(PROSE_BYTES + 1), message);
    let columns = |count: usize| table(format!("soc{}\n", ",x".repeat(count - 1)));
    let few = mistakes(columns(TABLE_COLUMNS));
    assert!(few.iter().all(|mistake| mistake.code != code::TOO_LARGE), "{few:?}");
    let many = mistakes(columns(TABLE_COLUMNS + 1));
    assert_eq!(many.len(), 1);
    assert_eq!(many[0].message, "the table has 65 columns, and at most 64 are read");
}

#[test]
fn mistakes_that_are_listed() {
    let with = |count: usize| {
        let mut text = ROLE.to_owned();
        for number in 0..count {
            let _ = writeln!(text, "k{number} = 1");
        }
        mistakes(vec![file("a.toml", text)])
    };
    let all = with(CATALOG_MISTAKES);
    assert!(all.len() == CATALOG_MISTAKES && all.iter().all(|one| one.code == code::UNKNOWN_KEY));
    let most = with(CATALOG_MISTAKES + 2);
    assert_eq!(most.len(), CATALOG_MISTAKES + 1);
    let last = most.last().expect("there are some");
    assert_eq!(last.message, "the catalog has 2 mistakes more than the 10000 that are listed");
}

/// Where thousands of names are wrong, the first ones are still compared with the right ones, and the last ones not.
#[test]
fn comparisons() {
    let mut text = String::new();
    for number in 0..4_000 {
        let _ = write!(text, "[[source]]\nid = \"source-number-{number}\"\ntitle = \"S\"\n");
    }
    let wrong = numbered(900, |number| format!("\"sourse-numbre-{number}\""));
    let found = mistakes(vec![file("a.toml", text), file("b.toml", format!("{ROLE}sources = [{wrong}]\n"))]);
    let help = |mistake: &Diagnostic| mistake.help.clone().unwrap_or_default();
    assert_eq!(found.len(), 900);
    assert!(help(&found[0]).starts_with("did you mean `source-number-0`"), "{}", help(&found[0]));
    assert!(help(&found[899]).starts_with("add `[[source]]`"), "{}", help(&found[899]));
}

fn profile(catalog: &Catalog, text: &str) -> Vec<String> {
    match parse(catalog, file("me.toml", text)) {
        Ok(_) => Vec::new(),
        Err(ProfileError::Invalid { diagnostics, .. }) => {
            diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect()
        }
        Err(error) => vec![error.to_string()],
    }
}

#[test]
fn profiles() {
    let catalog = builtin().expect("a catalog");
    let said = |text: String| profile(&catalog, &text);
    let bytes = |count: u64| "#".repeat(count as usize);
    assert_eq!(said(bytes(PROFILE_BYTES)), [""; 0]);
    assert_eq!(said(bytes(PROFILE_BYTES + 1)), ["the profile `me.toml` is larger than 1 MiB"]);
    let history = |count| {
        said(format!("history = [{}]", numbered(count, |_| "{ role = \"nurse\", years = 1 }".into())))
    };
    assert_eq!(history(PROFILE_ITEMS), [""; 0]);
    assert_eq!(history(PROFILE_ITEMS + 1), ["251 items, and at most 250 are read"]);
    let waive =
        |count| said(format!("[exceptions]\nwaive = [{}]", numbered(count, |one| format!("\"w{one}\""))));
    assert_eq!(waive(EXCEPTIONS), [""; 0]);
    assert_eq!(waive(EXCEPTIONS + 1), ["101 items, and at most 100 are read"]);
    let wrong = |count| said(format!("credentials = [{}]", numbered(count, |_| "7".into())));
    assert_eq!(wrong(PROFILE_MISTAKES - 1).len(), PROFILE_MISTAKES - 1);
    let many = wrong(PROFILE_MISTAKES + 1);
    assert_eq!(many.len(), PROFILE_MISTAKES + 1);
    assert_eq!(many[PROFILE_MISTAKES], "there may be more mistakes than the 100 that are listed");
    let long = |bytes: usize| said(format!("[exceptions]\nwaive = [\"{}\"]", "x".repeat(bytes)));
    assert_eq!(long(NAME_BYTES), [""; 0]);
    assert_eq!(long(NAME_BYTES + 1), ["1001 bytes, and at most 1000 are read"]);
}

#[test]
fn saved_plans() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/plan_json/found");
    let saved: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(path).expect("a file")).expect("JSON");
    let said = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut document = saved.clone();
        change(&mut document);
        Answer::parse(&document.to_string(), "plan.json").map(|_| ()).map_err(|error| error.to_string())
    };
    let refused = |key: &str, found: &str| Err(format!("the saved plan has an unusable `{key}`: `{found}`"));
    let plan = saved["plans"][0].clone();
    let step = plan["steps"][0].clone();
    let plans = |count: usize| said(&|document| document["plans"] = vec![plan.clone(); count].into());
    assert_eq!((plans(PLANS), plans(PLANS + 1)), (Ok(()), refused("plans", "1001 items")));
    let steps =
        |count: usize| said(&|document| document["plans"][0]["steps"] = vec![step.clone(); count].into());
    assert_eq!((steps(PLAN_STEPS), steps(PLAN_STEPS + 1)), (Ok(()), refused("plans.steps", "1001 items")));
    let avoid =
        |count: usize| said(&|document| document["query"]["limits"]["avoid_roles"] = vec!["x"; count].into());
    let key = "query.limits.avoid_roles";
    assert_eq!((avoid(PLAN_ITEMS), avoid(PLAN_ITEMS + 1)), (Ok(()), refused(key, "10001 items")));
    let search = |months: u32| said(&|document| document["query"]["search_months"] = months.into());
    let key = "query.search_months";
    assert_eq!((search(QUESTION_MONTHS), search(QUESTION_MONTHS + 1)), (Ok(()), refused(key, "1201")));
    let state = |months: u32| {
        said(&|document| document["query"]["start_state"]["role_months"]["nurse"] = months.into())
    };
    let key = "query.start_state.role_months";
    assert_eq!((state(PLAN_MONTHS), state(PLAN_MONTHS + 1)), (Ok(()), refused(key, "1000001")));
    let waiver = serde_json::json!({ "kind": "role", "id": "x", "for": "y" });
    let waive =
        |count: usize| said(&|document| document["query"]["waive"] = vec![waiver.clone(); count].into());
    assert_eq!((waive(EXCEPTIONS), waive(EXCEPTIONS + 1)), (Ok(()), refused("query.waive", "101 items")));
    let text = saved.to_string();
    let padded = |bytes: u64| {
        let padded = format!("{text}{}", " ".repeat(bytes as usize - text.len()));
        Answer::parse(&padded, "plan.json").map(|_| ()).map_err(|error| error.to_string())
    };
    let large = Err("`plan.json` is larger than 16 MiB, which no plan is".to_owned());
    assert_eq!((padded(PLAN_BYTES), padded(PLAN_BYTES + 1)), (Ok(()), large));
    // What is not read may be nested at will, and what is read is not followed without end.
    let deep = format!("{{\"more\": {}1{}, {}", "[".repeat(100_000), "]".repeat(100_000), &text[1..]);
    assert!(Answer::parse(&deep, "plan.json").is_ok());
    let deep = format!("{{\"schema\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(Answer::parse(&deep, "plan.json").is_err());
}

/// Returns the answers to rows of people, and what is said beside them.
fn cohort(rows: &str) -> (usize, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_careerpath"));
    command.args([
        "cohort",
        "-",
        "--catalog",
        "tests/cli/catalog",
        "--to",
        "specialist",
        "--format",
        "ndjson",
    ]);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("CAREERPATH_DATA", "no-data");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // A header that is refused is no reason to read on.
    let _ = child.stdin.take().expect("a pipe").write_all(rows.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    let answers = String::from_utf8_lossy(&output.stdout).lines().count();
    (answers, String::from_utf8_lossy(&output.stderr).into_owned())
}

/// What just fits is answered; one more is refused for this reason, and the row after it answered.
#[test]
fn rows_of_a_cohort() {
    let assert_limit = |fits: String, over: &str, after: &str, reason: &str| {
        let (answers, said) = cohort(&format!("{fits}{after}"));
        assert_eq!((answers, said.contains("row was not read")), (2, false), "{said}");
        let (answers, said) = cohort(&format!("{over}{after}"));
        assert_eq!(answers, 1, "{said}");
        assert!(said.contains(reason), "{said}");
    };
    let row = |bytes: usize| format!("role,note\nnurse,{}\n", "x".repeat(bytes - "nurse,\n".len()));
    let reason = "line 2: longer than 256 KiB";
    assert_limit(row(ROW_BYTES), &row(ROW_BYTES + 1), "nurse,after\n", reason);
    let object = |bytes: usize| {
        let rest = "{\"role\":\"nurse\",\"note\":\"\"}\n";
        format!("{{\"role\":\"nurse\",\"note\":\"{}\"}}\n", "x".repeat(bytes - rest.len()))
    };
    let after = "{\"role\":\"nurse\"}\n";
    assert_limit(object(ROW_BYTES), &object(ROW_BYTES + 1), after, "line 1: longer than 256 KiB");

    let wide = |names: usize| {
        format!("{{\"role\":\"nurse\",{}}}\n", numbered(names - 1, |name| format!("\"x{name}\":1")))
    };
    assert_limit(wide(ROW_CELLS), &wide(ROW_CELLS + 1), after, "line 1: more than 1000 names");
    let wide = |cells: usize, row: &str| {
        let header = numbered(ROW_CELLS - 1, |name| format!("x{name}"));
        format!("role,{header}\nnurse{}\n{row}", ",1".repeat(cells - 1))
    };
    let after = format!("nurse{}\n", ",2".repeat(ROW_CELLS - 1));
    let over = wide(ROW_CELLS + 1, "");
    assert_limit(wide(ROW_CELLS, ""), &over, &after, "line 2: more than 1000 cells");
    let (answers, said) = cohort(&format!("role{}\n", ",x".repeat(ROW_CELLS)));
    assert_eq!(answers, 0);
    assert!(said.contains("the header of the standard input: more than 1000 cells"), "{said}");

    let list = |column: &str, item: &str, items: usize| {
        format!(
            "role,{column}\n{},{}\n",
            if column == "history" { "" } else { "nurse" },
            vec![item; items].join(";")
        )
    };
    for (column, item) in [("credentials", "ni"), ("history", "nurse: 1mo"), ("avoid", "deputy")] {
        let reason = format!("line 2, {column}: more than 250 items");
        let over = list(column, item, ROW_ITEMS + 1);
        assert_limit(list(column, item, ROW_ITEMS), &over, "nurse,\n", &reason);
    }
    let name = |bytes: usize| format!("role,history\nnurse,{}\nnurse,\n", "x".repeat(bytes));
    assert!(cohort(&name(NAME_BYTES)).1.contains("says no time"));
    assert!(cohort(&name(NAME_BYTES + 1)).1.contains("one of more than 1000 bytes"));
}

/// So does a catalog of ten thousand roles.
#[test]
fn a_catalog_of_ten_thousand_roles_has_room() {
    let files = generator::generate(generator::Shape::realistic(10_000, 1));
    let is_toml = |path: &str| Path::new(path).extension().is_some_and(|extension| extension == "toml");
    let texts = || files.iter().filter(|(path, _)| is_toml(path)).map(|(_, text)| text.as_str());
    let signs = |text: &str, signs: &[char]| text.matches(signs).count();
    let headers = |text: &str| text.lines().filter(|line| line.starts_with('[')).count();
    let tables = texts().map(|text| headers(text) + signs(text, &['{', '.'])).sum::<usize>();
    let catalog = load::from_files(files.iter().map(|(path, text)| file(path, text.as_str())).collect());
    let catalog = catalog.expect("a catalog");
    for (found, most) in [
        (files.iter().map(|(_, text)| text.len()).sum(), CATALOG_BYTES as usize),
        (files.iter().map(|(_, text)| text.len()).max().unwrap_or(0), CATALOG_FILE_BYTES as usize),
        (files.len(), CATALOG_FILES),
        (texts().map(|text| signs(text, &[',', '=', '[', '{', '\n'])).sum(), CATALOG_VALUES),
        (tables, CATALOG_TABLES),
        (catalog.roles.len().max(catalog.credentials.len()), ENTRIES),
        (catalog.credentials.iter().map(|credential| credential.closure.len()).sum(), IMPLIED),
        (catalog.domains.iter().map(|domain| domain.ancestors.len()).sum(), IMPLIED),
    ] {
        assert!(found * 4 <= most, "{found} of {most}");
    }
}

fn digits(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&[u8]> = digits.as_bytes().rchunks(3).rev().collect();
    groups.into_iter().map(String::from_utf8_lossy).collect::<Vec<_>>().join(",")
}

/// The table of SECURITY.md is what the program keeps to.
#[test]
fn the_table_is_true() {
    let document = include_str!("../SECURITY.md");
    let rows: Vec<String> = ALL
        .iter()
        .map(|(name, number, meaning)| {
            let number = match *number {
                bytes if bytes >= 1 << 20 && bytes % (1 << 20) == 0 => format!("{} MiB", bytes >> 20),
                bytes if name.ends_with("_BYTES") && bytes % (1 << 10) == 0 => format!("{} KiB", bytes >> 10),
                number => digits(number),
            };
            format!("| `{name}` | {number} | {} |\n", meaning.trim())
        })
        .collect();
    let rows = rows.concat();
    assert!(document.contains(&rows), "the rows are\n{rows}");
}

/// The shipped catalog takes at most a quarter of what is read of each thing that grows.
#[test]
fn the_shipped_catalog_has_room() {
    let catalog = builtin().expect("a catalog");
    let layer = Layer::from_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data")).expect("the data");
    let bytes: usize = layer.files().iter().map(|file| file.text.len()).sum();
    let rows: usize = layer
        .files()
        .iter()
        .filter(|file| file.path.starts_with("wages/"))
        .map(|file| file.text.lines().count())
        .sum();
    for (found, most) in [
        (bytes, CATALOG_BYTES as usize),
        (layer.files().len(), CATALOG_FILES),
        (catalog.roles.len().max(catalog.sources.len()), ENTRIES),
        (rows, TABLE_ROWS),
        (catalog.roles.iter().map(|role| role.title.len()).max().unwrap_or(0), NAME_BYTES),
        (catalog.sources.iter().map(|source| source.id.len()).max().unwrap_or(0), ID_BYTES),
        (catalog.roles.iter().map(|role| role.aliases.len()).max().unwrap_or(0), LIST_ITEMS),
        (catalog.credentials.iter().map(|credential| credential.study.len()).max().unwrap_or(0), STUDY_MODES),
    ] {
        assert!(found * 4 <= most, "{found} of {most}");
    }
}
