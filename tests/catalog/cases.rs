//! Files that hold the files of a catalog under `--- PATH` lines, and under `--- expected` what is said about it.

use std::fs;

use careerpath::diagnostic::SourceFile;

use super::{file, path};

pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) files: Vec<SourceFile>,
    pub(crate) expected: String,
}

impl Case {
    /// Returns the code that the case is about: its name up to the first dot.
    pub(crate) fn code(&self) -> String {
        self.name.split('.').next().unwrap_or_default().to_owned()
    }
}

/// Returns the cases of a folder, in the order of their names.
pub(crate) fn cases(folder: &str) -> Vec<Case> {
    let entries = fs::read_dir(path(folder)).expect("the folder of cases is there");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names.iter().map(|name| case(folder, name)).collect()
}

fn case(folder: &str, name: &str) -> Case {
    let text = fs::read_to_string(path(folder).join(name)).expect("a case is a text");
    let mut sections: Vec<SourceFile> = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(section) = line.strip_prefix("--- ") {
            sections.push(file(section.trim_end(), ""));
        } else {
            sections.last_mut().expect("a section comes first").text.push_str(line);
        }
    }
    let is_expected = |section: &SourceFile| section.path == "expected";
    let expected = sections.iter().find(|section| is_expected(section)).map(|section| section.text.clone());
    let files = sections.into_iter().filter(|section| !is_expected(section)).collect();
    let name = name.strip_suffix(".txt").expect("cases end in .txt").to_owned();
    Case { name, files, expected: expected.unwrap_or_default() }
}

/// Returns the cases of a folder of which something else is said than expected, and writes down what is said now
/// where `UPDATE_EXPECTED` is set.
pub(crate) fn disagreements(folder: &str, said: impl Fn(&[SourceFile]) -> String) -> Vec<String> {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    for case in cases(folder) {
        let said = said(&case.files);
        if said == case.expected {
            continue;
        }
        wrong.push(format!("{}: it says\n{said}\nand not\n{}", case.name, case.expected));
        if update {
            let sections = case.files.iter().map(|file| format!("--- {}\n{}", file.path, file.text));
            let text = sections.collect::<String>() + "--- expected\n" + &said;
            fs::write(path(folder).join(format!("{}.txt", case.name)), text).expect("it can be written");
        }
    }
    wrong
}
