//! Build script: tells the program what it was built with, for `--version`.

use std::env;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=src/build.rs");
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output();
    let version = version
        .ok()
        .and_then(|output| String::from_utf8(output.stdout).ok());
    let version = version.unwrap_or_else(|| "an unknown compiler".to_owned());
    let variable = |name: &str| env::var(name).unwrap_or_default();
    println!(
        "cargo:rustc-env=RECS_TUI_BUILT_BY={}, for {}, profile {}",
        version.trim(),
        variable("TARGET"),
        variable("PROFILE"),
    );
    let mut features: Vec<String> = env::vars()
        .filter_map(|(name, _)| Some(name.strip_prefix("CARGO_FEATURE_")?.to_lowercase()))
        .filter(|name| name != "default")
        .collect();
    features.sort();
    let features = if features.is_empty() {
        "none".to_owned()
    } else {
        features.join(" ")
    };
    println!("cargo:rustc-env=RECS_TUI_FEATURES={features}");
}
