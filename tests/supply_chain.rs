//! What the program is made of is said where people look for it.

use std::collections::BTreeSet;

const MANIFEST: &str = include_str!("../Cargo.toml");
/// The fuzz targets are a workspace of their own.
const FUZZ: &str = include_str!("../fuzz/Cargo.toml");
const README: &str = include_str!("../README.md");

/// Names in the tables of the manifests that hold dependencies.
fn dependencies() -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    let mut inside = false;
    for line in MANIFEST.lines().chain(FUZZ.lines()) {
        if line.starts_with('[') {
            inside = line.trim_end_matches(']').ends_with("dependencies");
        } else if inside && let Some((name, _)) = line.split_once('=') {
            names.insert(name.trim());
        }
    }
    names
}

#[test]
fn the_readme_names_every_dependency_with_its_reason_and_no_other() {
    let (_, last) = README.rsplit_once("\n## ").unwrap();
    assert!(last.starts_with("What it is made of\n"), "the last section");
    let rows = last.lines().filter_map(|line| line.strip_prefix("| "));
    let rows = rows.map(|row| row.trim_end_matches('|').split_once('|').unwrap());
    let mut named = BTreeSet::new();
    for (names, why) in rows.filter(|(names, _)| names.trim() != "package") {
        assert!(why.trim().len() > 10, "{names}: {why}");
        for name in names.split(',') {
            assert!(named.insert(name.trim()), "{name} twice");
        }
    }
    let mut dependencies = dependencies();
    dependencies.remove("recs-tui");
    assert_eq!(named, dependencies);
}

/// The lint holds for the library, the program, tests and benchmarks, and `forbid` cannot be taken
/// back anywhere below.
#[test]
fn unsafe_code_is_forbidden_in_every_target() {
    let (_, lints) = MANIFEST.split_once("[lints.rust]\n").unwrap();
    let (lints, _) = lints.split_once("\n[").unwrap();
    let forbidden = "unsafe_code = \"forbid\"";
    assert!(lints.lines().any(|line| line == forbidden), "{lints}");
}
