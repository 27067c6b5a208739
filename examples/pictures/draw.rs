//! What each picture shows, and how it is drawn: the same bytes on any machine.

use std::error::Error;
use std::path::Path;
use std::process::Command;

use anstyle_svg::{Term, WIN10_CONSOLE};

/// The pictures; a further one takes one more entry.
pub(crate) const PICTURES: &[Picture] = &[
    Picture {
        file: "plan.svg",
        line: "plan --from nurse --to nurse-informaticist --start 2026-11",
        kind: Kind::Terminal {
            title: "A terminal: careerpath plans the way from registered nurse to nurse informaticist",
            until: "Skills it needs",
        },
    },
    Picture {
        file: "map.svg",
        line: "map nurse-informaticist --depth 1 --from nurse --to nurse-informaticist --start 2026-11 --format svg",
        kind: Kind::Printed,
    },
    Picture {
        file: "report.svg",
        line: "plan --from nurse --to nurse-informaticist --start 2026-11 --format svg",
        kind: Kind::Printed,
    },
];

/// A picture of the README.
#[derive(Debug)]
pub(crate) struct Picture {
    /// The file in `docs/`.
    pub(crate) file: &'static str,
    /// The command line.
    line: &'static str,
    kind: Kind,
}

/// What becomes a picture.
#[derive(Debug)]
enum Kind {
    /// What a terminal shows up to a heading, with a title for those who cannot see it.
    Terminal { title: &'static str, until: &'static str },
    /// What the program prints is a picture already.
    Printed,
}

impl Picture {
    /// Runs the program and returns the picture.
    pub(crate) fn draw(&self, program: &Path) -> Result<String, Box<dyn Error>> {
        match self.kind {
            Kind::Terminal { title, until } => {
                let text = run(program, self.line, &["--color", "always"])?;
                Ok(terminal(title, &format!("$ careerpath {}\n{}", self.line, before(&text, until))))
            }
            Kind::Printed => run(program, self.line, &[]),
        }
    }
}

fn run(program: &Path, line: &str, more: &[&str]) -> Result<String, Box<dyn Error>> {
    let mut command = Command::new(program);
    command.args(line.split_whitespace()).args(more);
    command.env("COLUMNS", "100").env_remove("NO_COLOR").env_remove("TERM").env("LC_ALL", "C.UTF-8");
    let output = command.output()?;
    if !output.status.success() {
        return Err(format!("`{line}` fails: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Returns what stands before a heading, with dots for the rest.
fn before(text: &str, heading: &str) -> String {
    let is_heading = |line: &&str| line.contains(&format!("\u{1b}[1m{heading}\u{1b}[0m"));
    let rest = text.lines().position(|line| is_heading(&line));
    let shown: Vec<&str> = text.lines().take(rest.unwrap_or(usize::MAX)).collect();
    shown.join("\n").trim_end().to_owned() + if rest.is_some() { "\n\n…" } else { "" }
}

/// Draws a terminal that scales with the page and says what it shows.
fn terminal(title: &str, text: &str) -> String {
    // A hundred columns, and room for a font with wider letters.
    let svg = Term::new().palette(WIN10_CONSOLE).min_width_px(900).render_svg(text);
    let size = |name: &str| {
        let rest = svg.split_once(&format!(" {name}=\"")).map_or("", |(_, rest)| rest);
        rest.split("px").next().unwrap_or_default().to_owned()
    };
    let view = format!("<svg viewBox=\"0 0 {} {}\" role=\"img\" ", size("width"), size("height"));
    let named = svg.replacen("<svg ", &view, 1);
    // What is there for reference stays legible.
    let named = named.replace("opacity: 0.4", "opacity: 0.7");
    named.replacen(">\n", &format!(">\n  <title>{title}</title>\n"), 1)
}
