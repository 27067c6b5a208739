//! The wages of single areas and settings, as bytes of which only the occupation at hand is read.
//!
//! There are tens of thousands of rows, and a question needs a few of them. So the rows stay bytes, one block
//! for each occupation, until somebody asks; the build embeds these bytes as they are. In a block the rows stand
//! in the order of their areas, those of states before those of towns, so that reading can stop early.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::ids::{AreaId, IndustryId, SourceId};
use crate::units::Money;

use super::super::figure::Basis;
use super::super::frozen::Frozen;
use super::{Area, Industry, WageColumns, WageRow};

/// The wages of single areas and settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Atlas {
    bytes: Cow<'static, [u8]>,
}

/// An atlas with its lists read, ready for questions.
#[derive(Clone, Debug, Default)]
pub struct OpenAtlas<'a> {
    areas: Vec<Area>,
    industries: Vec<Industry>,
    standings: Vec<Standing>,
    /// How many rows and how many figures each standing is that of.
    numbers: Vec<[u32; 2]>,
    occupations: Vec<Occupation<'a>>,
}

/// Figures that are known in the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Known {
    /// In how many rows they stand.
    pub rows: u32,
    /// How many figures, without those that are withheld.
    pub cells: u32,
    /// The year of the figures.
    pub year: Option<i32>,
    /// How they are known.
    pub basis: Basis,
    /// Where they are stated.
    pub source: Option<SourceId>,
}

/// An occupation, and the bytes of its rows.
#[derive(Clone, Debug)]
struct Occupation<'a> {
    soc: String,
    title: String,
    rows: &'a [u8],
}

/// What many rows have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::catalog) struct Standing {
    pub(in crate::catalog) year: Option<i32>,
    pub(in crate::catalog) basis: Basis,
    pub(in crate::catalog) source: Option<SourceId>,
    pub(in crate::catalog) columns: WageColumns,
    /// The occupation's title, where it is not the usual one.
    pub(in crate::catalog) title: Option<String>,
    pub(in crate::catalog) note: Option<String>,
}

/// A row as it stands in the bytes.
#[derive(Clone, Copy, Debug)]
struct Record {
    area: AreaId,
    industry: Option<IndustryId>,
    standing: u32,
    employment: Option<u64>,
    percentiles: [Option<Money>; 5],
}

impl Atlas {
    /// Makes an atlas of the bytes of another one.
    #[cfg_attr(not(catalog_is_frozen), allow(dead_code, reason = "the build has no bytes yet"))]
    pub(in crate::catalog) fn of_bytes(bytes: &'static [u8]) -> Self {
        Self { bytes: Cow::Borrowed(bytes) }
    }

    /// Returns the bytes.
    pub(in crate::catalog) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads the lists of areas, industries and occupations.
    #[must_use]
    pub fn open(&self) -> OpenAtlas<'_> {
        read(&self.bytes).unwrap_or_default()
    }
}

fn read(mut bytes: &[u8]) -> Option<OpenAtlas<'_>> {
    let areas = Frozen::read(&mut bytes)?;
    let industries = Frozen::read(&mut bytes)?;
    let standings = Frozen::read(&mut bytes)?;
    let numbers = Frozen::read(&mut bytes)?;
    let mut occupations = Vec::new();
    for _ in 0..u64::read(&mut bytes)? {
        let (soc, title) = (Frozen::read(&mut bytes)?, Frozen::read(&mut bytes)?);
        let length = usize::try_from(u64::read(&mut bytes)?).ok()?;
        let rows;
        (rows, bytes) = bytes.split_at_checked(length)?;
        occupations.push(Occupation { soc, title, rows });
    }
    Some(OpenAtlas { areas, industries, standings, numbers, occupations })
}

impl OpenAtlas<'_> {
    /// Returns the areas that rows may be of: the nation, then states, then towns and the land between them.
    #[must_use]
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// Returns the industries that rows may be of, in the order of their codes.
    #[must_use]
    pub fn industries(&self) -> &[Industry] {
        &self.industries
    }

    /// Returns an area.
    ///
    /// # Panics
    /// If the id is of another atlas and out of range; so does the method below.
    #[must_use]
    pub fn area(&self, area: AreaId) -> &Area {
        &self.areas[area.index()]
    }

    /// Returns an industry.
    #[must_use]
    pub fn industry(&self, industry: IndustryId) -> &Industry {
        &self.industries[industry.index()]
    }

    /// Returns the row of an occupation in an area and an industry, or in all industries together; `None` when
    /// there is none, as for the whole nation and all industries, which stand in [`super::WageTables::rows`].
    #[must_use]
    pub fn row(&self, soc: &str, area: AreaId, industry: Option<IndustryId>) -> Option<WageRow> {
        let occupation = self.occupation(soc)?;
        let found = records(occupation.rows)
            .take_while(|record| record.area <= area)
            .find(|record| record.area == area && record.industry == industry)?;
        Some(self.wage_row(occupation, found))
    }

    /// Returns the industries of an area in which there is a row of an occupation, in order.
    #[must_use]
    pub fn industries_of(&self, soc: &str, area: AreaId) -> Vec<IndustryId> {
        let Some(occupation) = self.occupation(soc) else { return Vec::new() };
        records(occupation.rows)
            .take_while(|record| record.area <= area)
            .filter(|record| record.area == area)
            .filter_map(|record| record.industry)
            .collect()
    }

    /// Tells whether an area has a row of a single industry.
    #[must_use]
    pub fn has_industries(&self, area: AreaId) -> bool {
        self.occupations.iter().any(|occupation| !self.industries_of(&occupation.soc, area).is_empty())
    }

    /// Returns how all figures are known, without reading them.
    pub fn known(&self) -> impl Iterator<Item = Known> + '_ {
        self.standings.iter().zip(&self.numbers).map(|(standing, &[rows, cells])| Known {
            rows,
            cells,
            year: standing.year,
            basis: standing.basis,
            source: standing.source,
        })
    }

    /// Returns every row, by occupation, area and industry.
    pub fn rows(&self) -> impl Iterator<Item = WageRow> + '_ {
        self.occupations.iter().flat_map(move |occupation| {
            records(occupation.rows).map(move |record| self.wage_row(occupation, record))
        })
    }

    fn occupation(&self, soc: &str) -> Option<&Occupation<'_>> {
        let found = self.occupations.binary_search_by(|occupation| occupation.soc.as_str().cmp(soc)).ok()?;
        Some(&self.occupations[found])
    }

    fn wage_row(&self, occupation: &Occupation<'_>, record: Record) -> WageRow {
        let area = self.area(record.area);
        let industry = record.industry.map(|industry| self.industry(industry));
        let standing = &self.standings[record.standing as usize];
        WageRow {
            soc: occupation.soc.clone(),
            title: standing.title.as_ref().unwrap_or(&occupation.title).clone(),
            area: area.name.clone(),
            area_code: area.code.clone(),
            setting: industry.map(|industry| industry.name.clone()),
            industry_code: industry.and_then(|industry| industry.code.clone()),
            employment: record.employment,
            percentiles: record.percentiles,
            columns: standing.columns,
            year: standing.year,
            basis: standing.basis,
            source: standing.source,
            note: standing.note.clone(),
        }
    }
}

/// Returns the rows of a block.
fn records(mut bytes: &[u8]) -> impl Iterator<Item = Record> + '_ {
    let mut area = 0;
    std::iter::from_fn(move || Record::read(&mut bytes, &mut area))
}

impl Record {
    /// Returns the number of figures that are not withheld.
    fn cells(&self) -> u32 {
        let percentiles = self.percentiles.iter().flatten().count() as u32;
        percentiles + u32::from(self.employment.is_some())
    }

    /// Writes the row; `area` is that of the row before it.
    fn write(&self, bytes: &mut Vec<u8>, area: &mut u32) {
        (self.area.0 - *area).write(bytes);
        *area = self.area.0;
        self.industry.map_or(0, |industry| industry.0 + 1).write(bytes);
        self.standing.write(bytes);
        self.employment.map_or(0, |employment| employment + 1).write(bytes);
        // A percentile is written as what it adds to the one before it, and one more: zero is a withheld one.
        let mut before = 0;
        for percentile in self.percentiles {
            percentile.map_or(0, |amount| amount.0 - before + 1).cast_unsigned().write(bytes);
            before = percentile.map_or(before, |amount| amount.0);
        }
    }

    fn read(bytes: &mut &[u8], area: &mut u32) -> Option<Self> {
        *area += u32::read(bytes)?;
        let industry = u32::read(bytes)?.checked_sub(1).map(IndustryId);
        let standing = u32::read(bytes)?;
        let employment = u64::read(bytes)?.checked_sub(1);
        let mut percentiles = [None; 5];
        let mut before = 0;
        for percentile in &mut percentiles {
            if let Some(more) = u64::read(bytes)?.checked_sub(1) {
                before += more.cast_signed();
                *percentile = Some(Money(before));
            }
        }
        Some(Self { area: AreaId(*area), industry, standing, employment, percentiles })
    }
}

/// An atlas in the making. Areas and industries are numbered as they come, and put in order at the end.
#[derive(Debug, Default)]
pub(in crate::catalog) struct AtlasBuilder {
    pub(in crate::catalog) areas: Vec<Area>,
    pub(in crate::catalog) industries: Vec<Industry>,
    standings: Vec<Standing>,
    numbers: FxHashMap<Standing, u32>,
    /// The usual title and the rows of each occupation.
    occupations: BTreeMap<String, (String, Vec<Record>)>,
}

impl AtlasBuilder {
    /// Makes an atlas without rows.
    pub(in crate::catalog) fn new(areas: Vec<Area>, industries: Vec<Industry>) -> Self {
        Self { areas, industries, ..Self::default() }
    }

    /// Says how an occupation is called where a row does not say; the first title counts.
    pub(in crate::catalog) fn title(&mut self, soc: &str, title: &str) {
        if title.is_empty() {
            return;
        }
        let (known, _) = self.occupations.entry(soc.to_owned()).or_default();
        if known.is_empty() {
            title.clone_into(known);
        }
    }

    /// Adds a row of an area and perhaps an industry, by their numbers. Its percentiles must not fall.
    pub(in crate::catalog) fn add(&mut self, row: WageRow, area: usize, industry: Option<usize>) {
        let (usual, records) = self.occupations.entry(row.soc).or_default();
        let title = Some(row.title).filter(|title| !title.is_empty() && title != usual);
        let standing = Standing {
            year: row.year,
            basis: row.basis,
            source: row.source,
            columns: row.columns,
            title,
            note: row.note,
        };
        let number = *self.numbers.entry(standing).or_insert_with_key(|standing| {
            self.standings.push(standing.clone());
            self.standings.len() as u32 - 1
        });
        records.push(Record {
            area: AreaId::from_index(area),
            industry: industry.map(IndustryId::from_index),
            standing: number,
            employment: row.employment,
            percentiles: row.percentiles,
        });
    }

    /// Puts everything in order and writes it.
    pub(in crate::catalog) fn finish(mut self) -> Atlas {
        let areas = sort(&mut self.areas, |area| (area.kind, area.code.clone(), area.name.clone()));
        let industries =
            sort(&mut self.industries, |industry| (industry.code.clone(), industry.name.clone()));
        let mut bytes = Vec::new();
        self.areas.write(&mut bytes);
        self.industries.write(&mut bytes);
        self.standings.write(&mut bytes);
        let mut numbers = vec![[0; 2]; self.standings.len()];
        for record in self.occupations.values().flat_map(|(_, records)| records) {
            let [rows, cells] = &mut numbers[record.standing as usize];
            *rows += 1;
            *cells += record.cells();
        }
        numbers.write(&mut bytes);
        (self.occupations.len() as u64).write(&mut bytes);
        for (soc, (title, mut records)) in self.occupations {
            for record in &mut records {
                record.area = AreaId(areas[record.area.index()]);
                record.industry = record.industry.map(|industry| IndustryId(industries[industry.index()]));
            }
            records.sort_by_key(|record| (record.area, record.industry));
            let mut rows = Vec::new();
            let mut area = 0;
            for record in &records {
                record.write(&mut rows, &mut area);
            }
            soc.write(&mut bytes);
            title.write(&mut bytes);
            (rows.len() as u64).write(&mut bytes);
            bytes.extend(rows);
        }
        Atlas { bytes: Cow::Owned(bytes) }
    }
}

/// Sorts a list and returns the new position of each old one.
fn sort<T, Key: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> Key) -> Vec<u32> {
    let mut numbered: Vec<(usize, T)> = std::mem::take(items).into_iter().enumerate().collect();
    numbered.sort_by_cached_key(|(_, item)| key(item));
    let mut positions = vec![0; numbered.len()];
    for (position, (number, item)) in numbered.into_iter().enumerate() {
        positions[number] = position as u32;
        items.push(item);
    }
    positions
}
