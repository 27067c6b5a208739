//! Transitive closures of `implies` and `part-of`, and the circles that must not be in them.

use std::collections::VecDeque;

use crate::diagnostic::code;
use crate::limits::IMPLIED;

use super::super::raw::Mistakes;
use super::index::{Entry, Kind};

/// Returns for every entry the entry itself and all that it leads to, in order; reports circles.
pub(super) fn close(
    steps: &[Vec<usize>],
    kind: Kind,
    entries: &[Entry<'_>],
    mistakes: &mut Mistakes<'_>,
) -> Vec<Vec<usize>> {
    let mut in_circle = vec![false; steps.len()];
    let mut closures = Vec::with_capacity(steps.len());
    // The last start for which an entry was reached: one array serves all starts.
    let mut seen_from = vec![usize::MAX; steps.len()];
    let mut room = IMPLIED;
    for start in 0..steps.len() {
        let mut reached = vec![start];
        let mut pending = steps[start].clone();
        let mut back = false;
        while let Some(next) = pending.pop() {
            back |= next == start;
            if next != start && seen_from[next] != start {
                seen_from[next] = start;
                reached.push(next);
                pending.extend(&steps[next]);
            }
        }
        let Some(left) = room.checked_sub(reached.len() - 1) else {
            report_excess(kind, &entries[start], mistakes);
            closures.resize_with(steps.len(), Vec::new);
            break;
        };
        room = left;
        reached.sort_unstable();
        closures.push(reached);
        if back && !in_circle[start] {
            let circle = shortest_circle(steps, start);
            for &member in &circle {
                in_circle[member] = true;
            }
            report(&circle, kind, entries, mistakes);
        }
    }
    closures
}

/// Returns the members of a shortest circle through `start`, which has one, beginning with it.
fn shortest_circle(steps: &[Vec<usize>], start: usize) -> Vec<usize> {
    let mut came_from = vec![None; steps.len()];
    let mut queue = VecDeque::from([start]);
    while let Some(entry) = queue.pop_front() {
        for &next in &steps[entry] {
            if next == start {
                let mut circle = vec![entry];
                let mut member = entry;
                while let Some(previous) = came_from[member] {
                    circle.push(previous);
                    member = previous;
                }
                circle.reverse();
                return circle;
            }
            if came_from[next].is_none() {
                came_from[next] = Some(entry);
                queue.push_back(next);
            }
        }
    }
    vec![start]
}

/// Reports that closures are too large together.
fn report_excess(kind: Kind, entry: &Entry<'_>, mistakes: &mut Mistakes<'_>) {
    let (key, word) = (if kind == Kind::Domain { "part-of" } else { "implies" }, kind.word());
    let message = format!("the {word}s lead to more than {IMPLIED} others by `{key}`, directly or not");
    mistakes.report(code::TOO_LARGE, entry.file, entry.place(), message, "too much from here on").help =
        Some(format!("name fewer {word}s in `{key}`, or make the chains shorter"));
}

fn report(circle: &[usize], kind: Kind, entries: &[Entry<'_>], mistakes: &mut Mistakes<'_>) {
    let id = |member: usize| entries[member].id.as_ref().map_or("", |(id, _)| *id);
    let (code, key, verb) = match kind {
        Kind::Domain => (code::CYCLIC_PART_OF, "part-of", "is part of"),
        _ => (code::CYCLIC_IMPLIES, "implies", "implies"),
    };
    let path: Vec<&str> = circle.iter().chain(circle.first()).map(|&member| id(member)).collect();
    let message = format!("{}s in a circle of `{key}`: {}", kind.word(), path.join(" -> "));
    let first = &entries[circle[0]];
    let text = |position: usize| format!("`{}` {verb} `{}`", path[position], path[position + 1]);
    let mut others = Vec::new();
    for (position, &member) in circle.iter().enumerate().skip(1) {
        let entry = &entries[member];
        others.push(mistakes.label(entry.file, entry.place(), text(position)));
    }
    let mistake = mistakes.report(code, first.file, first.place(), message, text(0));
    mistake.labels.extend(others);
    mistake.help = Some(format!("take one `{key}` of the circle out"));
}
