//! Mending files by the edits of their mistakes, as far as it is proved that nothing gets worse.
//!
//! Files go in and files come out; nothing is read or written. Whoever asks says how the files are judged: after each
//! change they are judged anew, and a change counts only when what it mends is gone and nothing else is found.

mod moves;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::{Diagnostic, Edit, Places, Severity, SourceFile};

use moves::Moves;

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
#[non_exhaustive]
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
#[non_exhaustive]
pub struct Mending {
    /// The mistake.
    pub mistake: Diagnostic,
    /// The line in which it stood before anything was mended, from 1.
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
    files: &[SourceFile],
    may_change: &dyn Fn(&str) -> bool,
    judge: &dyn Fn(&[SourceFile]) -> Judgement,
) -> Mended {
    let left = judge(files);
    let unmended = State { files: files.to_vec(), done: Vec::new(), left, moves: Moves::default() };
    let State { files: mended, done, left, .. } = Mender { may_change, judge }.go_on(unmended, REVEALED);
    let mut places = Places::new(files);
    let done = done.into_iter().map(|(mistake, start)| {
        let place = mistake.labels.first().and_then(|label| places.at(&label.path, start));
        let (line, column) = place.map_or((1, 1), |place| (place.line, place.column));
        Mending { mistake, line, column }
    });
    Mended { done: done.collect(), files: mended, left }
}

/// How often what shows only after a change is mended as well, before the change is given up.
const REVEALED: usize = 2;

/// Files on the way to being mended.
struct State {
    files: Vec<SourceFile>,
    /// What was mended, each with the byte at which it began before anything was.
    done: Vec<(Diagnostic, usize)>,
    left: Judgement,
    /// What was changed.
    moves: Moves,
}

struct Mender<'m> {
    may_change: &'m dyn Fn(&str) -> bool,
    judge: &'m dyn Fn(&[SourceFile]) -> Judgement,
}

impl Mender<'_> {
    fn go_on(&self, mut state: State, depth: usize) -> State {
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
    fn without(&self, state: &State, chosen: &[Diagnostic], depth: usize) -> Option<State> {
        let mut edits: Vec<&Edit> = chosen.iter().flat_map(|mistake| &mistake.edits).collect();
        // The last place first, so that the others stay where they are.
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
        let files = applied(&state.files, &edits)?;
        let left = (self.judge)(&files);
        let mended = chosen.iter().map(|mistake| {
            let (path, start) = start(mistake);
            (mistake.clone(), state.moves.before(path, start))
        });
        let done = state.done.iter().cloned().chain(mended).collect();
        let mut moves = state.moves.clone();
        for edit in edits {
            moves.push(edit);
        }
        let after = State { files, done, left, moves };
        if is_better(state, &after, chosen) {
            return Some(after);
        }
        // One mistake may hide others, which may be mended in turn.
        let next = depth.checked_sub(1).filter(|_| chosen.len() == 1)?;
        let after = self.go_on(after, next);
        is_better(state, &after, chosen).then_some(after)
    }
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

/// Returns the files with edits, made one after the other; `None` when an edit is not one of these files.
fn applied(files: &[SourceFile], edits: &[&Edit]) -> Option<Vec<SourceFile>> {
    let mut files = files.to_vec();
    for edit in edits {
        let file = files.iter_mut().find(|file| file.path == edit.path)?;
        file.text.get(edit.span.clone())?;
        file.text.replace_range(edit.span.clone(), &edit.replacement);
    }
    Some(files)
}

/// Tells whether what was mended is gone, and nothing is found that was not there before.
fn is_better(before: &State, after: &State, mended: &[Diagnostic]) -> bool {
    let was_hidden = !before.left.is_usable && after.left.is_usable;
    if before.left.is_usable && !after.left.is_usable {
        return false;
    }
    let mut allowed = starts(&before.left.found);
    for (kind, starts) in starts(mended) {
        let Some(left) = allowed.get_mut(&kind) else { return false };
        for start in starts {
            let Ok(number) = left.binary_search(&start) else { return false };
            left.remove(number);
        }
    }
    let moves = after.moves.since(&before.moves);
    starts(&after.left.found).into_iter().all(|(kind, found)| match allowed.get(&kind) {
        // What shows only now was there before, and hidden.
        None => was_hidden,
        Some(allowed) if was_hidden => found.len() <= allowed.len(),
        Some(allowed) => are_among(&found, allowed, |start| moves.after(kind.2, start)),
    })
}

/// Tells whether each place is one of those before, of which one is told where each may be now. Both are in order.
fn are_among(found: &[usize], before: &[usize], now: impl Fn(usize) -> RangeInclusive<usize>) -> bool {
    let mut before = before.iter().map(|start| now(*start)).peekable();
    found.iter().all(|start| {
        while before.next_if(|place| place.end() < start).is_some() {}
        before.next().is_some_and(|place| place.contains(start))
    })
}

/// Mistakes that may be one another after a change: their numbers and names in messages may be others then.
type Kind<'d> = (Severity, &'static str, &'d str);

/// Returns where the mistakes of each kind begin, in order.
fn starts(mistakes: &[Diagnostic]) -> BTreeMap<Kind<'_>, Vec<usize>> {
    let mut starts: BTreeMap<Kind<'_>, Vec<usize>> = BTreeMap::new();
    for mistake in mistakes {
        let (path, start) = start(mistake);
        starts.entry((mistake.severity, mistake.code, path)).or_default().push(start);
    }
    for starts in starts.values_mut() {
        starts.sort_unstable();
    }
    starts
}

/// Returns where a mistake begins: the file and the byte.
fn start(mistake: &Diagnostic) -> (&str, usize) {
    mistake.labels.first().map_or(("", 0), |label| (&label.path, label.span.start))
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
        let mended = mend(&[file("a", "axbxx=y"), file("b", "é x=y")], &|_| true, &judge);
        assert_eq!(texts(&mended), ["aybyy=y", "é y=y"]);
        assert_eq!((mended.done.len(), mended.left.found.len()), (4, 0));
    }

    #[test]
    fn only_what_may_be_changed_is_changed() {
        let mended = mend(&[file("a", "x=y"), file("b", "x=y")], &|path| path == "b", &judge);
        assert_eq!(texts(&mended), ["x=y", "y=y"]);
        assert_eq!(mended.left.found.len(), 1);
    }

    #[test]
    fn what_makes_a_new_mistake_is_left() {
        for bad in ["x=?", "x=x", "x=!"] {
            let mended = mend(&[file("a", bad), file("b", "x=y")], &|_| true, &judge);
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
        let mended = mend(&[file("a", "xz")], &|_| true, &judge);
        assert_eq!((texts(&mended), mended.done.len()), (vec!["yy"], 2));
        let mended = mend(&[file("a", "xz!")], &|_| true, &judge);
        assert_eq!((texts(&mended), mended.done.len()), (vec!["xz!"], 0), "only a person can mend the other");
    }

    #[test]
    fn a_mistake_is_not_exchanged_for_another_of_its_kind() {
        // An `x` is all that is wrong with the `b`, and without it the `c` is wrong in the same way.
        let judge = |files: &[SourceFile]| {
            let text = &files[0].text;
            let label = |letter| {
                let start = text.find(letter)?;
                Some(Label { path: "a".to_owned(), span: start..start + 1, text: String::new() })
            };
            let of = |letter| {
                label(letter).map(|label| Diagnostic::error(code::EMPTY_TEXT, letter).with_label(label))
            };
            let edit = |span| Edit { path: "a".to_owned(), span, replacement: String::new() };
            let found = match label('x') {
                Some(x) => {
                    let span = x.span.clone();
                    let mistake = Diagnostic::error(code::SYNTAX, "x").with_label(x).with_edit(edit(span));
                    [Some(mistake), of('b')]
                }
                None => [of(if text.contains('!') { 'b' } else { 'c' }), None],
            };
            Judgement { is_usable: true, found: found.into_iter().flatten().collect() }
        };
        let mended = mend(&[file("a", "axbc")], &|_| true, &judge);
        assert_eq!((texts(&mended), mended.done.len()), (vec!["axbc"], 0));
        let mended = mend(&[file("a", "axbc!")], &|_| true, &judge);
        assert_eq!(
            (texts(&mended), mended.done.len()),
            (vec!["abc!"], 1),
            "the same mistake, at another place"
        );
    }

    #[test]
    fn places_are_told_as_they_were_before_anything_was_mended() {
        // Of two `x` side by side the second is mended after the first.
        let mended = mend(&[file("a", "é\nxx\nx=yy\n")], &|_| true, &judge);
        let places: Vec<_> = mended.done.iter().map(|mending| (mending.line, mending.column)).collect();
        assert_eq!(places, [(2, 1), (3, 1), (2, 2)]);
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
        let mended = mend(&[file("a", "abc")], &|_| true, &judge);
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
