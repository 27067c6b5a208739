//! Spaces at the ends of a text.

use crate::catalog::outline::FilePlace;
use crate::diagnostic::Edit;
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "stray-space",
    level: LintLevel::Warn,
    meaning: "A text that begins or ends with a space.",
    reason: "It is the trace of a slip, and shows where the text is put between others.",
    bad: r#"[[role]]
id = "nurse"
title = "Nurse "
track = "clinical"
level = "feeder"
"#,
    good: r#"[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
"#,
    numbers: &[],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    context.outline.each_value(&mut |file, span| {
        let Some(file) = context.files.get(file) else { return };
        let Some(trimmed) = file.text.get(span.clone()).and_then(trimmed) else { return };
        let place = FilePlace { path: file.path.clone(), span: span.clone() };
        let finding =
            findings.report(Some(place), "a text begins or ends with a space", "take the space out");
        finding.help = Some(format!("write `{trimmed}`"));
        finding.edits.push(Edit { path: file.path.clone(), span: span.clone(), replacement: trimmed });
    });
}

/// Returns a text of one line in its quotes without spaces at its ends; `None` where there are none, and for what is
/// no such text.
fn trimmed(written: &str) -> Option<String> {
    let quote = written.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let inner = written.strip_prefix(quote)?.strip_suffix(quote)?;
    let is_long = inner.starts_with([quote, '\n']);
    let trimmed = inner.trim();
    (!is_long && trimmed.len() < inner.len() && !trimmed.is_empty())
        .then(|| format!("{quote}{trimmed}{quote}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_written_as_spaces_goes() {
        for (written, expected) in [
            ("\" a b \"", Some("\"a b\"")),
            ("'a\t'", Some("'a'")),
            ("\"a\"", None),
            ("\"a\\n\"", None),
            ("\"\"\" a \"\"\"", None),
            ("\"  \"", None),
            ("12 ", None),
        ] {
            assert_eq!(trimmed(written).as_deref(), expected, "{written}");
        }
    }
}
