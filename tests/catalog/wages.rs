//! The wages of single areas and settings.

use std::collections::HashMap;
use std::fs;

use careerpath::catalog::wages::{AreaKind, OpenAtlas, UnknownPlace};
use careerpath::catalog::{Catalog, WageRow, builtin, load};
use careerpath::ids::{AreaId, IndustryId};
use careerpath::units::Money;

use super::{file, path};

/// The rows of a table of the shipped catalog, each by column.
fn table(name: &str) -> Vec<HashMap<String, String>> {
    let text = fs::read_to_string(path("../../data/wages").join(name)).expect("it is there");
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// Says what differs between a row and the cells of its table; a blank cell has to be a withheld figure.
fn difference(row: &WageRow, cells: &HashMap<String, String>) -> Option<String> {
    let number = |name: &str| match cells[name].as_str() {
        "" => None,
        digits => Some(digits.parse::<i64>().expect("a number")),
    };
    let expected = ["p10", "p25", "median", "p75", "p90"].map(|name| number(name).map(Money));
    let employment = number("employment").map(i64::unsigned_abs);
    let note = cells.get("note").filter(|note| !note.is_empty());
    let same = row.soc == cells["soc"]
        && row.percentiles == expected
        && row.employment == employment
        && row.note.as_ref() == note
        && row.year == Some(2025);
    (!same).then(|| format!("{row:?} is not {cells:?}"))
}

fn area_with(atlas: &OpenAtlas<'_>, code: &str) -> AreaId {
    let found = atlas.areas().iter().position(|area| area.code.as_deref() == Some(code));
    AreaId::from_index(found.expect("the area is in the list"))
}

#[test]
fn every_cell_of_the_tables_is_found() {
    let catalog = builtin::builtin().expect("it is good");
    let atlas = catalog.wages.atlas.open();
    let national: HashMap<String, String> = table("national.csv")
        .into_iter()
        .map(|mut row| (row["soc"].clone(), row.remove("title").expect("a title")))
        .collect();
    let mut wrong = Vec::new();
    for cells in table("national.csv") {
        let row = catalog.wages.national(&cells["soc"]).expect("the row is there");
        assert_eq!((row.area.as_str(), &row.setting), ("United States", &None));
        wrong.extend(difference(row, &cells));
    }
    let mut count = 0;
    for cells in ["states.csv", "metros.csv"].into_iter().flat_map(table) {
        let row = atlas.row(&cells["soc"], area_with(&atlas, &cells["area-code"]), None);
        let row = row.expect("the row is there");
        assert_eq!(row.area_code.as_ref(), Some(&cells["area-code"]));
        assert_eq!((&row.title, &row.setting), (&national[&row.soc], &None));
        wrong.extend(difference(&row, &cells));
        count += 1;
    }
    let nation = area_with(&atlas, "0000000");
    for cells in table("settings.csv") {
        let code = Some(cells["industry-code"].as_str());
        let industry = atlas.industries().iter().position(|industry| industry.code.as_deref() == code);
        let industry = IndustryId::from_index(industry.expect("the industry is in the list"));
        let row = atlas.row(&cells["soc"], nation, Some(industry)).expect("the row is there");
        assert_eq!((row.area.as_str(), row.industry_code.as_deref()), ("United States", code));
        wrong.extend(difference(&row, &cells));
        count += 1;
    }
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(atlas.rows().count(), count, "there are no rows besides");
    let cells =
        |row: WageRow| row.percentiles.iter().flatten().count() + usize::from(row.employment.is_some());
    let known: usize = atlas.known().map(|known| known.cells as usize).sum();
    assert_eq!(known, atlas.rows().map(cells).sum::<usize>());
    assert_eq!(atlas.known().map(|known| known.rows as usize).sum::<usize>(), count);
}

#[test]
fn the_shipped_tables_cover_the_nation() {
    let catalog = builtin::builtin().expect("it is good");
    let atlas = catalog.wages.atlas.open();
    let count = |kind| atlas.areas().iter().filter(|area| area.kind == kind).count();
    assert_eq!(AreaKind::ALL.map(count), [1, 54, 393, 135, 0]);
    let codes: Vec<_> = atlas.industries().iter().filter_map(|industry| industry.code.as_ref()).collect();
    for setting in &catalog.settings {
        for industry in &setting.industries {
            assert!(codes.contains(&industry), "{}: no industry {industry}", setting.id);
        }
    }
    for role in &catalog.roles {
        let Some(soc) = role.wage.as_ref().and_then(|wage| wage.soc.as_ref()) else { continue };
        assert!(catalog.wages.national(soc).is_some(), "{}: no wages of {soc}", role.id);
        assert!(catalog.wages.outlook.contains_key(soc), "{}: no outlook of {soc}", role.id);
    }
}

fn catalog(tables: &[(&str, &str)]) -> Catalog {
    let role = file("x.toml", "[[role]]\nid = \"r\"\ntitle = \"R\"\ntrack = \"t\"\nlevel = \"mid\"\n");
    let tables = tables.iter().map(|(path, text)| file(path, text));
    load::from_files(tables.chain([role]).collect()).expect("the catalog is good")
}

#[test]
fn areas_and_settings_may_be_named_or_listed() {
    let catalog = catalog(&[
        (
            "wages/a.csv",
            "# year = 2020\nsoc,title,area,setting,median\n11-1111,Chiefs,Ohio,,5\n11-1111,,Ohio,Schools,\n",
        ),
        ("wages/b.csv", "soc,area-code,industry-code,median,note\n11-1111,39,61,7,late\n11-1111,US,,9,\n"),
        ("wages/areas.csv", "area-code,name,kind\n39,Ohio,state\nUS,Union,nation\n"),
        ("wages/industries.csv", "name,industry-code\nHospitals,62\nEducation,61\n"),
    ]);
    let national = catalog.wages.national("11-1111").expect("it is there");
    assert_eq!((national.area.as_str(), national.median()), ("Union", Some(Money(9))));
    let rows: Vec<WageRow> = catalog.wages.atlas.open().rows().collect();
    let shown: Vec<String> = rows
        .iter()
        .map(|row| {
            let (area, setting) = (&row.area, row.setting.as_deref().unwrap_or("all"));
            let codes = (row.area_code.as_deref(), row.industry_code.as_deref());
            format!(
                "{} {area} {setting} {codes:?} {:?} {:?} {:?}",
                row.title,
                row.median(),
                row.year,
                row.note
            )
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    Chiefs Ohio all (Some("39"), None) Some(Money(5)) Some(2020) None
    Chiefs Ohio Schools (Some("39"), None) None Some(2020) None
    Chiefs Ohio Education (Some("39"), Some("61")) Some(Money(7)) None Some("late")
    "#);
}

#[test]
fn a_list_need_not_say_what_the_nation_is() {
    let catalog = catalog(&[
        ("wages/areas.csv", "area-code,name\n99,United States\n06,California\n6,California\n"),
        ("wages/a.csv", "soc,area-code,median\n11-1111,99,9\n11-1111,06,7\n11-1111,6,8\n"),
    ]);
    assert_eq!(catalog.wages.national("11-1111").and_then(WageRow::median), Some(Money(9)));
    let atlas = catalog.wages.atlas.open();
    let kinds: Vec<AreaKind> = atlas.areas().iter().map(|area| area.kind).collect();
    assert_eq!(kinds, [AreaKind::Nation, AreaKind::Other, AreaKind::Other]);
    let median = |name: &str| {
        let area = atlas.find_area(name, &AreaKind::ALL)?;
        Ok(atlas.row("11-1111", area, None).and_then(|row| row.median()))
    };
    assert_eq!([median("06"), median("6")], [Ok(Some(Money(7))), Ok(Some(Money(8)))]);
    assert_eq!(atlas.find_area("us", &AreaKind::ALL), Ok(area_with(&atlas, "99")));
    let codes = vec!["06".to_owned(), "6".to_owned()];
    assert_eq!(median("California"), Err(UnknownPlace::Ambiguous(codes)));
}

/// Returns the area that stands for the whole of a catalog with these lines in its header and these tables, how many
/// rows are of it, and how many of others.
fn whole(header: &str, tables: &[&str]) -> (String, usize, usize) {
    let role = "[[role]]\nid = \"a\"\ntitle = \"A\"\ntrack = \"t\"\nlevel = \"mid\"\n";
    let mut files = vec![file("catalog.toml", header), file("r.toml", role)];
    files.extend(tables.iter().enumerate().map(|(number, text)| file(&format!("wages/{number}.csv"), text)));
    let wages = load::from_files(files).expect("it is good").wages;
    let atlas = wages.atlas.open();
    let nations = atlas.areas().iter().filter(|area| area.kind == AreaKind::Nation);
    assert_eq!(nations.map(|area| &area.name).collect::<Vec<_>>(), [&wages.area]);
    (wages.area.clone(), wages.rows.len(), atlas.rows().count())
}

#[test]
fn one_area_stands_for_the_whole() {
    let rows = |areas: &[&str]| {
        let rows: Vec<String> = areas.iter().map(|area| format!("29-1141,{area},5")).collect();
        format!("soc,area,median\n{}\n", rows.join("\n"))
    };
    let both = rows(&["Wales", "England"]);
    let list = "area-code,name,kind\n1,Wales,state\n2,England,nation\n3,United Kingdom,nation\n";
    let of = |name: &str, own, others| (name.to_owned(), own, others);
    assert_eq!(whole("", &[]), of("all areas", 0, 0), "no country is made up");
    assert_eq!(whole("area = \"Kenya\"", &[]), of("Kenya", 0, 0));
    assert_eq!(whole("", &[&both]), of("all areas", 0, 2), "neither stands for both");
    assert_eq!(whole("area = \"England\"", &[&both]), of("England", 1, 1));
    assert_eq!(whole("", &[&both, list]), of("England", 1, 1), "the first nation of the list");
    assert_eq!(whole("area = \"United Kingdom\"", &[&both, list]), of("United Kingdom", 0, 2));
    assert_eq!(whole("", &[&rows(&["Ohio"])]), of("Ohio", 1, 0), "the only one");
    assert_eq!(whole("", &[&rows(&["Ohio", "United States"])]), of("United States", 1, 1));
    let bare = "soc,median\n29-1141,5\n";
    assert_eq!(whole("area = \"Kenya\"", &[bare]), of("Kenya", 1, 0), "a table that names no area");
    assert_eq!(whole("area = \"Kenya\"", &["# area = \"Meru\"\nsoc,median\n29-1141,5\n"]), of("Kenya", 0, 1));
}
