//! A plan on a scale of months: a lane for each step, and below what is paid.

use maud::{Markup, html};

use crate::explain::schedule::{Activity, Bar, Stretch};
use crate::units::{CalendarMonth, Money, Months};

use super::super::svg::{Anchor, Picture, line, polygon, polyline, rectangle, text, text_width, wrapped};
use super::super::words::{NO_FIGURE, calendar, money};
use super::axis::{Amounts, Calendar, SIZE, brief};
use super::legend::{Mark, legend};
use super::{NARROW, WIDE};

/// The size of the name of a lane.
const NAME: f64 = 13.0;

/// The height of a bar.
const BAR: f64 = 13.0;

/// The height of the curve of pay.
const CURVE: f64 = 96.0;

/// The lanes from which on they stand closer to one another.
const MANY: usize = 9;

/// What is done for one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lane {
    /// What it is about.
    pub name: String,
    /// When, and at what price.
    pub detail: String,
    /// What is done, in the order of time.
    pub bars: Vec<Bar>,
}

/// A plan as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlanPicture {
    /// From where to where.
    pub title: String,
    /// What is to be said in a line or two above a picture that stands alone.
    pub lead: Vec<String>,
    /// What is to be said below a picture that stands alone.
    pub foot: String,
    /// The month from which on months are counted.
    pub start: CalendarMonth,
    /// The month in which the target is reached.
    pub reached: Months,
    /// The month after the last that is shown.
    pub shown: Months,
    /// The lanes, from above.
    pub lanes: Vec<Lane>,
    /// What is paid, without gaps, neighbours that pay the same joined.
    pub pay: Vec<Stretch>,
    /// What counts as pay.
    pub pay_basis: String,
    /// Whether that is not what everybody expects, so that it has to be said wherever the pay is shown.
    pub unusual_pay: bool,
    /// The currency of all amounts.
    pub currency: String,
}

impl PlanPicture {
    /// Returns the picture as a file of its own; it always says the same for the same plan.
    #[must_use]
    pub(crate) fn svg(&self) -> String {
        let mut top = 12.0;
        let mut head = Vec::new();
        // What is code on a page is plain text in a picture.
        let mut say = |class: &str, size: f64, words: &str| {
            for words in wrapped(&words.replace('`', ""), size, WIDE - 32.0) {
                top += size * 1.4;
                head.push(text(class, 16.0, top, Anchor::Start, &words));
            }
        };
        say("title", 18.0, &self.title);
        for words in &self.lead {
            say("", NAME, words);
        }
        let (body, bottom) = self.body(Layout::wide(16.0), top + 12.0);
        let mut foot = Vec::new();
        let mut end = bottom;
        for words in wrapped(&self.foot.replace('`', ""), SIZE, WIDE - 32.0) {
            end += 16.0;
            foot.push(text("quiet small", 16.0, end, Anchor::Start, &words));
        }
        let all = html! { @for part in head.iter().chain([&body]).chain(&foot) { (part) } };
        Picture::new(&self.title, &self.description(), WIDE, end + 14.0, all).standalone()
    }

    /// Returns the picture for a wide and for a narrow page.
    pub(in super::super) fn pictures(&self) -> [Picture; 2] {
        let name = format!("Timeline: {}", self.title);
        [(WIDE, Layout::wide(0.0)), (NARROW, Layout::narrow())].map(|(width, layout)| {
            let (body, height) = self.body(layout, 0.0);
            Picture::new(&name, &self.description(), width, height, body)
        })
    }

    /// Says in words what the picture shows.
    fn description(&self) -> String {
        let lanes = self.lanes.iter().map(|lane| format!("{}: {}.", lane.name, lane.detail));
        let pay = self.pay.iter().map(|paid| {
            let amount =
                paid.annual.map_or_else(|| "an unknown pay".to_owned(), |pay| money(pay, &self.currency));
            format!("{amount} a year from {}", calendar(self.start.plus(paid.start)))
        });
        let pay: Vec<String> = pay.collect();
        let lanes: Vec<String> = lanes.collect();
        format!("{} {}: {}. {}.", lanes.join(" "), self.pay_basis, pay.join(", "), self.goal())
    }

    fn goal(&self) -> String {
        format!("The goal: {}", calendar(self.start.plus(self.reached)))
    }

    /// Draws everything below `top`; returns also where it ends.
    fn body(&self, layout: Layout, top: f64) -> (Markup, f64) {
        let scale =
            Calendar { start: self.start, months: self.shown, left: layout.left, right: layout.right };
        let first = top + 24.0;
        let (lanes, below) = self.lanes(layout, &scale, first);
        let curve =
            Curve { picture: self, layout, scale: &scale, top: below + layout.caption(&self.pay_basis) };
        let bottom = curve.bottom();
        let (legend, end) = self.legend(layout, bottom + 24.0);
        let drawn = html! {
            (scale.draw(first - 4.0, bottom))
            (self.goal_mark(&scale, layout, top + 12.0, bottom))
            (lanes)
            (curve.draw(below))
            (legend)
        };
        (drawn, end + 2.0)
    }

    /// Returns the line of the goal with its label above, wherever on the line above the plot there is room.
    fn goal_mark(&self, scale: &Calendar, layout: Layout, y: f64, bottom: f64) -> Markup {
        let x = scale.x(self.reached);
        let words = self.goal();
        let half = text_width(&words, SIZE) / 2.0;
        let middle = x.clamp(layout.margin + half, (layout.width - layout.margin - half).max(half));
        html! {
            (line("goal", (x, y + 5.0), (x, bottom)))
            (text("goal-words small strong", middle, y, Anchor::Middle, &words))
        }
    }

    fn lanes(&self, layout: Layout, scale: &Calendar, top: f64) -> (Markup, f64) {
        let mut y = top;
        let mut drawn = Vec::new();
        for lane in &self.lanes {
            let mut words = Vec::new();
            let mut below = y;
            for line in wrapped(&lane.name, NAME, layout.room) {
                below += 16.0;
                words.push(text("name", layout.margin, below - 4.0, Anchor::Start, &line));
            }
            for line in wrapped(&lane.detail, SIZE, layout.room) {
                below += 14.0;
                words.push(text("quiet small", layout.margin, below - 4.0, Anchor::Start, &line));
            }
            let edge = if layout.beside { y + (below - y - BAR) / 2.0 } else { below + 1.0 };
            below = if layout.beside { below } else { edge + BAR };
            drawn.push(html! {
                g {
                    @for words in words { (words) }
                    @for bar in &lane.bars { (draw(bar, scale, edge)) }
                }
            });
            y = below + self.gap();
        }
        (html! { @for lane in drawn { (lane) } }, y)
    }

    /// Returns the room between two lanes, which is less where there are many.
    fn gap(&self) -> f64 {
        if self.lanes.len() > MANY { 5.0 } else { 9.0 }
    }

    /// Returns what the colours mean, of those that are there.
    fn legend(&self, layout: Layout, top: f64) -> (Markup, f64) {
        let kinds = [
            (Activity::Stay, "job of today"),
            (Activity::Search, "looking for a job"),
            (Activity::Work, "new job"),
            (Activity::StudyPartTime, "study, part-time"),
            (Activity::StudyFullTime, "study, full-time"),
        ];
        let bars = || self.lanes.iter().flat_map(|lane| &lane.bars);
        let there = kinds.into_iter().filter(|(kind, _)| bars().any(|bar| bar.activity == *kind));
        let items: Vec<(Mark, String)> = there
            .map(|(kind, words)| {
                (Mark::Bar { class: class(kind), height: height(kind) * 0.8 }, words.to_owned())
            })
            .collect();
        legend(&items, layout.margin, layout.width - layout.margin, top)
    }
}

/// Returns the class that colours an activity.
fn class(activity: Activity) -> &'static str {
    match activity {
        Activity::Stay => "stay",
        Activity::Search => "search",
        Activity::Work => "work",
        Activity::StudyPartTime => "study",
        Activity::StudyFullTime => "full",
    }
}

/// Returns how high the bar of an activity is, so that not only its colour tells what it is.
fn height(activity: Activity) -> f64 {
    match activity {
        Activity::Search => BAR * 0.4,
        Activity::StudyPartTime => BAR * 0.7,
        Activity::Stay | Activity::Work | Activity::StudyFullTime => BAR,
    }
}

/// Draws a bar whose lane has its upper edge at `top`.
fn draw(bar: &Bar, scale: &Calendar, top: f64) -> Markup {
    let (from, until) = (scale.x(bar.start), scale.x(bar.end));
    let height = height(bar.activity);
    let top = top + (BAR - height) / 2.0;
    // However short it is, it can be seen.
    let width = (until - from - 1.0).max(2.0);
    html! {
        @if bar.goes_on {
            @let tip = from + width;
            @let neck = (tip - height / 2.0).max(from);
            @let middle = top + height / 2.0;
            @let corners = [(from, top), (neck, top), (tip, middle), (neck, top + height), (from, top + height)];
            (polygon(class(bar.activity), &corners))
        } @else {
            (rectangle(class(bar.activity), from, top, width, height))
        }
    }
}

/// Where everything stands from left to right.
#[derive(Clone, Copy, Debug)]
struct Layout {
    width: f64,
    margin: f64,
    /// Whether names stand beside the bars, not above them.
    beside: bool,
    /// The room for the name of a lane.
    room: f64,
    left: f64,
    right: f64,
}

impl Layout {
    fn wide(margin: f64) -> Self {
        let names = 318.0;
        let right = WIDE - margin - 66.0;
        Self { width: WIDE, margin, beside: true, room: names - margin - 18.0, left: names, right }
    }

    fn narrow() -> Self {
        Self { width: NARROW, margin: 0.0, beside: false, room: NARROW, left: 4.0, right: NARROW - 44.0 }
    }

    /// Returns the room above the curve of pay: where no names stand beside it, its caption does.
    fn caption(&self, words: &str) -> f64 {
        if self.beside {
            14.0
        } else {
            14.0 + 14.0 * f64::from(wrapped(words, SIZE, self.width).len() as u32)
        }
    }
}

/// The curve of pay.
struct Curve<'a> {
    picture: &'a PlanPicture,
    layout: Layout,
    scale: &'a Calendar,
    top: f64,
}

impl Curve<'_> {
    fn bottom(&self) -> f64 {
        if self.known().next().is_some() { self.top + CURVE } else { self.top - 4.0 }
    }

    fn known(&self) -> impl Iterator<Item = Money> {
        self.picture.pay.iter().filter_map(|paid| paid.annual).filter(|pay| pay.0 > 0)
    }

    /// Draws the curve with its caption, which begins at `caption` where it stands above.
    fn draw(&self, caption: f64) -> Markup {
        let Some(most) = self.known().max() else { return html! {} };
        let PlanPicture { pay, pay_basis, currency, .. } = self.picture;
        let Layout { margin, beside, left, right, .. } = self.layout;
        // Labels stand above the highest line.
        let amounts = Amounts::new(0, most.0, 3, self.top + 14.0, self.bottom());
        let room = if beside { self.layout.room - 60.0 } else { self.layout.width };
        let first = if beside { self.top + 24.0 } else { caption + 14.0 };
        html! {
            @for (position, words) in (0_u32..).zip(wrapped(pay_basis, SIZE, room)) {
                (text("quiet small", margin, first + 14.0 * f64::from(position), Anchor::Start, &words))
            }
            @if beside { (amounts.draw(left, right, currency)) }
            @for stretch in self.stretches() {
                @let (line, area) = outline(stretch, self.scale, &amounts);
                (polygon("pay-area", &area))
                (polyline("pay", &line))
            }
            @for (position, paid) in pay.iter().enumerate() {
                (self.label(paid, position + 1 == pay.len(), &amounts))
            }
        }
    }

    /// Returns the runs of months in which the pay is known.
    fn stretches(&self) -> impl Iterator<Item = &[Stretch]> {
        self.picture.pay.split(|paid| paid.annual.is_none()).filter(|run| !run.is_empty())
    }

    /// Returns the amount of a time: the last beside the plot, any other above its line if it is long enough.
    fn label(&self, paid: &Stretch, is_last: bool, amounts: &Amounts) -> Markup {
        let currency = &self.picture.currency;
        let words = match paid.annual {
            None => NO_FIGURE.to_owned(),
            Some(Money(0)) => "no pay".to_owned(),
            Some(pay) if self.layout.beside => money(pay, currency),
            Some(pay) => brief(pay, currency),
        };
        let y = amounts.y(paid.annual.unwrap_or(Money(0)));
        let (from, until) = (self.scale.x(paid.start), self.scale.x(paid.end));
        let width = text_width(&words, SIZE);
        html! {
            @if is_last {
                @let lines = wrapped(&words, SIZE, self.layout.width - until - 4.0);
                @for (position, words) in (1_u32..).zip(&lines) {
                    // The last line stands on the level of the amount, so that none falls below the curve.
                    @let above = 13.0 * f64::from(lines.len() as u32 - position);
                    (text("strong small", until + 5.0, y + 4.0 - above, Anchor::Start, words))
                }
            } @else if width + 6.0 <= until - from {
                (text("small", f64::midpoint(from, until), y - 5.0, Anchor::Middle, &words))
            }
        }
    }
}

type Points = Vec<(f64, f64)>;

/// Returns the line of what is paid, and the area below it.
fn outline(stretch: &[Stretch], scale: &Calendar, amounts: &Amounts) -> (Points, Points) {
    let mut line = Vec::new();
    for paid in stretch {
        let y = amounts.y(paid.annual.unwrap_or(Money(0)));
        line.extend([(scale.x(paid.start), y), (scale.x(paid.end), y)]);
    }
    let ground = amounts.y(Money(0));
    let mut area = line.clone();
    if let (Some(first), Some(last)) = (line.first(), line.last()) {
        area.extend([(last.0, ground), (first.0, ground)]);
    }
    (line, area)
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_legible;
    use super::*;
    use crate::catalog::names::Entry;
    use crate::ids::RoleId;

    /// Makes a plan of `steps` steps over `months`, with names of all lengths and pay that goes up and down.
    fn picture(steps: u32, months: u32) -> PlanPicture {
        let at = |step: u32| Months(months * step / steps);
        let names =
            ["Nurse", "Certified Associate in Healthcare Information and Management Systems (CAHIMS)"];
        let activities = [Activity::Stay, Activity::StudyPartTime, Activity::Work, Activity::StudyFullTime];
        let lane = |step: u32| {
            let is_last = step + 1 == steps;
            let activity = activities[step as usize % 4];
            let bar = |activity, start, end, goes_on| Bar {
                activity,
                entry: Entry::Role(RoleId::from_index(0)),
                step: None,
                start,
                end,
                goes_on,
            };
            Lane {
                name: names[step as usize % 2].to_owned(),
                detail: "Study part-time, Nov 2026 – Feb 2030, ~$122,338".to_owned(),
                bars: vec![
                    bar(Activity::Search, at(step / 2), at(step), false),
                    bar(activity, at(step), at(step + 1), is_last),
                ],
            }
        };
        let pay = |step: u32| Stretch {
            role: None,
            annual: [Some(Money(97_550)), None, Some(Money(0)), Some(Money(1_250_000))][step as usize % 4],
            start: at(step),
            end: at(step + 1),
        };
        PlanPicture {
            title: "Registered Nurse → Chief Medical Informatics Officer".to_owned(),
            lead: vec!["Two years.".to_owned(), "Proved: no plan is faster. ".repeat(9)],
            foot: "A plan is no promise. ".repeat(12),
            start: CalendarMonth::new(2026, 11).expect("a month"),
            reached: Months(months - months / 10),
            shown: Months(months),
            lanes: (0..steps).map(lane).collect(),
            pay: (0..steps).map(pay).collect(),
            pay_basis: "Pay a year: median, San Francisco-Oakland-Fremont, CA, or what a survey says"
                .to_owned(),
            unusual_pay: true,
            currency: "USD".to_owned(),
        }
    }

    #[test]
    fn no_label_is_cut_off_or_lies_on_another() {
        for (steps, months) in [(1, 3), (2, 14), (2, 600), (3, 27), (7, 120), (15, 250), (15, 16), (40, 480)]
        {
            let picture = picture(steps, months);
            for one in picture.pictures() {
                assert_legible(&one);
            }
        }
    }

    #[test]
    fn a_picture_says_in_words_what_it_shows() {
        let words = picture(2, 24).description();
        assert_eq!(
            words,
            "Nurse: Study part-time, Nov 2026 – Feb 2030, ~$122,338. Certified Associate in Healthcare Information \
             and Management Systems (CAHIMS): Study part-time, Nov 2026 – Feb 2030, ~$122,338. Pay a year: median, \
             San Francisco-Oakland-Fremont, CA, or what a survey says: $97,550 a year from Nov 2026, an unknown pay a \
             year from Nov 2027. The goal: Sep 2028."
        );
    }
}
