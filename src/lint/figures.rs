//! Every figure of a catalog that has a year, with its place.

use crate::catalog::Figure;
use crate::catalog::outline::{Anchor, FilePlace, Step};
use crate::ids::{SourceId, SurveyId};

use super::Context;

/// A figure and the year in which it was true.
#[derive(Clone, Debug)]
pub(super) struct Dated<'a> {
    /// What it is, such as `a price`.
    pub(super) what: &'static str,
    /// Whose it is, such as ``credential `rhia` ``.
    pub(super) holder: String,
    /// Its year: its own, or that of its source.
    pub(super) year: i32,
    /// Where the year stands, or else the name of the source.
    pub(super) place: Option<FilePlace>,
    /// The remark beside it.
    pub(super) note: Option<&'a str>,
    /// Whether there is a place for a remark.
    pub(super) may_have_note: bool,
    /// What is to be done with an old one.
    pub(super) renewed: &'static str,
}

/// A year of its own, or the source that has one.
#[derive(Clone, Copy)]
struct Dating {
    year: Option<i32>,
    source: Option<SourceId>,
}

impl From<&Figure> for Dating {
    fn from(figure: &Figure) -> Self {
        Self { year: figure.year, source: figure.source }
    }
}

const FEE: &str = "look the price up again";
const RATE: &str = "look for the rate of a later year";
const SURVEY: &str = "look for a later survey";
const TABLE: &str = "put the rows of a later release in their place";

/// Returns every figure with a year: prices, pass rates, surveys, tables of wages and outlooks.
pub(super) fn dated<'a>(context: &Context<'a>) -> Vec<Dated<'a>> {
    let mut dated = Vec::new();
    for (id, credential) in context.catalog.credential_ids().zip(&context.catalog.credentials) {
        let anchor = Anchor::Credential(id);
        let mut add = |dating: Dating, what, steps: Vec<Step>, note: Option<&'a str>, renewed| {
            let Some((year, place)) = year(context, anchor, dating, steps) else { return };
            let holder = format!("credential `{}`", credential.id);
            dated.push(Dated { what, holder, year, place, note, may_have_note: true, renewed });
        };
        for (number, study) in credential.study.iter().enumerate() {
            let steps = |key| vec![Step::Key("study"), Step::Item(number), Step::Key(key)];
            if let Some(cost) = &study.cost {
                add(cost.into(), "a price", steps("cost"), study.note.as_deref(), FEE);
            }
            if let Some(exam) = study.exam.as_ref().filter(|exam| exam.pass_rate.is_some()) {
                let dating = Dating { year: exam.year, source: exam.source };
                add(dating, "a pass rate", steps("exam"), study.note.as_deref(), RATE);
            }
        }
        if let Some(renewal) = &credential.renewal
            && let Some(cost) = &renewal.cost
        {
            let steps = vec![Step::Key("renewal"), Step::Key("cost")];
            add(cost.into(), "a price of a renewal", steps, renewal.note.as_deref(), FEE);
        }
    }
    for (number, survey) in context.catalog.surveys.iter().enumerate() {
        let dating = Dating { year: survey.year, source: survey.source };
        let anchor = Anchor::Survey(SurveyId::from_index(number));
        let Some((year, place)) = year(context, anchor, dating, Vec::new()) else { continue };
        let (holder, note) = (format!("survey `{}`", survey.id), survey.note.as_deref());
        dated.push(Dated {
            what: "a pay figure",
            holder,
            year,
            place,
            note,
            may_have_note: true,
            renewed: SURVEY,
        });
    }
    dated.extend(tables(context));
    dated
}

/// Returns the year of a figure and where it stands.
fn year(
    context: &Context<'_>,
    anchor: Anchor,
    dating: Dating,
    mut steps: Vec<Step>,
) -> Option<(i32, Option<FilePlace>)> {
    let of_source = || context.catalog.source(dating.source?).year;
    let key = if dating.year.is_some() { "year" } else { "source" };
    let year = dating.year.or_else(of_source)?;
    steps.push(Step::Key(key));
    Some((year, context.outline.place(anchor, &steps)))
}

fn tables<'a>(context: &Context<'a>) -> Vec<Dated<'a>> {
    let mut dated = Vec::new();
    for anchor in context.outline.tables() {
        if context.outline.key(anchor, &[], "year").is_none() {
            continue;
        }
        let Some(place) = context.outline.place(anchor, &[Step::Key("year")]) else { continue };
        if let Ok(year) = context.text(&place).parse() {
            let holder = format!("table `{}`", place.path);
            dated.push(Dated {
                what: "figures",
                holder,
                year,
                place: Some(place),
                note: None,
                may_have_note: false,
                renewed: TABLE,
            });
        }
    }
    dated
}
