//! The `careerpath` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    careerpath::cli::main()
}
