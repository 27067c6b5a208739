//! Mending files by the edits of their mistakes, as far as it is proved that nothing gets worse.
//!
//! Files go in and files come out; nothing is read or written. Whoever asks says how the files are judged: after each
//! change they are judged anew, and a change counts only when what it mends is gone and nothing else is found.

use std::collections::BTreeMap;

use super::{Diagnostic, Edit, Places, SourceFile};

/// What is found in files.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// Whether the files can be used at all. Until then some mistakes may not show.
    pub is_usable: bool,
    /// Everything that was found.
    pub found: Vec<Diagnostic>,
}

/// Files after mending.
#[derive(Clone, Debug)]
pub struct Mended {
    /// All files, changed or not.
    pub files: Vec<SourceFile>,
    /// What was mended, in the order in which that was done.
    pub done: Vec<Mending>,
    /// What is left.
    pub left: Judgement,
}

/// A mistake that was mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mending {
    /// The mistake.
    pub mistake: Diagnostic,
    /// The line in which it stood, from 1.
    pub line: usize,
    /// The column, in characters, from 1.
    pub column: usize,
}

/// Mends what can be mended.
///
/// * `may_change`: tells by its path whether a file may be changed.
/// * `judge`: finds what is wrong with files.
#[must_use]
pub fn mend(
    files: Vec<SourceFile>,
    may_change: &dyn Fn(&str) -> bool,
    judge: &dyn Fn(&[SourceFile]) -> Judgement,
) -> Mended {
    let left = judge(&files);
    let unmended = Mended { files, done: Vec::new(), left };
    Mender { may_change, judge }.go_on(unmended, REVEALED)
}

/// How often what shows only after a change is mended as well, before the change is given up.
const REVEALED: usize = 2;

struct Mender<'m> {
    may_change: &'m dyn Fn(&str) -> bool,
    judge: &'m dyn Fn(&[SourceFile]) -> Judgement,
}

impl Mender<'_> {
    fn go_on(&self, mut state: Mended, depth: usize) -> Mended {
        // What is not proved to help is not tried again, unless the mistake has got another place or form since.
        let mut refused: Vec<Diagnostic> = Vec::new();
        let mut most = usize::MAX;
        loop {
            let is_open = |mistake: &&Diagnostic| {
                !mistake.edits.is_empty()
                    && mistake.edits.iter().all(|edit| (self.may_change)(&edit.path))
                    && !refused.contains(mistake)
            };
            let chosen = apart(state.left.found.iter().filter(is_open), most);
            if chosen.is_empty() {
                return state;
            }
            let chosen: Vec<Diagnostic> = chosen.into_iter().cloned().collect();
            if let Some(better) = self.without(&state, &chosen, depth) {
                state = better;
                most = usize::MAX;
            } else if chosen.len() > 1 {
                // One of several stands in the way of the others.
                most = chosen.len() / 2;
            } else {
                refused.extend(chosen);
                most = usize::MAX;
            }
        }
    }

    /// Mends some mistakes; `None` when that makes anything worse.
    fn without(&self, state: &Mended, chosen: &[Diagnostic], depth: usize) -> Option<Mended> {
        let edits: Vec<&Edit> = chosen.iter().flat_map(|mistake| &mistake.edits).collect();
        let files = applied(&state.files, &edits)?;
        let left = (self.judge)(&files);
        let mut places = Places::new(&state.files);
        let mended = chosen.iter().map(|mistake| mending(mistake.clone(), &mut places));
        let done = state.done.iter().cloned().chain(mended).collect();
        let after = Mended { files, done, left };
        if is_better(&state.left, &after.left, chosen) {
            return Some(after);
        }
        // One mistake may hide others, which may be mended in turn.
        let next = depth.checked_sub(1).filter(|_| chosen.len() == 1)?;
        let after = self.go_on(after, next);
        is_better(&state.left, &after.left, chosen).then_some(after)
    }
}

fn mending(mistake: Diagnostic, places: &mut Places<'_>) -> Mending {
    let (line, column) = places.of(&mistake).map_or((1, 1), |(_, place)| (place.line, place.column));
    Mending { mistake, line, column }
}

/// Returns the first mistakes, at most so many, of which no two change the same place.
fn apart<'d>(mistakes: impl Iterator<Item = &'d Diagnostic>, most: usize) -> Vec<&'d Diagnostic> {
    let mut chosen: Vec<&Diagnostic> = Vec::new();
    for mistake in mistakes {
        if chosen.len() == most {
            break;
        }
        let taken = chosen.iter().flat_map(|other| &other.edits);
        let is_apart = taken.clone().all(|other| mistake.edits.iter().all(|edit| !meets(edit, other)));
        if is_apart {
            chosen.push(mistake);
        }
    }
    chosen
}

/// Tells whether two edits change the same place, or places side by side.
fn meets(left: &Edit, right: &Edit) -> bool {
    left.path == right.path && left.span.start <= right.span.end && right.span.start <= left.span.end
}

/// Returns the files with edits that do not meet; `None` when an edit is not one of these files.
fn applied(files: &[SourceFile], edits: &[&Edit]) -> Option<Vec<SourceFile>> {
    let mut files = files.to_vec();
    let mut edits = edits.to_vec();
    // The last place first, so that the others stay where they are.
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    for edit in edits {
        let file = files.iter_mut().find(|file| file.path == edit.path)?;
        file.text.get(edit.span.clone())?;
        file.text.replace_range(edit.span.clone(), &edit.replacement);
    }
    Some(files)
}

/// Tells whether what was mended is gone, and nothing is found that was not there before.
fn is_better(before: &Judgement, after: &Judgement, mended: &[Diagnostic]) -> bool {
    if before.is_usable && !after.is_usable {
        return false;
    }
    let mut allowed = counts(before.found.iter());
    for (key, number) in counts(mended.iter()) {
        let Some(left) = allowed.get_mut(&key).and_then(|allowed| allowed.checked_sub(number)) else {
            return false;
        };
        allowed.insert(key, left);
    }
    // What shows only now was there before, and hidden.
    let was_hidden = !before.is_usable && after.is_usable;
    counts(after.found.iter()).into_iter().all(|(key, number)| match allowed.get(&key) {
        Some(allowed) => number <= *allowed,
        None => was_hidden,
    })
}

/// Counts mistakes by code and file: places and numbers in messages change with every edit.
fn counts<'d>(mistakes: impl Iterator<Item = &'d Diagnostic>) -> BTreeMap<(&'static str, &'d str), usize> {
    let mut counts = BTreeMap::new();
    for mistake in mistakes {
        let path = mistake.labels.first().map_or("", |label| label.path.as_str());
        *counts.entry((mistake.code, path)).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;
    use crate::diagnostic::{Label, code};

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile { path: path.to_owned(), text: text.to_owned() }
    }

    /// A mistake for every `x`, which is to become what stands after the text's `=`; a `!` at the start makes the file useless.
    fn judge(files: &[SourceFile]) -> Judgement {
        let mut found = Vec::new();
        for SourceFile { path, text } in files {
            for (start, letter) in text.char_indices() {
                let span = start..start + letter.len_utf8();
                let label = Label { path: path.clone(), span: span.clone(), text: String::new() };
                let replacement = text.split_once('=').map_or("", |(_, after)| after).to_owned();
                let edit = Edit { path: path.clone(), span, replacement };
                match letter {
                    'x' => found.push(Diagnostic::error(code::SYNTAX, "x").with_label(label).with_edit(edit)),
                    '?' => found.push(Diagnostic::warning(code::EMPTY_TEXT, "?").with_label(label)),
                    _ => {}
                }
            }
        }
        Judgement { is_usable: files.iter().all(|file| !file.text.starts_with('!')), found }
    }

    fn texts(mended: &Mended) -> Vec<&str> {
        mended.files.iter().map(|file| file.text.as_str()).collect()
    }

    #[test]
    fn what_can_be_mended_is() {
        let mended = mend(vec![file("a", "axbxx=y"), file("b", "é x=y")], &|_| true, &judge);
        assert_eq!(texts(&mended), ["aybyy=y", "é y=y"]);
        assert_eq!((mended.done.len(), mended.left.found.len()), (4, 0));
    }

    #[test]
    fn only_what_may_be_changed_is_changed() {
        let mended = mend(vec![file("a", "x=y"), file("b", "x=y")], &|path| path == "b", &judge);
        assert_eq!(texts(&mended), ["x=y", "y=y"]);
        assert_eq!(mended.left.found.len(), 1);
    }

    #[test]
    fn what_makes_a_new_mistake_is_left() {
        for bad in ["x=?", "x=x", "x=!"] {
            let mended = mend(vec![file("a", bad), file("b", "x=y")], &|_| true, &judge);
            assert_eq!(texts(&mended), [bad, "y=y"], "it would make things worse");
            assert_eq!(mended.done.len(), 1);
        }
    }

    #[test]
    fn what_one_mistake_hides_is_mended_with_it_or_not_at_all() {
        // An `x` hides the `z` of its file.
        let judge = |files: &[SourceFile]| {
            let text = &files[0].text;
            let letter = if text.contains('x') { 'x' } else { 'z' };
            let at = |start| {
                let span = start..start + 1;
                let label = Label { path: "a".to_owned(), span: span.clone(), text: String::new() };
                let edit = Edit { path: "a".to_owned(), span, replacement: "y".to_owned() };
                let code = if letter == 'x' { code::SYNTAX } else { code::EMPTY_TEXT };
                let mistake = Diagnostic::error(code, letter).with_label(label);
                if text.contains('!') && letter == 'z' { mistake } else { mistake.with_edit(edit) }
            };
            Judgement {
                is_usable: false,
                found: text.match_indices(letter).map(|(start, _)| at(start)).collect(),
            }
        };
        let mended = mend(vec![file("a", "xz")], &|_| true, &judge);
        assert_eq!((texts(&mended), mended.done.len()), (vec!["yy"], 2));
        let mended = mend(vec![file("a", "xz!")], &|_| true, &judge);
        assert_eq!((texts(&mended), mended.done.len()), (vec!["xz!"], 0), "only a person can mend the other");
    }

    #[test]
    fn edits_that_meet_are_made_one_after_the_other() {
        let mistake = |span: Range<usize>, replacement: &str| {
            let label = Label { path: "a".to_owned(), span: span.clone(), text: String::new() };
            let edit = Edit { path: "a".to_owned(), span, replacement: replacement.to_owned() };
            Diagnostic::error(code::SYNTAX, "m").with_label(label).with_edit(edit)
        };
        let judge = |files: &[SourceFile]| {
            let found = match files[0].text.as_str() {
                "abc" => vec![mistake(0..2, "A"), mistake(1..3, "C")],
                "Ac" => vec![mistake(1..2, "C")],
                _ => Vec::new(),
            };
            Judgement { is_usable: true, found }
        };
        let mended = mend(vec![file("a", "abc")], &|_| true, &judge);
        assert_eq!(texts(&mended), ["AC"]);
        assert_eq!(mended.done.len(), 2);
    }

    #[test]
    fn an_edit_outside_the_file_is_none() {
        for span in [0..9, 1..2] {
            let edit = Edit { path: "a".to_owned(), span, replacement: String::new() };
            assert_eq!(applied(&[file("a", "é")], &[&edit]), None);
        }
        let elsewhere = Edit { path: "b".to_owned(), span: 0..0, replacement: String::new() };
        assert_eq!(applied(&[file("a", "é")], &[&elsewhere]), None);
    }
}
