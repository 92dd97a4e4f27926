//! minspec says whether a machine meets the hardware requirements of a software edition, and why.

pub mod cpu;
pub mod evaluate;
pub mod fault;
pub mod item;
pub mod library;
pub mod machine;
pub mod profile;
pub mod quantity;
pub mod reading;
pub mod render;
pub mod report;
pub mod schema;
pub mod sources;
pub mod units;
pub mod verdict;
