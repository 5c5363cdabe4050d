//! Simulated athletes and the FIT files that their devices would write.
//!
//! Everything is seeded: the same seed gives the same bytes. [`activity`] says what a device recorded, in physical
//! units; [`encode`] writes it as FIT. The truth behind each simulation is returned beside it.

pub mod activity;
pub mod archive;
pub mod body;
pub mod bytes;
pub mod diary;
pub mod drill;
pub mod encode;
pub mod noise;
pub mod odd;
pub mod ride;
pub mod rng;
pub mod run;
pub mod samples;
pub mod story;
pub mod strength;
pub mod swim;
pub mod watch;
