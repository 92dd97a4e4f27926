//! Embeds the profiles: a sorted list of (id, text), made anew when a file comes or goes.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("profiles");
    let mut rows = Vec::new();
    println!("cargo::rerun-if-changed={}", root.display());
    for product in fs::read_dir(&root)? {
        let product = product?;
        if !product.file_type()?.is_dir() {
            continue;
        }
        // A directory's time changes when a file in it comes or goes.
        println!("cargo::rerun-if-changed={}", product.path().display());
        for file in fs::read_dir(product.path())? {
            let path = file?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let version = path.file_stem().unwrap_or_default().to_string_lossy();
                let id = format!("{}/{version}", product.file_name().to_string_lossy());
                rows.push((id, path.display().to_string()));
            }
        }
    }
    rows.sort();
    let mut out = String::from("&[\n");
    for (id, path) in rows {
        writeln!(out, "    ({id:?}, include_str!({path:?})),").expect("writing to a string");
    }
    out.push_str("]\n");
    let target = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&target).join("profiles.rs"), out)
}
