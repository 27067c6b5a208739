//! Shares, percentiles and ratios, as they are printed.

use std::time::Duration;

/// Returns a duration in milliseconds.
pub(crate) fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// Returns a part of a whole in percent, with the two numbers.
pub(crate) fn share(part: usize, whole: usize) -> String {
    let per_mille = (part * 1000).checked_div(whole).unwrap_or(0);
    format!("{:>3}.{} % ({part} of {whole})", per_mille / 10, per_mille % 10)
}

/// Returns the value below which `percent` of the sorted values lie (nearest rank).
pub(crate) fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

/// Returns the usual percentiles of some values in one line.
pub(crate) fn percentiles(mut values: Vec<f64>) -> String {
    values.sort_by(f64::total_cmp);
    let at = |percent| percentile(&values, percent);
    format!(
        "p50 {:.2}   p90 {:.2}   p95 {:.2}   p99 {:.2}   max {:.2}",
        at(50),
        at(90),
        at(95),
        at(99),
        at(100)
    )
}

/// Returns the median of some durations.
pub(crate) fn median(mut durations: Vec<Duration>) -> Duration {
    durations.sort_unstable();
    durations.get(durations.len() / 2).copied().unwrap_or_default()
}

/// Returns the most memory in MiB that a process has used, by its status as Linux tells it; not a number where it does not.
pub(crate) fn peak(status: &str) -> f64 {
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = peak.and_then(|text| text.trim().strip_suffix(" kB")?.parse::<u32>().ok());
    kibibytes.map_or(f64::NAN, |kibibytes| f64::from(kibibytes) / 1024.0)
}
