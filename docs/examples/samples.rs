//! Writes the sample files: `cargo run --release --example samples -- samples`.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "samples".to_owned());
    let samples = clipstride_simulator::samples::all();
    for sample in &samples {
        let path = Path::new(&folder).join(&sample.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, &sample.bytes)?;
    }
    let bytes: usize = samples.iter().map(|sample| sample.bytes.len()).sum();
    let line = format!("{} files, {:.1} MB in {folder}\n", samples.len(), bytes as f64 / 1e6);
    io::Write::write_all(&mut io::stdout(), line.as_bytes())
}
