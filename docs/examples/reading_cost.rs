//! Reads files again and again, so that a profiler can tell what a record costs:
//!
//! ```text
//! cargo build --release --example reading_cost
//! valgrind --tool=callgrind target/release/examples/reading_cost 1 FILES...
//! valgrind --tool=callgrind target/release/examples/reading_cost 3 FILES...
//! ```
//!
//! The difference of the two totals, over twice the records that are printed, is the cost of a record without that of
//! starting.

use clipstride::ingest::{Options, read_bytes};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(rounds) = args.next().and_then(|text| text.parse::<u32>().ok()) else {
        return ExitCode::from(2);
    };
    let files: Vec<Vec<u8>> = args.filter_map(|path| std::fs::read(path).ok()).collect();
    let mut records = 0;
    for _ in 0..rounds {
        records = files
            .iter()
            .filter_map(|bytes| read_bytes("file", bytes, &Options::default()).recording)
            .map(|recording| recording.records)
            .sum::<usize>();
    }
    #[expect(clippy::print_stdout, reason = "the answer of an example")]
    {
        println!("{records} records a round, {rounds} rounds, {} files", files.len());
    }
    ExitCode::SUCCESS
}
