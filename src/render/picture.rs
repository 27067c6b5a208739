//! Pictures of a plan and of several: what is drawn, as plain values, and the SVG of it.
//!
//! A page shows each picture twice, once for a wide and once for a narrow screen, so that its letters stay legible on
//! both. No label lies on another: what has no room of its own stands in the legend, or is left out where the page
//! says it anyway.

mod axis;
pub mod front;
mod legend;
pub mod money;
pub mod plan;

/// The units of a picture for a wide screen and for paper.
pub(super) const WIDE: f64 = 940.0;

/// The units of a picture for a narrow screen.
pub(super) const NARROW: f64 = 360.0;
