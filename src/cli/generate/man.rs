//! `generate man`: man pages, from the same definitions as the help.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::diagnostic::{did_you_mean, similar};
use crate::render::text::shell_path;
use crate::render::words::count;

use super::super::command::command;
use super::super::complete;
use super::super::error::Failure;
use super::super::exit::Exit;
use super::super::ui::Ui;

/// Print a man page: that of the program, or that of a command.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath generate man
  careerpath generate man plan
  careerpath generate man --folder ~/.local/share/man/man1")]
pub(super) struct Arguments {
    /// The command.
    #[arg(value_name = "COMMAND", conflicts_with = "folder", add = complete::commands())]
    commands: Vec<String>,
    /// Write the pages of the program and of all commands into this folder.
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

impl Arguments {
    /// Tells whether the pages become files.
    pub(super) fn writes_files(&self) -> bool {
        self.folder.is_some()
    }
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    let mut root = command();
    root.build();
    if let Some(folder) = &arguments.folder {
        write_all(&root, folder, ui)?;
        return Ok(Exit::Done);
    }
    let mut found = &root;
    for name in &arguments.commands {
        found = found.find_subcommand(name).ok_or_else(|| unknown(found, name))?;
    }
    ui.text(&page(found)?)?;
    Ok(Exit::Done)
}

fn unknown(parent: &Command, name: &str) -> Failure {
    let near = did_you_mean(&similar(name, parent.get_subcommands().map(Command::get_name)));
    let hint = near.unwrap_or_else(|| "`careerpath help` lists the commands".to_owned());
    Failure::usage(format!("unknown command: `{name}`")).hint(hint)
}

/// Writes all pages; none where one of the files cannot be written.
fn write_all(root: &Command, folder: &Path, ui: &Ui<'_>) -> anyhow::Result<()> {
    if !folder.is_dir() {
        let folder = folder.display().to_string();
        let failure = Failure::usage(format!("there is no folder `{folder}`"));
        return Err(failure.hint(format!("make it first: `mkdir -p {}`", shell_path(&folder))).into());
    }
    let mut commands = vec![root];
    let mut next = 0;
    while let Some(command) = commands.get(next).copied() {
        commands.extend(command.get_subcommands());
        next += 1;
    }
    let mut files = Vec::new();
    for command in commands {
        let man = Man::new(command.clone());
        files.push((ui.prepare_file(&folder.join(man.get_filename()))?, page(command)?));
    }
    for (file, page) in &mut files {
        file.write(page)?;
    }
    let pages = count(files.len() as u64, "page", "pages");
    ui.say(&format!(
        "{pages}; `man {}` shows the first",
        shell_path(&folder.join("careerpath.1").display().to_string())
    ));
    Ok(())
}

/// Returns the page of a command. It bears no date: equal versions have equal pages.
fn page(command: &Command) -> io::Result<String> {
    let man = Man::new(command.clone());
    let mut text = Vec::new();
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let after = Sections::of(&after);
    paragraphs(&after.notes, None).to_writer(&mut text)?;
    man.render_options_section(&mut text)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut text)?;
    }
    paragraphs(&after.exit_codes, Some("EXIT STATUS")).to_writer(&mut text)?;
    paragraphs(&after.examples, Some("EXAMPLES")).to_writer(&mut text)?;
    see_also(command).to_writer(&mut text)?;
    let text = String::from_utf8(text).map_err(io::Error::other)?;
    let title = command.get_display_name().unwrap_or(command.get_name());
    let version = env!("CARGO_PKG_VERSION");
    // Every part begins with the definition of the apostrophe, of which one is enough.
    let head = format!("{APOSTROPHE}.TH {title} 1 \"\" \"careerpath {version}\" \"User Commands\"\n");
    Ok(head + &text.replace(APOSTROPHE, "").replace(" \n", "\n").replace(TWO_BREAKS, ".sp\n"))
}

/// An empty line between two breaks, which is one break too many on either side.
const TWO_BREAKS: &str = ".br\n\n.br\n";

/// The definition of a plain apostrophe, which some printers of pages lack.
const APOSTROPHE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

/// What stands below the options in the help, by where it belongs in a page.
#[derive(Debug, Default)]
struct Sections<'t> {
    notes: Vec<&'t str>,
    exit_codes: Vec<&'t str>,
    examples: Vec<&'t str>,
}

impl<'t> Sections<'t> {
    fn of(text: &'t str) -> Self {
        let mut sections = Self::default();
        for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
            if let Some(examples) = paragraph.strip_prefix("Examples:\n") {
                sections.examples.push(examples);
            } else if let Some(codes) = paragraph.strip_prefix("Exit codes: ") {
                sections.exit_codes.push(codes);
            } else {
                sections.notes.push(paragraph);
            }
        }
        sections
    }
}

/// Returns paragraphs under a heading, lines that are set in as they are; nothing for no paragraph.
fn paragraphs(paragraphs: &[&str], heading: Option<&str>) -> Roff {
    let mut roff = Roff::new();
    if let (Some(heading), false) = (heading, paragraphs.is_empty()) {
        roff.control("SH", [heading]);
    }
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if number > 0 || heading.is_none() {
            roff.control("PP", []);
        }
        let mut is_verbatim = false;
        for line in paragraph.lines() {
            let is_set_in = line.starts_with("  ");
            if is_set_in != is_verbatim {
                roff.control(if is_set_in { "nf" } else { "fi" }, []);
                is_verbatim = is_set_in;
            }
            roff.text([roman(line.trim_start())]);
        }
        if is_verbatim {
            roff.control("fi", []);
        }
    }
    roff
}

fn see_also(command: &Command) -> Roff {
    let mut roff = Roff::new();
    let own = command.get_display_name().unwrap_or("careerpath");
    if let Some((parent, _)) = own.rsplit_once('-') {
        roff.control("SH", ["SEE ALSO"]);
        roff.text([roman(format!("{parent}(1)"))]);
    }
    roff
}
