//! The planner and the plan checker against a reference that looks at every state.
//!
//! `CAREERPATH_ORACLE_CASES` sets the number of random cases a run (default 1,200), and
//! `CAREERPATH_ORACLE_SEED` repeats a run: a failure prints the seed it was found with.

mod agreement;
mod build;
mod checker;
mod coverage;
mod explanations;
mod export;
mod front;
mod laws;
mod many;
mod objectives;
mod reference;
mod regressions;
mod rules;
mod spec;
mod standards;
mod witnesses;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use reference::Bounds;

/// Far enough for nearly every target, near enough to look at every state.
const BOUNDS: Bounds = Bounds { horizon: 40, states: 150_000 };

/// Runs `test` on the `share`th part of the random cases, drawn from `strategy`.
fn run<S: Strategy>(
    part: u64,
    share: u32,
    strategy: &S,
    test: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().expect(name));
    let now = || std::time::UNIX_EPOCH.elapsed().map_or(0, |elapsed| elapsed.as_secs());
    let seed = number("CAREERPATH_ORACLE_SEED").unwrap_or_else(now);
    let cases = number("CAREERPATH_ORACLE_CASES").unwrap_or(1_200) as u32 / share;
    let config = Config {
        cases,
        max_global_rejects: cases * 20,
        max_shrink_iters: 20_000,
        failure_persistence: None,
        // Parts draw different cases from one seed.
        rng_seed: RngSeed::Fixed(seed.wrapping_add(part << 32)),
        ..Config::default()
    };
    if let Err(error) = TestRunner::new(config).run(strategy, test) {
        panic!("with CAREERPATH_ORACLE_SEED={seed}: {error}");
    }
}
