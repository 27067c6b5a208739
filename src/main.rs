//! The `careerpath` command.

fn main() {}
