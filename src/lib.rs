//! minspec says whether a machine meets the hardware requirements of a software edition, and why.
//!
//! A [`Machine`](machine::Machine) holds what is known, as sets of possibilities with their
//! origins; a [`Profile`](profile::Profile) holds what an edition asks for, with its sources;
//! [`evaluate`](evaluate::evaluate) compares them and cannot fail; [`render`] writes the
//! [`Report`](report::Report). An edition that publishes nothing is [composed](compose) of its parts
//! first, which [`Library::find`](library::Library::find) does; [`upgrade`] knows the ways between
//! editions. Whoever ships software can embed this:
//!
//! ```
//! use minspec::{evaluate::evaluate, profile::{read, Tier}, sources::{spec, understand}};
//!
//! let profile = read::profile("ours.toml", r#"
//!     name = "Ours 1.0"
//!     [[platform]]
//!     name = "PC"
//!     minimum = { memory = "128 MB" }
//! "#).expect("a good profile");
//! let input = spec::TOML.all("web01.toml", "memory = \"64 MB\"").expect("a good spec file");
//! let machine = understand::machine(&input.machines[0], understand::Scope::Machine);
//! let report = evaluate(&profile, &machine, Tier::Minimum);
//! assert_eq!(report.findings[0].why(), "64 MB found, 128 MB required");
//! ```

pub mod check;
pub mod compose;
pub mod cpu;
pub mod evaluate;
pub mod fault;
pub mod fleet;
pub mod item;
pub mod library;
pub mod machine;
pub mod profile;
pub mod quantity;
pub mod reading;
pub mod remedy;
pub mod render;
pub mod report;
pub mod schema;
pub mod sources;
pub mod units;
pub mod upgrade;
pub mod verdict;
pub mod word;
