//! Words and figures that no role or credential uses, and rows of tables that no role is shown with.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::catalog::outline::Anchor;
use crate::diagnostic::{did_you_mean, similar};
use crate::ids::{SettingId, SkillId, SurveyId};
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "unused-entry",
    level: LintLevel::Warn,
    meaning: "A skill, setting or survey that no role or credential names, or rows of a table whose occupation no role and \
              no other table has.",
    reason: "A role or credential was meant to name it and does not, or it is left over from one that is gone. It is \
             said of nothing: name it where it belongs, or take it out.",
    bad: r#"[[survey]]
id = "nurses-2025"
title = "Pay of nurses"
statistic = "median"
amount = 90000

[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
"#,
    good: r#"[[survey]]
id = "nurses-2025"
title = "Pay of nurses"
statistic = "median"
amount = 90000

[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
wage = { fit = "poor", surveys = ["nurses-2025"] }
"#,
    numbers: &[],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let catalog = context.catalog;
    let (roles, credentials) = (&catalog.roles, &catalog.credentials);
    let skills = roles.iter().flat_map(|role| role.skills.iter().chain(&role.builds));
    let skills: FxHashSet<SkillId> =
        skills.chain(credentials.iter().flat_map(|credential| &credential.builds)).copied().collect();
    let settings: FxHashSet<SettingId> = roles.iter().flat_map(|role| &role.settings).copied().collect();
    let wages = roles.iter().filter_map(|role| role.wage.as_ref());
    let surveys: FxHashSet<SurveyId> = wages.flat_map(|wage| &wage.surveys).copied().collect();

    let mut report = |anchor, what: &str, id: &str, help: &str| {
        let message = format!("a {what} that nothing names: `{id}`");
        let help = format!("{help}, or take it out");
        findings.report(context.outline.name(anchor), message, "not used").help = Some(help);
    };
    let ids = (0..catalog.skills.len()).map(SkillId::from_index);
    for (id, skill) in ids.zip(&catalog.skills).filter(|(id, _)| !skills.contains(id)) {
        let help = format!("name it in a role or credential: `builds = [\"{}\"]`", skill.id);
        report(Anchor::Skill(id), "skill", &skill.id, &help);
    }
    let ids = (0..catalog.settings.len()).map(SettingId::from_index);
    for (id, setting) in ids.zip(&catalog.settings).filter(|(id, _)| !settings.contains(id)) {
        let help = format!("name it in a role: `settings = [\"{}\"]`", setting.id);
        report(Anchor::Setting(id), "setting", &setting.id, &help);
    }
    let ids = (0..catalog.surveys.len()).map(SurveyId::from_index);
    for (id, survey) in ids.zip(&catalog.surveys).filter(|(id, _)| !surveys.contains(id)) {
        let help = format!("name it under the `wage` of a role: `surveys = [\"{}\"]`", survey.id);
        report(Anchor::Survey(id), "survey", &survey.id, &help);
    }
    rows_of_nobody(context, findings);
}

/// Finds the tables that hold occupations which no role and no other table has.
fn rows_of_nobody(context: &Context<'_>, findings: &mut Findings<'_>) {
    let wages = context.catalog.roles.iter().filter_map(|role| role.wage.as_ref());
    let of_roles: FxHashSet<&str> = wages.filter_map(|wage| wage.soc.as_deref()).collect();
    let tables: Vec<_> = context.outline.occupations().collect();
    let mut tables_with: FxHashMap<&str, usize> = FxHashMap::default();
    for (soc, _) in tables.iter().flatten() {
        *tables_with.entry(*soc).or_default() += 1;
    }
    for mut table in tables {
        table.retain(|(soc, _)| !of_roles.contains(soc) && tables_with[soc] == 1);
        let Some((first, _)) = table.first() else { continue };
        let (message, near) = match table.len() {
            1 => {
                let near = similar(first, of_roles.iter().copied());
                (format!("rows of an occupation that no role has: `{first}`"), did_you_mean(&near))
            }
            number => (format!("rows of {number} occupations that no role has"), None),
        };
        let places = table.into_iter().map(|(_, place)| place);
        findings.report_all(places, message, "shown with no role", "nor is this").help =
            near.or_else(|| Some("name the code in the `wage` of a role, or take its rows out".to_owned()));
    }
}
