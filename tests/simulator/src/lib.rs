//! Simulated athletes and the FIT files that their devices would write.
//!
//! Everything is seeded: the same seed gives the same bytes. [`activity`] says what a device recorded, in physical
//! units; [`encode`] writes it as FIT. The truth behind each simulation is returned beside it.

pub mod activity;
pub mod body;
pub mod drill;
pub mod rng;
pub mod watch;
