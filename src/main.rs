//! The doorway: everything happens in [`clipstride::cli`].

fn main() -> std::process::ExitCode {
    clipstride::cli::main()
}
