//! Writes invented employees of a hospital, for trying `careerpath cohort`.
//!
//! Run it with `cargo run --example generate_cohort -- PEOPLE DISTINCT SEED > people.csv`: so many rows, made of so many
//! people who differ from each other but for their id and unit. Equal numbers give equal rows. Nobody in them is real.

use std::env::args;
use std::error::Error;
use std::io::{BufWriter, Write as _, stdout};

const USAGE: &str = "usage: generate_cohort PEOPLE DISTINCT SEED";

/// Roles with how many of a hundred and fifty employees have them.
const ROLES: [(&str, u64); 12] = [
    ("nurse", 62),
    ("medical-assistant", 18),
    ("medical-coder", 10),
    ("nurse-manager", 8),
    ("physician", 12),
    ("pharmacist", 6),
    ("physical-therapist", 6),
    ("nurse-super-user", 6),
    ("health-information-technician", 8),
    ("systems-analyst", 5),
    ("data-analyst", 4),
    ("nurse-informaticist", 5),
];

/// Credentials that some hold beyond what their role asks for: the first two are for nurses.
const CREDENTIALS: [&str; 6] = ["bsn", "msn", "cphims", "pmp", "mba", "mph"];

const UNITS: [&str; 8] = [
    "4 West",
    "5 East",
    "Emergency",
    "Intensive care",
    "Surgery",
    "Clinics",
    "Records",
    "Information services",
];

/// Splitmix64, by Sebastiano Vigna: a well-mixed number from each of a row of numbers.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % most
    }
}

/// Returns what a row says of somebody: role, years, credentials, budget, whether they keep working.
fn person(numbers: &mut Numbers) -> String {
    let mut place = numbers.below(ROLES.iter().map(|(_, share)| share).sum());
    let mut role = ROLES[0].0;
    for (name, share) in ROLES {
        role = name;
        if place < share {
            break;
        }
        place -= share;
    }
    // Most have been there for a few years, and some for decades.
    let half_years = numbers.below(12) + numbers.below(12) * numbers.below(5);
    let years = if half_years.is_multiple_of(2) {
        (half_years / 2).to_string()
    } else {
        format!("{}.5", half_years / 2)
    };
    let known = if role.starts_with("nurse") { &CREDENTIALS[..] } else { &CREDENTIALS[2..] };
    let mut held: Vec<&str> = known.iter().copied().filter(|_| numbers.below(9) == 0).collect();
    held.truncate(2);
    let budget = ["", "", "", "5000", "15000"][numbers.below(5) as usize];
    let keep = ["", "", "yes"][numbers.below(3) as usize];
    format!("{role},{years},{},{budget},{keep}", held.join("; "))
}

fn main() -> Result<(), Box<dyn Error>> {
    let numbers: Vec<u64> =
        args().skip(1).map(|text| text.parse()).collect::<Result<_, _>>().map_err(|_| USAGE)?;
    let [people, distinct, seed] = numbers.as_slice() else { return Err(USAGE.into()) };
    if *distinct == 0 {
        return Err("at least one person has to be distinct".into());
    }
    let mut out = BufWriter::new(stdout().lock());
    writeln!(out, "id,role,years,credentials,budget,keep-working,unit")?;
    let mut numbers = Numbers(*seed);
    for number in 0..*people {
        // The first ones are all different; then they come again.
        let which = if number < *distinct { number } else { numbers.below(*distinct) };
        let row = person(&mut Numbers(seed.wrapping_add(which << 20)));
        let unit = UNITS[numbers.below(UNITS.len() as u64) as usize];
        writeln!(out, "E{},{row},{unit}", 10_001 + number)?;
    }
    out.flush()?;
    Ok(())
}
