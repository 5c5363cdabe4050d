//! One file, looked at closely.

use crate::drills;
use crate::ingest::{self, IngestError};
use crate::metrics;
use crate::report::Inspection;
use std::path::Path;

/// Looks at one file (or at each entry of an archive): devices, channels, metrics, and which checks it can answer.
///
/// # Errors
/// The path is missing, or no file to read.
pub fn inspect(path: &Path, options: &ingest::Options) -> Result<Vec<Inspection>, IngestError> {
    let settings = metrics::Settings::default();
    let mut inspections = Vec::new();
    for found in ingest::discover(&[path.to_path_buf()])? {
        for reading in ingest::read(&found, options) {
            let measured = reading
                .recording
                .iter()
                .flat_map(|recording| {
                    recording.sessions.iter().map(|session| {
                        let drills =
                            drills::find(session, recording.workout.as_ref(), &drills::Settings::default());
                        (metrics::measure(session, &drills.spans().collect::<Vec<_>>(), &settings), drills)
                    })
                })
                .collect();
            inspections.push(Inspection::of(&reading, measured, &settings));
        }
    }
    Ok(inspections)
}
