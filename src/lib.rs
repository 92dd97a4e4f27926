//! minspec says whether a machine meets the hardware requirements of a software edition, and why.

pub mod cpu;
pub mod units;
pub mod verdict;
