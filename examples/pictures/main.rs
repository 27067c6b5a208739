//! Draws the pictures of the README, with the program itself, into `docs/`.
//!
//! Run it with `cargo run --example pictures` when `tests/pictures.rs` says that they are stale.

mod draw;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cargo = env::var_os("CARGO").ok_or("run it with `cargo run --example pictures`")?;
    let built = Command::new(cargo).args(["build", "--bin", "careerpath"]).current_dir(root).status()?;
    if !built.success() {
        return Err("the program cannot be built".into());
    }
    let program = program().ok_or("the program is not where cargo puts it")?;
    fs::create_dir_all(root.join("docs"))?;
    for picture in draw::PICTURES {
        fs::write(root.join("docs").join(picture.file), picture.draw(&program)?)?;
    }
    Ok(())
}

/// Returns the program that cargo built in the same folder as this example.
fn program() -> Option<PathBuf> {
    let own = env::current_exe().ok()?;
    let folder = own.parent()?.parent()?;
    let program = folder.join(format!("careerpath{}", env::consts::EXE_SUFFIX));
    program.is_file().then_some(program)
}
