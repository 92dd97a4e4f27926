//! What the tools of operating systems print of one machine, one file a tool.

mod caption;
mod guest;
pub mod systeminfo;
mod whole;
pub mod winmsd;
