//! Report to bytes: formatting only, never a result.

pub mod html;
