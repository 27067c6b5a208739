//! One function a kind of entry: from a table to the entry, with every mistake in it reported.

use toml::de::DeValue;

use crate::catalog::Domain;
use crate::catalog::credential::{
    Credential, CredentialKind, CredentialStatus, Exam, Renewal, Study, StudyMode,
};
use crate::catalog::figure::{Basis, Figure, Note, Source, SourceKind};
use crate::catalog::guidance::{Resource, Topic};
use crate::catalog::role::{Level, Role, WageFit, WageReference};
use crate::catalog::vocabulary::{Setting, Skill};
use crate::catalog::wages::Survey;
use crate::diagnostic::code;
use crate::ids::{
    CredentialId, DomainId, ResourceId, RoleId, SettingId, SkillId, SourceId, SurveyId, TopicId,
};
use crate::limits::{LIST_ITEMS, PROSE_BYTES, STUDY_MODES};
use crate::units::{CalendarMonth, Money, Months};

use super::super::keys::{self, Table};
use super::super::raw::Value;
use super::super::raw::reader::{Reader, Reading};
use super::header;
use super::index::{Entry, Kind, is_kebab_case, to_kebab_case};

/// Starts to read an entry: its keys and its id.
fn begin<'r, 'a>(
    reading: &'r mut Reading<'a>,
    entry: &Entry<'a>,
    form: &'static Table,
) -> (Reader<'r, 'a>, String) {
    let mut reader = Reader::new(reading, entry.file, entry.subject(), form, entry.table, entry.span.clone());
    if !reader.has("id") {
        reader.missing("id", "\"…\"");
    }
    let Some(id) = reader.text("id") else { return (reader, String::new()) };
    if !is_kebab_case(id.value) {
        let message = format!("malformed id: `{}`", id.value);
        let label = "ids are lower-case words joined by hyphens";
        reader.report(code::MALFORMED_ID, id.span, message, label).help =
            to_kebab_case(id.value).map(|better| format!("write `{better}`"));
    }
    (reader, id.value.to_owned())
}

pub(super) fn source<'a>(reading: &mut Reading<'a>, entry: &Entry<'a>) -> Source {
    let (mut reader, id) = begin(reading, entry, &keys::SOURCE);
    Source {
        id,
        title: reader.required_string("title"),
        publisher: reader.string("publisher"),
        url: reader.string("url"),
        year: reader.year("year"),
        kind: reader.word("kind", &SourceKind::ALL, SourceKind::word),
    }
}

pub(super) fn domain<'a>(reading: &mut Reading<'a>, entry: &Entry<'a>) -> Domain {
    let (mut reader, id) = begin(reading, entry, &keys::DOMAIN);
    Domain {
        id,
        name: reader.required_string("name"),
        summary: reader.string("summary"),
        part_of: reader.references("part-of", Kind::Domain).into_iter().map(DomainId).collect(),
        ancestors: Vec::new(),
    }
}

pub(super) fn survey<'a>(reading: &mut Reading<'a>, entry: &Entry<'a>) -> Survey {
    let (mut reader, id) = begin(reading, entry, &keys::SURVEY);
    let title = reader.required_string("title");
    let statistic = reader.required_string("statistic");
    let (low, high) = range(&mut reader);
    let year = reader.year("year");
    let note = reader.string("note");
    let (source, basis) = standing(&mut reader, Basis::Survey);
    Survey { id, title, statistic, low, high, year, source, basis, note }
}

/// Reads `amount`, or `low` and `high`.
fn range(reader: &mut Reader<'_, '_>) -> (Money, Money) {
    let amount = money(reader, "amount");
    let low = money(reader, "low");
    let high = money(reader, "high");
    if reader.has("amount") {
        for key in ["low", "high"] {
            if reader.has(key) {
                let span = reader.key_span(key);
                let message = format!("both `amount` and `{key}` are given");
                reader.report(code::UNKNOWN_KEY, span, message, "a figure is one amount or a range").help =
                    Some("leave `amount` out of a range".to_owned());
            }
        }
    } else if reader.has("low") || reader.has("high") {
        for key in ["low", "high"] {
            if !reader.has(key) {
                reader.missing(key, "…");
            }
        }
    } else {
        reader.missing("amount", "…");
    }
    if let (Some(low), Some(high)) = (low, high)
        && low > high
    {
        let span = reader.value("low").map_or(0..0, toml::Spanned::span);
        let message = format!("the low end {} is above the high end {}", low.0, high.0);
        reader.report(code::REVERSED_RANGE, span, message, "above `high`").help =
            Some("exchange `low` and `high`".to_owned());
    }
    let low = amount.or(low).unwrap_or_default();
    (low, amount.or(high).unwrap_or(low))
}

fn money(reader: &mut Reader<'_, '_>, key: &str) -> Option<Money> {
    reader.whole(key).map(Money)
}

/// Reads `source` and `basis`. Without a basis a figure without a source is an estimate, and one with a
/// source is `usual`. Only an estimate may be without a source.
pub(super) fn standing(reader: &mut Reader<'_, '_>, usual: Basis) -> (Option<SourceId>, Basis) {
    let source = reader.reference("source", Kind::Source).map(SourceId);
    let basis = reader.word("basis", &Basis::ALL, Basis::word);
    match basis {
        Some(basis) if basis != Basis::Estimate && !reader.has("source") => {
            let span = reader.value("basis").map_or(0..0, toml::Spanned::span);
            let message = format!("a figure that is {} needs a source", article(basis));
            reader.report(code::MISSING_SOURCE, span, message, "where is it stated?").help =
                Some("add `source = \"…\"`, or write `basis = \"estimate\"`".to_owned());
            (None, basis)
        }
        Some(basis) => (source, basis),
        None if reader.has("source") => (source, usual),
        None => (None, Basis::Estimate),
    }
}

fn article(basis: Basis) -> &'static str {
    match basis {
        Basis::Official => "official",
        Basis::Survey => "a survey's",
        Basis::Postings => "read from postings",
        Basis::Secondary => "secondary",
        Basis::Estimate => "an estimate",
    }
}

fn figure(reader: &mut Reader<'_, '_>, key: &str) -> Option<Figure> {
    let mut figure = reader.table(key, &keys::FIGURE)?;
    if !figure.has("amount") {
        figure.missing("amount", "…");
    }
    let amount = money(&mut figure, "amount");
    let year = figure.year("year");
    let (source, basis) = standing(&mut figure, Basis::Secondary);
    Some(Figure { amount: amount?, year, source, basis })
}

pub(super) fn role<'a>(reading: &mut Reading<'a>, entry: &Entry<'a>) -> Role {
    let (mut reader, id) = begin(reading, entry, &keys::ROLE);
    Role {
        id,
        title: reader.required_string("title"),
        aliases: reader.strings("aliases"),
        track: reader.required_string("track"),
        level: reader.required_word("level", &Level::ALL, Level::word).unwrap_or(Level::Entry),
        family: reader.string("family"),
        summary: reader.string("summary"),
        skills: skills(&mut reader, "skills"),
        builds: skills(&mut reader, "builds"),
        interests: reader.strings("interests"),
        settings: settings(&mut reader),
        gives: reader.references("gives", Kind::Domain).into_iter().map(DomainId).collect(),
        typical: credentials(&mut reader, "typical"),
        search_months: reader.count("search-months").map(Months),
        requires: reader.requirements("requires"),
        wage: wage(&mut reader),
        sources: sources(&mut reader),
        notes: notes(&mut reader),
    }
}

fn skills(reader: &mut Reader<'_, '_>, key: &str) -> Vec<SkillId> {
    let found = reader.terms(key, Kind::Skill, |reading| &mut reading.skills);
    found.into_iter().map(SkillId).collect()
}

fn settings(reader: &mut Reader<'_, '_>) -> Vec<SettingId> {
    let found = reader.terms("settings", Kind::Setting, |reading| &mut reading.settings);
    found.into_iter().map(SettingId).collect()
}

fn notes(reader: &mut Reader<'_, '_>) -> Vec<Note> {
    let Some(value) = reader.value("notes") else { return Vec::new() };
    let items = match value.get_ref() {
        DeValue::Array(items) => &items[..],
        _ => std::slice::from_ref(value),
    };
    if items.len() > LIST_ITEMS {
        reader.too_large(value.span(), "`notes`", items.len(), LIST_ITEMS, "items");
        return Vec::new();
    }
    items.iter().filter_map(|item| note(reader, item)).collect()
}

/// Reads a remark: a text, or a table with its date and source.
fn note<'a>(reader: &mut Reader<'_, 'a>, value: &'a Value<'a>) -> Option<Note> {
    if !matches!(value.get_ref(), DeValue::Table(_)) {
        let text = reader.text_of("each item of `notes`", value, PROSE_BYTES)?;
        return Some(Note { text: text.value.to_owned(), date: None, source: None });
    }
    let mut note = reader.table_of("each item of `notes`", value, &keys::NOTE)?;
    let text = note.required_string("text");
    let date = note.text("date");
    if let Some(date) = &date
        && !is_date(date.value)
    {
        let message = format!("malformed date: `{}`", date.value);
        note.report(code::MALFORMED_DATE, date.span.clone(), message, "not a date").help =
            Some("write a year, a month or a day: `2024`, `2024-05` or `2024-05-03`".to_owned());
    }
    let source = note.reference("source", Kind::Source).map(SourceId);
    Some(Note { text, date: date.map(|date| date.value.to_owned()), source })
}

/// Tells whether a text is a year, a month or a day of the calendar.
fn is_date(text: &str) -> bool {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_year || text.parse::<CalendarMonth>().is_ok() || header::is_date(text)
}

pub(super) fn skill<'a>(reading: &mut Reading<'a>, entry: &Entry<'a>) -> Skill {
    let (mut reader, id) = begin(reading, entry, &keys::SKILL);
    Skill {
        id,
        name: reader.required_string("name"),
        aliases: reader.strings("aliases"),
        kind: reader.string("kind"),
        summary: reader.string("summary"),
    }
}

pub(super) fn setting<'a>(reading: &mut Reading<'a>, entry: &Entry<'a>) -> Setting {
    let (mut reader, id) = begin(reading, entry, &keys::SETTING);
    Setting {
        id,
        name: reader.required_string("name"),
        aliases: reader.strings("aliases"),
        industries: reader.strings("industries"),
    }
}

pub(super) fn resource<'a>(reading: &mut Reading<'a>, entry: &Entry<'a>) -> Resource {
    let (mut reader, id) = begin(reading, entry, &keys::RESOURCE);
    Resource {
        id,
        name: reader.required_string("name"),
        aliases: reader.strings("aliases"),
        kind: reader.required_string("kind"),
        summary: reader.string("summary"),
        url: reader.string("url"),
        sources: sources(&mut reader),
    }
}

pub(super) fn topic<'a>(reading: &mut Reading<'a>, entry: &Entry<'a>) -> Topic {
    let (mut reader, id) = begin(reading, entry, &keys::TOPIC);
    Topic {
        id,
        question: reader.required_string("question"),
        aliases: reader.strings("aliases"),
        answer: reader.strings("answer"),
        roles: reader.references("roles", Kind::Role).into_iter().map(RoleId).collect(),
        credentials: credentials(&mut reader, "credentials"),
        resources: reader.references("resources", Kind::Resource).into_iter().map(ResourceId).collect(),
        commands: reader.strings("commands"),
        related: reader.references("related", Kind::Topic).into_iter().map(TopicId).collect(),
        sources: sources(&mut reader),
    }
}

fn credentials(reader: &mut Reader<'_, '_>, key: &str) -> Vec<CredentialId> {
    reader.references(key, Kind::Credential).into_iter().map(CredentialId).collect()
}

fn sources(reader: &mut Reader<'_, '_>) -> Vec<SourceId> {
    reader.references("sources", Kind::Source).into_iter().map(SourceId).collect()
}

fn wage(reader: &mut Reader<'_, '_>) -> Option<WageReference> {
    let mut wage = reader.table("wage", &keys::WAGE)?;
    let soc = wage.text("soc");
    if let Some(soc) = &soc
        && !wage.reading.occupations.has(soc.value)
    {
        let help = wage.reading.occupations.help();
        let message = format!("malformed occupation code: `{}`", soc.value);
        wage.report(code::MALFORMED_OCCUPATION, soc.span.clone(), message, "not an occupation code").help =
            Some(help);
    }
    let fit = if soc.is_some() {
        wage.required_word("fit", &WageFit::ALL, WageFit::word)
    } else {
        wage.word("fit", &WageFit::ALL, WageFit::word)
    };
    let surveys = wage.references("surveys", Kind::Survey).into_iter().map(SurveyId).collect();
    Some(WageReference {
        soc: soc.map(|soc| soc.value.to_owned()),
        fit: fit.unwrap_or(WageFit::Poor),
        surveys,
    })
}

pub(super) fn credential<'a>(reading: &mut Reading<'a>, entry: &Entry<'a>) -> Credential {
    let (mut reader, id) = begin(reading, entry, &keys::CREDENTIAL);
    Credential {
        id,
        name: reader.required_string("name"),
        aliases: reader.strings("aliases"),
        kind: reader
            .required_word("kind", &CredentialKind::ALL, CredentialKind::word)
            .unwrap_or(CredentialKind::Certificate),
        issuer: reader.string("issuer"),
        summary: reader.string("summary"),
        url: reader.string("url"),
        implies: credentials(&mut reader, "implies"),
        closure: Vec::new(),
        builds: skills(&mut reader, "builds"),
        requires: reader.requirements("requires"),
        status: reader.word("status", &CredentialStatus::ALL, CredentialStatus::word).unwrap_or_default(),
        renewal: renewal(&mut reader),
        study: studies(&mut reader),
        sources: sources(&mut reader),
        notes: notes(&mut reader),
    }
}

fn renewal(reader: &mut Reader<'_, '_>) -> Option<Renewal> {
    let mut renewal = reader.table("renewal", &keys::RENEWAL)?;
    Some(Renewal {
        years: renewal.count("years"),
        hours: renewal.count("hours"),
        cost: figure(&mut renewal, "cost"),
        note: renewal.string("note"),
        source: renewal.reference("source", Kind::Source).map(SourceId),
    })
}

fn studies(reader: &mut Reader<'_, '_>) -> Vec<Study> {
    let Some(items) = reader.list("study") else { return Vec::new() };
    if items.len() > STUDY_MODES {
        let span = reader.key_span("study");
        reader.too_large(span, "`study`", items.len(), STUDY_MODES, "modes");
        return Vec::new();
    }
    items.iter().filter_map(|item| study(reader, item)).collect()
}

fn study<'a>(reader: &mut Reader<'_, 'a>, value: &'a Value<'a>) -> Option<Study> {
    let mut study = reader.table_of("each `study`", value, &keys::STUDY)?;
    let mode = study.required_word("mode", &StudyMode::ALL, StudyMode::word);
    if !study.has("months") {
        study.missing("months", "…");
    }
    let months = study.count("months").map(Months);
    let hours_per_week = study.count("hours-per-week");
    let cost = figure(&mut study, "cost");
    let while_in: Vec<RoleId> = study.references("while", Kind::Role).into_iter().map(RoleId).collect();
    let exam = exam(&mut study);
    let note = study.string("note");
    if mode == Some(StudyMode::FullTime) && !while_in.is_empty() {
        let span = study.key_span("while");
        let message = "a full-time study cannot be tied to a role";
        study.report(code::TIED_FULL_TIME, span, message, "full-time study takes the place of a role").help =
            Some("write `mode = \"part-time\"`, or leave `while` out".to_owned());
    }
    Some(Study { mode: mode?, months: months?, hours_per_week, cost, while_in, exam, note })
}

fn exam(reader: &mut Reader<'_, '_>) -> Option<Exam> {
    let mut exam = reader.table("exam", &keys::EXAM)?;
    Some(Exam {
        pass_rate: exam.count("pass-rate"),
        year: exam.year("year"),
        source: exam.reference("source", Kind::Source).map(SourceId),
    })
}
