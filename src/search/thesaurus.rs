//! The thesaurus of the field (`assets/thesaurus.tsv`): rings of words and phrases that mean the same.

/// One ring: its members stand for one another.
pub(super) type Ring = Vec<&'static str>;

/// Every ring, in the order of the file.
pub(super) fn rings() -> impl Iterator<Item = Ring> {
    let lines = include_str!("../../assets/thesaurus.tsv").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_ring_has_several_members_each_once() {
        let mut known = HashSet::new();
        for mut ring in rings() {
            assert!(ring.len() > 1, "{ring:?}");
            for member in &ring {
                assert!(
                    !member.is_empty() && member.trim() == *member,
                    "{member:?} in {ring:?}"
                );
            }
            let shown = format!("{ring:?}");
            let members: HashSet<String> = ring.iter().map(|it| it.to_lowercase()).collect();
            assert_eq!(members.len(), ring.len(), "twice in {shown}");
            ring.sort_unstable();
            assert!(known.insert(ring), "a second time: {shown}");
        }
        assert!(known.len() >= 600, "{}", known.len());
    }
}
