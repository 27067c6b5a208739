//! Invented employees of a hospital: equal numbers give equal rows, and nobody in them is real.

use std::collections::HashSet;
use std::error::Error;
use std::io::Write;

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

/// How many people in a row may be like one before until no more are sought.
const MOST_IN_VAIN: u32 = 100_000;

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

/// Returns so many people of whom no two are equal.
fn distinct_people(wanted: u64, seed: u64) -> Result<Vec<String>, Box<dyn Error>> {
    if wanted == 0 {
        return Err("at least one person has to be distinct".into());
    }
    let mut numbers = Numbers(seed);
    let mut known: HashSet<String> = HashSet::new();
    let mut people: Vec<String> = Vec::new();
    let mut in_vain = 0;
    while (people.len() as u64) < wanted {
        let next = person(&mut numbers);
        if known.insert(next.clone()) {
            people.push(next);
            in_vain = 0;
        } else {
            in_vain += 1;
        }
        if in_vain == MOST_IN_VAIN {
            return Err(format!("there are hardly more than {} who differ", people.len()).into());
        }
    }
    Ok(people)
}

/// Writes so many rows, made of so many people who differ from each other but for their id and unit.
///
/// # Errors
/// When there are not so many who differ, or the rows cannot be written.
pub(crate) fn write(
    out: &mut impl Write,
    people: u64,
    distinct: u64,
    seed: u64,
) -> Result<(), Box<dyn Error>> {
    let known = distinct_people(distinct, seed)?;
    writeln!(out, "id,role,years,credentials,budget,keep-working,unit")?;
    let mut numbers = Numbers(seed);
    for number in 0..people {
        // The first ones are all different; then they come again.
        let which = if number < distinct { number } else { numbers.below(distinct) };
        let row = &known[usize::try_from(which)?];
        let unit = UNITS[numbers.below(UNITS.len() as u64) as usize];
        writeln!(out, "E{},{row},{unit}", 10_001 + number)?;
    }
    out.flush()?;
    Ok(())
}
