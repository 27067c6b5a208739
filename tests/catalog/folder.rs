//! Catalogs in folders: which files are read, and which folders are no catalogs.

use std::fs;
use std::path::Path;

use careerpath::catalog::load::{self, CatalogError, Layer};
use careerpath::diagnostic::Diagnostic;
use careerpath::render::diagnostic::render;
use tempfile::TempDir;

const ROLE: &str = "[[role]]\nid = \"ID\"\ntitle = \"ID\"\ntrack = \"t\"\nlevel = \"entry\"\n";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a folder can be made");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
    folder
}

fn role(id: &str) -> String {
    ROLE.replace("ID", id)
}

fn roles(folder: &Path) -> Vec<String> {
    let catalog = load::from_folder(folder).expect("the catalog is good");
    catalog.roles.into_iter().map(|role| role.id).collect()
}

fn said(folder: &Path) -> String {
    match load::from_folder(folder).expect_err("the catalog is bad") {
        CatalogError::Invalid { diagnostics, files } => render(&diagnostics, &files, false),
        error => error.to_string(),
    }
}

#[test]
fn toml_files_at_any_depth_are_read_and_others_are_not() {
    let folder = folder(&[
        ("z.toml", role("zulu").as_bytes()),
        ("a/b/c/d.TOML", role("alpha").as_bytes()),
        (".hidden/x.toml", b"not toml"),
        (".x.toml", b"not toml"),
        ("README.md", b"\xff"),
        ("toml", b"not toml"),
        ("other/x.csv", b"not a table"),
        ("wages/2025/x.csv", b"soc,area,median\n29-1141,Ohio,5\n"),
    ]);
    assert_eq!(roles(folder.path()), ["alpha", "zulu"]);
    let catalog = load::from_folder(folder.path()).expect("the catalog is good");
    assert_eq!(catalog.wages.rows.len(), 1);
}

#[test]
fn what_was_meant_as_a_part_and_is_none_is_said_before_what_that_causes() {
    let folder = folder(&[
        ("roles.toml", (role("alpha") + "requires = [\"lost\"]\n").as_bytes()),
        ("credentials.toml.txt", b"[[credential]]"),
        ("pay.csv", b"soc,area,median\n"),
        ("Wages/pay.csv", b"soc,area,median\n"),
        ("wages/pay.CSV.txt", b"soc,area,median\n"),
        ("wages/Pay 2026.xlsx", b"\xff"),
        ("more/roles.yaml", b"role:"),
        ("more/roles.json", b"{}"),
        ("catalog-file.json", b"{}"),
        ("README.md", b"what this is"),
        ("notes.txt", b"what to do"),
        (".taplo.toml", b""),
    ]);
    insta::assert_snapshot!(said(folder.path()));
    fs::write(
        folder.path().join("c.toml"),
        "[[credential]]\nid = \"lost\"\nname = \"L\"\nkind = \"license\"\n",
    )
    .expect("a file can be written");
    let named = Layer::from_folder(folder.path()).expect("it can be read").named("mine");
    let catalog = load::from_layers(vec![Layer::from_folder(folder.path()).expect("it can be read")]);
    assert_eq!(catalog.expect("it is good").places.warnings().len(), 7);
    let below = Layer::from_files(vec![super::file("r.toml", &role("below"))]).named("below");
    let catalog = load::from_layers(vec![below, named]).expect("it is good");
    let first = &catalog.places.warnings()[0].message;
    assert_eq!(first, "`mine/Wages/pay.csv` is passed over: a table is read below `wages/` alone");
}

#[test]
fn a_folder_with_nothing_to_lay_over_is_said() {
    let layer = |text: &str, name| Layer::from_files(vec![super::file("r.toml", text)]).named(name);
    let nothing = Layer::from_files(Vec::new()).named("nothing");
    let layers =
        vec![layer(&role("alpha"), "below"), nothing, layer("# a remark\n", "blank"), layer("", "none")];
    let catalog = load::from_layers(layers).expect("it is good");
    let said: Vec<&str> = catalog.places.warnings().iter().map(|one| one.message.as_str()).collect();
    let there_is = |name| format!("there is nothing to lay over in `{name}`");
    assert_eq!(said, ["nothing", "blank", "none"].map(there_is));
    let something = vec![layer(&role("alpha"), "below"), layer(&role("beta"), "over")];
    assert_eq!(load::from_layers(something).expect("it is good").places.warnings(), []);
}

#[cfg(unix)]
#[test]
fn links_are_followed_once_and_never_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("x.toml", role("outside").as_bytes())]);
    let folder = folder(&[("a/a.toml", role("alpha").as_bytes())]);
    symlink(folder.path(), folder.path().join("a/circle")).expect("a link can be made");
    symlink(folder.path().join("a/a.toml"), folder.path().join("b.toml")).expect("a link can be made");
    symlink(outside.path(), folder.path().join("outside")).expect("a link can be made");
    symlink(outside.path().join("x.toml"), folder.path().join("x.toml")).expect("a link can be made");
    assert_eq!(roles(folder.path()), ["alpha"]);
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    assert_eq!(said(Path::new("no/such/folder")), "cannot read `no/such/folder`");
}

#[test]
fn an_empty_folder_says_what_a_catalog_needs() {
    assert_eq!(
        said(folder(&[]).path()),
        "error[empty-catalog]: there are no catalog files\n |\n = hint: a catalog needs at least one `[[role]]` \
         or `[[credential]]` in a `.toml` file\n"
    );
}

#[test]
fn a_file_that_is_no_text_is_named_and_the_others_are_still_checked() {
    let folder = folder(&[
        ("a.toml", b"[[role]]\nid = \"lost\"\ntitle = \"caf\xe9\""),
        ("b.toml", b"[[credential]]\nid = \"b\"\nname = \"B\"\nkind = \"x\"\nrequires = [{ role = \"lost\", years = 1 }]"),
    ]);
    assert_eq!(
        said(folder.path()),
        "error[not-text]: not UTF-8 text: `a.toml`\n --> a.toml:3:13\n  |\n3 | title = \"caf\u{fffd}\"\n  |             \
         ^ not UTF-8 from here on\n  |\n  = hint: save the file as UTF-8, or move it out of the folder\n\n\
         error[unknown-word]: unknown kind: `x`\n --> b.toml:4:8\n  |\n4 | kind = \"x\"\n  |        ^^^ must be one of \
         degree, license, certification, certificate, training, fellowship\n"
    );
}

#[test]
fn files_that_are_too_large_together_are_not_read() {
    let folder = folder(&[("a.toml", role("alpha").as_bytes())]);
    for name in ["b", "c", "d", "e", "f"] {
        let path = folder.path().join(format!("{name}.toml"));
        fs::write(path, "#".repeat(15 << 20)).expect("a file can be written");
    }
    assert_eq!(
        said(folder.path()),
        "error[too-large]: the files of the catalog are larger than 64 MiB\n |\n \
         = hint: `f.toml` is beyond the limit; is this the right folder?\n"
    );
}

#[test]
fn the_order_of_files_does_not_matter() {
    let good = Layer::from_folder(&super::path("good")).expect("it can be read").files().to_vec();
    let mut turned = good.clone();
    turned.reverse();
    let show = |files| format!("{:?}", load::from_files(files).expect("the catalog is good").roles);
    assert_eq!(show(good), show(turned));
}

#[test]
fn a_diagnostic_without_a_known_file_is_still_shown() {
    let diagnostic = Diagnostic::warning("some-code", "something is odd");
    assert_eq!(render(&[diagnostic], &[], false), "warning[some-code]: something is odd\n");
    assert_eq!(render(&[], &[], false), "");
}

#[test]
fn colour_is_an_argument() {
    let diagnostic = Diagnostic::error("some-code", "something is wrong");
    assert!(render(&[diagnostic], &[], true).contains("\u{1b}["));
}
