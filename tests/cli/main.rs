//! The binary as a user meets it: files in, files and exit codes out.

mod errors;
mod outputs;
mod support;
mod verdicts;
