//! The library says to a program that embeds it what the command line says.

use careerpath::catalog::Catalog;
use careerpath::question::Question;
use careerpath::render::plan::Answer;
use careerpath::units::{Money, Months};

use crate::run::run;

#[test]
fn an_embedded_answer_is_that_of_the_command_line() {
    let catalog = Catalog::builtin().expect("the shipped catalog");
    let start = "2026-11".parse().expect("a month");
    let nurse = Question::from_role(&catalog, "nurse", Months::from_years(4), start).expect("a role");
    let nurse = nurse.keep_working().budget(Money(30_000)).waive("msn@cnio");
    for (target, line) in [
        ("nurse informaticist", "--to nurse-informaticist --waive msn@cnio"),
        ("cnio", "--to cnio --waive msn@cnio"),
        ("physician", "--to physician --waive msn@cnio"),
    ] {
        let case = nurse.to(target).unwrap_or_else(|error| panic!("{target}: {error}"));
        let outcome = case.plan().expect("a sound plan");
        let answer = Answer::new(&case, &outcome);
        let of_program = |format: &str| {
            let rules = "--from nurse --years 4 --keep-working --budget 30000 --start 2026-11";
            run(&format!("plan {rules} {line} --format {format}")).stdout
        };
        assert_eq!(answer.json(), of_program("json"), "{target}");
        assert_eq!(answer.markdown(), of_program("markdown"), "{target}");
        assert_eq!(answer.html(), of_program("html"), "{target}");
        assert_eq!(answer.csv().expect("a table"), of_program("csv"), "{target}");
    }
}
