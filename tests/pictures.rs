//! The pictures of the README are what the program draws today.

#[path = "../examples/pictures/draw.rs"]
mod draw;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn pictures_are_fresh() {
    let program = Path::new(env!("CARGO_BIN_EXE_careerpath"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    for picture in draw::PICTURES {
        let drawn = picture.draw(program).expect("a picture");
        let kept = fs::read_to_string(folder.join(picture.file)).expect("a file");
        // Some copies of a repository have other line ends.
        let is_fresh = drawn == kept.replace("\r\n", "\n");
        assert!(is_fresh, "docs/{} is stale: run `cargo run --example pictures`", picture.file);
    }
}

#[test]
fn every_picture_is_shown_and_none_is_left_over() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("README.md");
    let drawn: BTreeSet<String> = draw::PICTURES.iter().map(|picture| picture.file.to_owned()).collect();
    let files = fs::read_dir(root.join("docs")).expect("a folder");
    let paths = files.map(|file| file.expect("a file").path());
    let pictures = paths.filter(|path| path.extension().is_some_and(|extension| extension == "svg"));
    let kept: BTreeSet<String> =
        pictures.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect();
    assert_eq!(drawn, kept);
    for file in drawn {
        assert!(readme.contains(&format!("](docs/{file})")), "README.md does not show docs/{file}");
    }
}
