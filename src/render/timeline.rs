//! A plan as bars on a scale of months, with what it pays below.
//!
//! Every kind of bar has a character of its own, in Unicode and in ASCII, so that it needs no colour. Where there is no
//! room for names beside the bars these stand above them, and what the plan pays is said in words.

use crate::explain::schedule::Activity;

use super::cells::Cells;
use super::curve::{self, Level};
use super::months::{GOAL, Scale};
use super::page::{Line, Style};
use super::picture::plan::{Lane, PlanPicture};
use super::text::{columns, wrap};
use super::words::calendar;

/// Blank columns between names and bars.
const GAP: usize = 2;

/// The fewest columns in which bars beside their names still say something, and the most that they take.
const PLOT: std::ops::RangeInclusive<usize> = 24..=120;

/// What stands before the curve.
const PAY: &str = "Pay a year";

/// Returns the lines of a plan at most `width` columns wide.
#[must_use]
pub(crate) fn lines(plan: &PlanPicture, width: usize) -> Vec<Line> {
    let longest = plan.lanes.iter().map(|lane| columns(&lane.name)).max().unwrap_or(0);
    let pay = plan.pay.iter().map(|stretch| columns(&curve::pay(stretch.annual, &plan.currency)));
    let pay = pay.chain([columns(PAY)]).max().unwrap_or(0);
    let label = longest.min(width * 2 / 5).max(pay);
    let room = width.saturating_sub(label + GAP);
    let timeline = Timeline(plan);
    let mut lines = if room < *PLOT.start() {
        timeline.above(width)
    } else {
        timeline.beside(label, Scale::new(plan.start, plan.shown, room.min(*PLOT.end())))
    };
    lines.extend(timeline.legend(width));
    if plan.unusual_pay {
        let basis = wrap(&format!("{}.", plan.pay_basis), width);
        lines.extend(basis.into_iter().map(|line| Line::of(Style::Quiet, line)));
    }
    lines
}

/// A plan in the making of its lines.
#[derive(Clone, Copy, Debug)]
struct Timeline<'a>(&'a PlanPicture);

impl Timeline<'_> {
    /// Returns lines with names beside the bars, and the curve of pay.
    fn beside(self, label: usize, scale: Scale) -> Vec<Line> {
        let mut lines = Vec::new();
        for lane in &self.0.lanes {
            let cells = self.draw(lane, scale);
            for (position, part) in wrap(&lane.name, label).into_iter().enumerate() {
                let mut line = Line::of(Style::Plain, padded(&part, label));
                if position == 0 {
                    cells.append_to(&mut line);
                } else {
                    self.empty(scale).append_to(&mut line);
                }
                lines.push(line);
            }
        }
        let [axis, names] = scale.axis(Some(self.0.reached));
        for (text, cells) in [("", axis), (PAY, names)] {
            let mut line = Line::of(Style::Quiet, padded(text, label));
            cells.append_to(&mut line);
            lines.push(line);
        }
        for Level { label: amount, style, cells } in curve::levels(&self.0.pay, scale, &self.0.currency) {
            let indent = " ".repeat(label.saturating_sub(columns(&amount)));
            let mut line = Line::of(style, format!("{indent}{amount}{}", " ".repeat(GAP)));
            cells.append_to(&mut line);
            lines.push(line);
        }
        lines
    }

    /// Returns lines with names above the bars, and what is paid in words.
    fn above(self, width: usize) -> Vec<Line> {
        let scale = Scale::new(self.0.start, self.0.shown, width);
        let mut lines = Vec::new();
        for lane in &self.0.lanes {
            lines.extend(wrap(&lane.name, width).into_iter().map(|line| Line::of(Style::Plain, line)));
            lines.push(self.draw(lane, scale).line());
        }
        lines.extend(scale.axis(Some(self.0.reached)).iter().map(Cells::line));
        let pay = wrap(&format!("{PAY}: {}.", self.pay_in_words()), width);
        lines.extend(pay.into_iter().map(|line| Line::of(Style::Plain, line)));
        lines
    }

    /// Returns what is paid, and from when on.
    fn pay_in_words(self) -> String {
        let words = self.0.pay.iter().enumerate().map(|(position, stretch)| {
            let amount = curve::pay(stretch.annual, &self.0.currency);
            match position {
                0 => amount,
                _ => format!("from {} {amount}", calendar(self.0.start.plus(stretch.start))),
            }
        });
        words.collect::<Vec<_>>().join(", ")
    }

    /// Returns a row without bars, with the month marked in which the target is reached.
    fn empty(self, scale: Scale) -> Cells {
        let mut cells = Cells::new(scale.plot());
        cells.set(scale.column(self.0.reached), '┆', Style::Quiet);
        cells
    }

    fn draw(self, lane: &Lane, scale: Scale) -> Cells {
        let mut cells = Cells::new(scale.plot());
        let last = lane.bars.len() - 1;
        let mut free = 0;
        for (position, bar) in lane.bars.iter().enumerate() {
            let (mark, style) = (mark(bar.activity), style(bar.activity));
            // A bar too short for a column has one all the same: a search before the job, anything else after it.
            let mut start = scale.column(bar.start).max(free).min(scale.plot().saturating_sub(1));
            let mut end = scale.column(bar.end);
            if position < last && end <= start {
                start = end.saturating_sub(1).max(free);
            }
            end = end.max(start + 1);
            cells.fill(start..end, mark, style);
            if bar.goes_on {
                cells.set(scale.plot().saturating_sub(1), '►', style);
            }
            free = end;
        }
        cells.set_blank(scale.column(self.0.reached), '┆', Style::Quiet);
        cells
    }

    /// Returns lines that name the marks that occur.
    fn legend(self, width: usize) -> Vec<Line> {
        let occurs = |activities: &[Activity]| {
            self.0.lanes.iter().flat_map(|lane| &lane.bars).any(|bar| activities.contains(&bar.activity))
        };
        let kinds: [(&[Activity], &str); 4] = [
            (&[Activity::Work, Activity::Stay], "job"),
            (&[Activity::Search], "looking for a job"),
            (&[Activity::StudyPartTime], "part-time study"),
            (&[Activity::StudyFullTime], "full-time study"),
        ];
        let kinds = kinds.into_iter().filter(|(activities, _)| occurs(activities));
        let mut items: Vec<(char, Style, String)> =
            kinds.map(|(activity, word)| (mark(activity[0]), style(activity[0]), word.to_owned())).collect();
        items.push((GOAL, Style::Goal, format!("goal: {}", calendar(self.0.start.plus(self.0.reached)))));
        let mut lines: Vec<Line> = Vec::new();
        let mut used = 0;
        for (mark, style, word) in items {
            let needed = columns(&word) + 2;
            if lines.is_empty() || used + 3 + needed > width {
                lines.push(Line::default());
                used = 0;
            }
            let Some(line) = lines.last_mut() else { break };
            if used > 0 {
                line.push(Style::Quiet, "   ");
                used += 3;
            }
            line.push(style, mark);
            line.push(Style::Quiet, format!(" {word}"));
            used += needed;
        }
        lines
    }
}

/// Returns the character of a bar.
fn mark(activity: Activity) -> char {
    match activity {
        Activity::Stay | Activity::Work => '█',
        Activity::Search => '·',
        Activity::StudyPartTime => '▒',
        Activity::StudyFullTime => '▓',
    }
}

fn style(activity: Activity) -> Style {
    match activity {
        Activity::Stay | Activity::Work => Style::Job,
        Activity::Search => Style::Search,
        Activity::StudyPartTime | Activity::StudyFullTime => Style::Study,
    }
}

/// Returns a text in as many columns as names take, with the gap after it.
fn padded(text: &str, label: usize) -> String {
    format!("{text}{}", " ".repeat(label.saturating_sub(columns(text)) + GAP))
}

#[cfg(test)]
mod tests {
    use super::super::text::ascii;
    use super::*;
    use crate::catalog::names::Entry;
    use crate::explain::schedule::{Bar, Stretch};
    use crate::ids::RoleId;
    use crate::units::{Money, Months};

    fn lane(name: &str, bars: &[(Activity, u32, u32)]) -> Lane {
        // What a bar is about does not show.
        let entry = Entry::Role(RoleId::from_index(0));
        let bar = |(activity, start, end): &(Activity, u32, u32)| Bar {
            activity: *activity,
            entry,
            step: None,
            start: Months(*start),
            end: Months(*end),
            goes_on: *end == 99,
        };
        Lane { name: name.to_owned(), detail: String::new(), bars: bars.iter().map(bar).collect() }
    }

    fn plan() -> PlanPicture {
        let pay = [(Some(97_550), 12), (Some(0), 61), (None, 90), (Some(372_500), 99)];
        let mut start = Months(0);
        let pay = pay.map(|(annual, end)| {
            let role = (annual != Some(0)).then(|| RoleId::from_index(0));
            let stretch = Stretch { role, annual: annual.map(Money), start, end: Months(end) };
            start = Months(end);
            stretch
        });
        PlanPicture {
            title: String::new(),
            lead: Vec::new(),
            foot: String::new(),
            start: "2026-11".parse().expect("a month"),
            reached: Months(90),
            shown: Months(99),
            lanes: vec![
                lane("Registered nurse", &[(Activity::Stay, 0, 12)]),
                lane("Doctor of Medicine (MD)", &[(Activity::StudyPartTime, 0, 6)]),
                lane("Doctor of Medicine (MD)", &[(Activity::StudyFullTime, 12, 60)]),
                lane("Resident physician", &[(Activity::Search, 60, 61), (Activity::Work, 61, 90)]),
                lane(
                    "Chief Medical Informatics Officer",
                    &[(Activity::Search, 84, 90), (Activity::Work, 90, 99)],
                ),
            ],
            pay: pay.to_vec(),
            pay_basis: "Pay a year: p90, Houston".to_owned(),
            unusual_pay: true,
            currency: "USD".to_owned(),
        }
    }

    fn text(width: usize) -> String {
        lines(&plan(), width).into_iter().map(|line| line.text().trim_end().to_owned() + "\n").collect()
    }

    #[test]
    fn names_stand_beside_the_bars_where_there_is_room() {
        insta::assert_snapshot!(text(100), @"
        Registered nurse                   ███████                                                    ┆
        Doctor of Medicine (MD)            ▒▒▒                                                        ┆
        Doctor of Medicine (MD)                   ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓                    ┆
        Resident physician                                                        ·███████████████████┆
        Chief Medical Informatics Officer                                                         ····█████►
                                           ─┼───────┼───────┼──────┼───────┼───────┼───────┼───────┼──◆────┼
        Pay a year                          2027    2028    2029   2030    2031    2032    2033    2034
                                 $372,500                                                             ──────


                                  $97,550  ───────┐
                                   no pay         └────────────────────────────────
                                no figure                                          ???????????????????
        █ job   · looking for a job   ▒ part-time study   ▓ full-time study   ◆ goal: May 2034
        Pay a year: p90, Houston.
        ");
    }

    #[test]
    fn names_stand_above_the_bars_in_a_narrow_terminal() {
        insta::assert_snapshot!(text(36), @"
        Registered nurse
        ████                            ┆
        Doctor of Medicine (MD)
        ▒▒                              ┆
        Doctor of Medicine (MD)
            ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓           ┆
        Resident physician
                             ·██████████┆
        Chief Medical Informatics Officer
                                      ··███►
        ─────┼───────┼────────┼────────┼◆───
             2028    2030     2032     2034
        Pay a year: $97,550, from Nov 2027
        no pay, from Dec 2031 no figure,
        from May 2034 $372,500.
        █ job   · looking for a job
        ▒ part-time study
        ▓ full-time study   ◆ goal: May 2034
        Pay a year: p90, Houston.
        ");
    }

    #[test]
    fn ascii_tells_the_bars_apart() {
        insta::assert_snapshot!(ascii(&text(60).replace('\n', "~")).replace('~', "\n"), @"
        Registered nurse          ####                          |
        Doctor of Medicine (MD)   ==                            |
        Doctor of Medicine (MD)       %%%%%%%%%%%%%%%%          |
        Resident physician                           .##########|
        Chief Medical                                         ..###>
        Informatics Officer                                     |
                                  ----+--------+-------+-------+*---
        Pay a year                    2028     2030    2032    2034
                        $372,500                                ----


                         $97,550  ----.
                          no pay      `---------------
                       no figure                      ??????????
        # job   . looking for a job   = part-time study
        % full-time study   * goal: May 2034
        Pay a year: p90, Houston.
        ");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in 20..=200 {
            for line in lines(&plan(), width) {
                let line = line.text();
                assert!(columns(&line) <= width, "`{line}` at {width}");
                assert_eq!(columns(&ascii(&line)), columns(&line), "`{line}` at {width}");
            }
        }
    }
}
