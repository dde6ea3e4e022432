//! Matching of typed words against names and their explanations, for lists that are searched as one
//! types.

/// Typed words, folded.
pub(super) struct Words(Vec<String>);

impl Words {
    pub(super) fn of(typed: &str) -> Self {
        Self(typed.split_whitespace().map(str::to_lowercase).collect())
    }

    /// Whether all of them stand in one of these texts, at the beginning of a word or within it.
    pub(super) fn match_any(&self, texts: &[&str]) -> bool {
        let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
        let stands = |word: &String| texts.iter().any(|text| text.contains(word.as_str()));
        self.0.iter().all(stands)
    }

    /// How near they are to a name: 0 where it begins so, 1 where it holds them, 2 where only its
    /// explanation does.
    fn distance(&self, name: &str) -> u8 {
        let first = self.0.first().map_or("", String::as_str);
        if name.starts_with(first) {
            0
        } else if self.0.iter().all(|word| name.contains(word.as_str())) {
            1
        } else {
            2
        }
    }
}

/// What the words find among these, the nearest first. `told` gives a name and its explanation.
pub(super) fn rank<'a, T>(
    all: impl Iterator<Item = &'a T>,
    words: &Words,
    told: impl Fn(&T) -> (String, &'static str),
) -> Vec<&'a T> {
    let matches = all.filter_map(|one| {
        let (name, help) = told(one);
        let matches = words.match_any(&[&name, &name.replace('-', " "), help]);
        matches.then(|| (words.distance(&name), one))
    });
    let mut found: Vec<(u8, &T)> = matches.collect();
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().map(|(_, one)| one).collect()
}
