//! All tests in one program: linking fifty of them took longer than running them, and more disk than a
//! small machine has. `cargo test NAME::` runs those of one file.

mod support;

mod architecture;
mod canonical;
mod cli;
mod cli_compose;
mod cli_cpu;
mod cli_upgrade;
mod columns;
mod columns_products;
mod comparisons;
mod compose;
mod compose_examples;
mod compose_laws;
mod corpora_linux;
mod corpora_tables;
mod corpora_win;
mod corpora_win2;
mod corpora_xlsx;
mod cpu;
mod cpu_truth;
mod cpuinfo;
mod encodings;
#[cfg(unix)]
mod faults;
mod features;
mod fleet;
mod fleets;
mod flow;
mod folder;
mod formats;
mod generations;
mod hostile;
mod html;
mod inventory;
mod inventory_laws;
mod junit;
mod laws;
mod live;
mod mistaken;
mod output;
mod parts;
mod platforms;
mod profiles;
#[cfg(unix)]
mod progress;
mod readme;
mod remedy;
mod remedy_laws;
mod reports;
mod reports_hostile;
mod schema;
mod screen;
mod signatures;
mod sizing;
mod spec;
mod tables_json;
mod units;
mod upgrade;
mod upgrade_rules;
mod vendor_checkers;
mod volumes;
mod workbook;
mod workbook_memory;
mod xlsx;
