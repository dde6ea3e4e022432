//! The import rules of `src/`: no folder imports a higher one, and no files import in a circle.
//!
//! Every `use` and every `crate::`, `super::` or module path of the source is read, test modules
//! included, and followed through re-exports to the file that defines what is imported. So a
//! `mod.rs` that only re-exports is no part of a circle, and one that defines what its files use is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

/// Each folder of `src/`, and the folders that it may import.
const MAY_IMPORT: [(&str, &[&str]); 11] = [
    ("model", &[]),
    ("input", &["model"]),
    ("structure", &["model"]),
    ("language", &["model"]),
    ("clipboard", &[]),
    ("notes", &["model"]),
    ("search", &["model", "language", "notes"]),
    ("export", &["model", "language", "notes"]),
    (
        "library",
        &[
            "model",
            "input",
            "structure",
            "language",
            "notes",
            "search",
            "export",
        ],
    ),
    (
        "tui",
        &[
            "model",
            "input",
            "structure",
            "language",
            "clipboard",
            "notes",
            "search",
            "export",
            "library",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "input",
            "structure",
            "language",
            "clipboard",
            "notes",
            "search",
            "export",
            "library",
            "tui",
        ],
    ),
];

#[test]
fn no_folder_imports_a_higher_one() {
    let graph = Graph::of(&sources());
    let found = graph.upward();
    assert!(found.is_empty(), "imported from below:\n{}", lines(&found));
}

#[test]
fn no_files_import_in_a_circle() {
    let graph = Graph::of(&sources());
    let circles: Vec<String> = graph
        .circles()
        .into_iter()
        .map(|files| {
            let inside = |import: &&Import| {
                !import.reexport && files.contains(&import.from) && files.contains(&import.to)
            };
            let imports: Vec<&Import> = graph.imports.iter().filter(inside).collect();
            format!("{}:\n{}", files.join(", "), lines(&imports))
        })
        .collect();
    assert!(circles.is_empty(), "circles:\n{}", circles.join("\n"));
}

#[test]
fn every_folder_has_its_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(root).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            assert!(
                MAY_IMPORT.iter().any(|(folder, _)| *folder == name),
                "{name}"
            );
        } else {
            assert!(
                ["lib.rs", "main.rs", "build.rs"].contains(&name.as_str()),
                "{name}"
            );
        }
    }
}

#[test]
fn the_scan_sees_every_way_to_import() {
    let tree = |texts: &[(&str, &str)]| {
        let own = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        Graph::of(&texts.iter().map(own).collect::<Vec<_>>())
    };
    // Through a re-export, a nested list, an alias, a plain path, and a test module.
    let graph = tree(&[
        (
            "model/mod.rs",
            "mod part;\npub use part::{self as p, Part};",
        ),
        ("model/part.rs", "pub struct Part; // use crate::cli::x;"),
        (
            "search/mod.rs",
            "mod a; mod b; mod c;\n#[cfg(test)] mod tests { use crate::tui::App as _; }",
        ),
        (
            "search/a.rs",
            "use {super::{b::Other, c as last}, crate::model::Part};\nfn f() { last::g(\"use crate::tui\") }",
        ),
        (
            "search/b.rs",
            "pub struct Other;\nfn f(x: &'static str) { super::c::g() }",
        ),
        ("search/c.rs", "pub fn g() { crate::search::a::f() }"),
        ("tui/mod.rs", "pub struct App;"),
    ]);
    let seen: BTreeSet<(&str, &str)> = graph
        .imports
        .iter()
        .filter(|import| !import.reexport)
        .map(|import| (import.from.as_str(), import.to.as_str()))
        .collect();
    let expected = [
        ("search/a.rs", "model/part.rs"),
        ("search/a.rs", "search/b.rs"),
        ("search/a.rs", "search/c.rs"),
        ("search/b.rs", "search/c.rs"),
        ("search/c.rs", "search/a.rs"),
        ("search/mod.rs", "tui/mod.rs"),
    ];
    assert_eq!(seen, BTreeSet::from(expected));
    assert_eq!(
        graph.circles(),
        [["search/a.rs", "search/b.rs", "search/c.rs"]]
    );
    let upward: Vec<_> = graph.upward().iter().map(|it| it.folders()).collect();
    assert_eq!(upward, [("search", "tui")]);
}

/// One line for each two files: where the first imports the second.
fn lines(imports: &[&Import]) -> String {
    let mut places: BTreeMap<(&str, &str), BTreeSet<usize>> = BTreeMap::new();
    for import in imports {
        let files = (import.from.as_str(), import.to.as_str());
        places.entry(files).or_default().insert(import.line);
    }
    let line = |((from, to), at): (&(&str, &str), &BTreeSet<usize>)| {
        let at: Vec<String> = at.iter().take(5).map(usize::to_string).collect();
        format!("  {from} → {to}, lines {}", at.join(", "))
    };
    places.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The files of `src/`: path below it and text.
fn sources() -> Vec<(String, String)> {
    fn collect(folder: &Path, below: &str, files: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{below}{}", path.file_name().unwrap().to_str().unwrap());
            if path.is_dir() {
                collect(&path, &format!("{name}/"), files);
            } else if name.ends_with(".rs") && !["main.rs", "build.rs"].contains(&name.as_str()) {
                files.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut files = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    collect(&root, "", &mut files);
    files.sort();
    files
}

/// The folder of `src/` that a file is in; nothing for `lib.rs`.
fn folder(file: &str) -> &str {
    file.split_once('/').map_or("", |(folder, _)| folder)
}

/// One file's import of what another defines.
#[derive(Debug)]
struct Import {
    from: String,
    line: usize,
    to: String,
    /// Whether it is passed on by `pub use` alone.
    reexport: bool,
}

impl Import {
    fn folders(&self) -> (&str, &str) {
        (folder(&self.from), folder(&self.to))
    }
}

/// All imports between the files.
struct Graph {
    imports: Vec<Import>,
}

/// A path as segments from the crate's root.
type Segments = Vec<String>;

#[derive(Default)]
struct Module {
    file: String,
    /// Names that a `use` brings in, with what they stand for.
    names: HashMap<String, Segments>,
    globs: Vec<Segments>,
    items: BTreeSet<String>,
}

impl Graph {
    fn of(files: &[(String, String)]) -> Self {
        let mut modules: BTreeMap<Segments, Module> = BTreeMap::new();
        let scans: Vec<(&str, Scan)> = files
            .iter()
            .map(|(file, text)| (file.as_str(), Scan::of(module_of(file), text)))
            .collect();
        // First every module and item, then what the names stand for.
        for (file, scan) in &scans {
            for (module, items) in &scan.modules {
                let entry = modules.entry(module.clone()).or_default();
                entry.file = (*file).to_owned();
                entry.items.extend(items.iter().cloned());
            }
        }
        let known: BTreeSet<Segments> = modules.keys().cloned().collect();
        for (_, scan) in &scans {
            for path in scan.paths.iter().filter(|path| path.is_use) {
                let Some(absolute) = path.absolute(&known, &HashMap::new()) else {
                    continue;
                };
                let module = modules.get_mut(&path.module).unwrap();
                match path.name.as_deref() {
                    Some("*") => module.globs.push(absolute),
                    Some(name) => drop(module.names.insert(name.to_owned(), absolute)),
                    None => {}
                }
            }
        }
        let mut imports = Vec::new();
        for (file, scan) in &scans {
            for path in &scan.paths {
                let names = &modules[&path.module].names;
                let Some(absolute) = path.absolute(&known, names) else {
                    continue;
                };
                let to = &modules[&defining(&modules, &absolute, 0)].file;
                if to != file {
                    imports.push(Import {
                        from: (*file).to_owned(),
                        line: path.line,
                        to: to.clone(),
                        reexport: path.reexport,
                    });
                }
            }
        }
        Self { imports }
    }

    fn upward(&self) -> Vec<&Import> {
        let forbidden = |import: &&Import| {
            let (from, to) = import.folders();
            let may = MAY_IMPORT.iter().find(|(folder, _)| *folder == from);
            from != to && !from.is_empty() && !may.is_some_and(|(_, may)| may.contains(&to))
        };
        self.imports.iter().filter(forbidden).collect()
    }

    /// Files that reach one another; each circle once, its files in order.
    fn circles(&self) -> Vec<Vec<String>> {
        let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for import in self.imports.iter().filter(|import| !import.reexport) {
            next.entry(&import.from).or_default().insert(&import.to);
        }
        let mut reach: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for from in next.keys() {
            let mut seen = BTreeSet::new();
            let mut open = vec![*from];
            while let Some(file) = open.pop() {
                let new = next.get(file).into_iter().flatten();
                open.extend(new.filter(|file| seen.insert(**file)));
            }
            reach.insert(from, seen);
        }
        let circles = reach.iter().filter(|(file, far)| far.contains(*file));
        let circles = circles.map(|(file, far)| {
            let back = |other: &&&str| reach.get(**other).is_some_and(|far| far.contains(file));
            let files = far.iter().filter(back);
            files.map(|file| (*file).to_owned()).collect::<Vec<_>>()
        });
        Vec::from_iter(circles.collect::<BTreeSet<_>>())
    }
}

/// The module in which a path's item is defined, re-exports followed.
fn defining(modules: &BTreeMap<Segments, Module>, path: &[String], depth: usize) -> Segments {
    let mut module = Vec::new();
    for (at, segment) in path.iter().enumerate() {
        let child = [module.as_slice(), std::slice::from_ref(segment)].concat();
        if modules.contains_key(&child) {
            module = child;
            continue;
        }
        let here = &modules[&module];
        // A definition wins over a name of another kind, and a circle of names ends somewhere.
        if here.items.contains(segment) || depth > 16 {
            return module;
        }
        if let Some(meant) = here.names.get(segment) {
            let whole = [meant.as_slice(), &path[at + 1..]].concat();
            return defining(modules, &whole, depth + 1);
        }
        for glob in &here.globs {
            let whole = [glob.as_slice(), &path[at..]].concat();
            let found = defining(modules, &whole, depth + 1);
            if modules[&found].items.contains(segment) {
                return found;
            }
        }
        return module;
    }
    module
}

/// `search/mod.rs` is the module `search`, `search/index.rs` is `search::index`.
fn module_of(file: &str) -> Segments {
    let path = file.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if path == "lib" {
        return Vec::new();
    }
    path.split('/').map(str::to_owned).collect()
}

/// A path as it is written.
struct Written {
    /// The module that it stands in.
    module: Segments,
    line: usize,
    segments: Segments,
    is_use: bool,
    reexport: bool,
    /// What a `use` calls it; `*` for all that is in it.
    name: Option<String>,
}

impl Written {
    /// From the crate's root; `None` for what is not of this crate.
    fn absolute(
        &self,
        modules: &BTreeSet<Segments>,
        names: &HashMap<String, Segments>,
    ) -> Option<Segments> {
        let first = self.segments.first()?;
        let mut base = self.module.clone();
        let mut rest = self.segments.as_slice();
        match first.as_str() {
            "crate" => {
                base.clear();
                rest = &rest[1..];
            }
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|segment| segment == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
            }
            _ => {
                let child = [base.as_slice(), std::slice::from_ref(first)].concat();
                if !modules.contains(&child) {
                    base.clone_from(names.get(first)?);
                    rest = &rest[1..];
                }
            }
        }
        Some([base.as_slice(), rest].concat())
    }
}

/// What one file says: its modules with their items, and its paths.
struct Scan {
    modules: Vec<(Segments, Vec<String>)>,
    paths: Vec<Written>,
}

impl Scan {
    fn of(root: Segments, text: &str) -> Self {
        let tokens = tokens(text);
        let word = |at: usize| tokens.get(at).map_or("", |token| token.0.as_str());
        let mut modules = vec![(root.clone(), Vec::new())];
        let mut paths = Vec::new();
        // The modules around, each with the depth of braces at which it ends.
        let mut around = vec![(root, 0)];
        let mut depth = 0;
        let mut at = 0;
        while at < tokens.len() {
            let module = around[around.len() - 1].0.clone();
            let line = tokens[at].1;
            let continued = at > 0 && ["::", "."].contains(&word(at - 1));
            match word(at) {
                "{" => depth += 1,
                "}" => {
                    depth -= 1;
                    if around.len() > 1 && around[around.len() - 1].1 == depth {
                        around.pop();
                    }
                }
                "mod" if word(at + 2) == "{" => {
                    let inner = [module, vec![word(at + 1).to_owned()]].concat();
                    modules.push((inner.clone(), Vec::new()));
                    around.push((inner, depth));
                    depth += 1;
                    at += 2;
                }
                "fn" | "struct" | "enum" | "trait" | "type" | "const" | "static" | "union" => {
                    let items = modules.iter_mut().find(|(path, _)| *path == module);
                    items.unwrap().1.push(word(at + 1).to_owned());
                }
                "use" if !continued => {
                    let reexport = at > 0 && ["pub", ")"].contains(&word(at - 1));
                    let mut trees = Vec::new();
                    let mut end = at + 1;
                    use_tree(&word, &mut end, &[], &mut trees);
                    at = end;
                    paths.extend(trees.into_iter().map(|(segments, name)| Written {
                        module: module.clone(),
                        line,
                        segments,
                        is_use: true,
                        reexport,
                        name: Some(name),
                    }));
                }
                first if !continued && word(at + 1) == "::" && is_name(first) => {
                    let mut segments = vec![first.to_owned()];
                    while word(at + 1) == "::" && is_name(word(at + 2)) {
                        segments.push(word(at + 2).to_owned());
                        at += 2;
                    }
                    paths.push(Written {
                        module,
                        line,
                        segments,
                        is_use: false,
                        reexport: false,
                        name: None,
                    });
                }
                _ => {}
            }
            at += 1;
        }
        Self { modules, paths }
    }
}

/// The paths of a `use` from its first token on, each with the name that it brings in.
fn use_tree<'a>(
    word: &impl Fn(usize) -> &'a str,
    at: &mut usize,
    before: &[String],
    found: &mut Vec<(Segments, String)>,
) {
    let mut path = before.to_vec();
    loop {
        match word(*at) {
            "{" => {
                *at += 1;
                while !["}", ""].contains(&word(*at)) {
                    use_tree(word, at, &path, found);
                    if word(*at) == "," {
                        *at += 1;
                    }
                }
                *at += 1;
                return;
            }
            "*" => {
                *at += 1;
                found.push((path, "*".to_owned()));
                return;
            }
            "::" => *at += 1,
            segment if is_name(segment) => {
                // `self` in a list is what stands before it.
                if segment != "self" || path.is_empty() {
                    path.push(segment.to_owned());
                }
                *at += 1;
                if word(*at) == "::" {
                    continue;
                }
                let mut name = path.last().cloned().unwrap_or_default();
                if word(*at) == "as" {
                    name = word(*at + 1).to_owned();
                    *at += 2;
                }
                found.push((path, name));
                return;
            }
            _ => return,
        }
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

/// Names and marks with the line that each stands in; no comments, no literals.
fn tokens(text: &str) -> Vec<(String, usize)> {
    let letters: Vec<char> = text.chars().collect();
    let letter = |at: usize| letters.get(at).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < letters.len() {
        let begin = at;
        match letter(at) {
            '/' if letter(at + 1) == '/' => {
                while at < letters.len() && letter(at) != '\n' {
                    at += 1;
                }
            }
            '/' if letter(at + 1) == '*' => {
                let mut depth = 0;
                while at < letters.len() {
                    match (letter(at), letter(at + 1)) {
                        ('/', '*') => depth += 1,
                        ('*', '/') => depth -= 1,
                        _ => {
                            at += 1;
                            continue;
                        }
                    }
                    at += 2;
                    if depth == 0 {
                        break;
                    }
                }
            }
            '"' => at = string_end(&letters, at),
            '\'' if letter(at + 1) == '\\' => {
                at += 3;
                while at < letters.len() && letter(at) != '\'' {
                    at += 1;
                }
                at += 1;
            }
            '\'' if letter(at + 2) == '\'' => at += 3,
            '\'' => at += 1,
            'r' | 'b' | 'c' if literal_end(&letters, at).is_some() => {
                at = literal_end(&letters, at).unwrap_or(at + 1);
            }
            first if first.is_alphanumeric() || first == '_' => {
                while letter(at).is_alphanumeric() || letter(at) == '_' {
                    at += 1;
                }
                tokens.push((letters[begin..at].iter().collect(), line));
            }
            ':' if letter(at + 1) == ':' => {
                at += 2;
                tokens.push(("::".to_owned(), line));
            }
            mark => {
                at += 1;
                if !mark.is_whitespace() {
                    tokens.push((mark.to_string(), line));
                }
            }
        }
        let end = at.min(letters.len());
        line += letters[begin..end].iter().filter(|it| **it == '\n').count();
    }
    tokens
}

/// Behind the string that begins here.
fn string_end(letters: &[char], mut at: usize) -> usize {
    at += 1;
    while at < letters.len() && letters[at] != '"' {
        at += if letters[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// Behind the raw or byte string that begins here with its letters; `None` where a name does.
fn literal_end(letters: &[char], at: usize) -> Option<usize> {
    let prefix = letters[at..].iter().take_while(|it| "rbc".contains(**it));
    let mut open = at + prefix.count();
    let raw = letters[at..open].contains(&'r');
    let hashes = letters[open..].iter().take_while(|it| **it == '#').count();
    open += hashes;
    if open - hashes - at > 2 || letters.get(open) != Some(&'"') || (hashes > 0 && !raw) {
        return None;
    }
    if !raw {
        return Some(string_end(letters, open));
    }
    let close: Vec<char> = std::iter::once('"').chain(vec!['#'; hashes]).collect();
    let inside = &letters[open + 1..];
    let length = inside.windows(close.len()).position(|it| it == close)?;
    Some(open + 1 + length + close.len())
}
