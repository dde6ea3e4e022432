//! Numbered blocks to provisions: which number, under which chapeau, and what is missing before.

use compact_str::CompactString;

use crate::model::ids::id;
use crate::model::index_table::index;
use crate::model::{Annotation, AnnotationKind, Chapeau, Path, Provision, Role, Unit};

use super::block::{Block, Kind};
use super::brackets::brackets;
use super::footnotes::mark_at_end;
use super::numbering::Step;
use super::sentence::introduces;
use super::structure::{Build, lines};

/// Deleted numbers that are concluded in any document, however short; beyond it, no more than
/// there are numbers printed.
const FREE_GAPS: u32 = 50;

impl<'a> Build<'a, '_> {
    /// A paragraph. Where it has no text of its own, `first_sub` is its first subparagraph on the
    /// same line, with the position of the block: only that gets a row.
    pub(super) fn number(
        &mut self,
        block: &Block<'a>,
        label: &str,
        first_sub: Option<(usize, &str)>,
    ) {
        // At most nine digits, so it has a value.
        let value = label.parse().unwrap_or(u32::MAX);
        self.current_session();
        let before = self.introducing();
        let allowance = self.allowance();
        self.begin_paragraph();
        let place = &mut self.place;
        let step = place.numbering.number(value, before, allowance);
        let chapeau = match place.numbering.introduced_by() {
            Some(provision) => {
                place.base = self.out.provisions[provision as usize].path.clone();
                Some(Chapeau::Provision(provision))
            }
            None => {
                place.base = Path::default();
                self.unnumbered_chapeau()
            }
        };
        self.announce(block.lines.0, label, &step, chapeau);
        match first_sub {
            None => {
                let position = self.provision(block, label, chapeau);
                self.place.whole = Some((label.into(), position));
            }
            Some((at, sub)) => {
                self.place.path.push((label.into(), None));
                self.sub(at, block, sub);
            }
        }
    }

    /// A paragraph that is numbered within another, which may introduce it.
    pub(super) fn decimal(&mut self, block: &Block<'a>, label: &str) {
        self.current_session();
        self.begin_paragraph();
        self.place.numbering.decimal();
        self.place.base = Path::default();
        let whole = label.split('.').next();
        let above = self.place.whole.as_ref().filter(|(above, at)| {
            Some(above.as_str()) == whole && introduces(&self.out.provisions[*at as usize].text)
        });
        let chapeau = above.map(|(_, at)| Chapeau::Provision(*at));
        let chapeau = chapeau.or_else(|| self.unnumbered_chapeau());
        self.provision(block, label, chapeau);
    }

    /// Leaves the paragraph before, with the headings that stood among its subparagraphs.
    fn begin_paragraph(&mut self) {
        let place = &mut self.place;
        if std::mem::take(&mut place.within_paragraph) {
            place.headings.close_to(place.paragraph_depth);
        }
        place.paragraph_depth = place.headings.depth();
        place.path.clear();
        place.has_paragraph = true;
    }

    /// The provision right before, where it ends like one that introduces others.
    fn introducing(&self) -> Option<u32> {
        let before = self.place.before;
        before.filter(|&before| introduces(&self.out.provisions[before as usize].text))
    }

    fn unnumbered_chapeau(&self) -> Option<Chapeau> {
        let innermost = self.place.chapeaux.last();
        innermost.map(|(_, at)| Chapeau::Passage(*at))
    }

    /// A subparagraph, which the next one helps to place.
    pub(super) fn sub(&mut self, at: usize, block: &Block<'a>, label: &str) {
        self.current_session();
        let next = self
            .ahead
            .marker(at)
            .map(|next| &self.blocks.list[next].kind);
        let next = match next {
            Some(Kind::Sub(next)) => Some(*next),
            _ => None,
        };
        let introduced = self.introducing().is_some();
        let allowance = self.allowance();
        let place = &mut self.place;
        let step = place.numbering.sub(label, next, introduced, allowance);
        let levels = place.numbering.depth() - 1 + usize::from(place.has_paragraph);
        place.path.truncate(levels);
        let chapeau = match place.path.last() {
            Some((_, above)) => above.map(Chapeau::Provision),
            None => self.unnumbered_chapeau(),
        };
        self.announce(block.lines.0, label, &step, chapeau);
        self.provision(block, label, chapeau);
    }

    /// How many missing numbers may still be concluded.
    fn allowance(&self) -> u32 {
        (FREE_GAPS + self.printed).saturating_sub(self.concluded)
    }

    /// Says what was inferred from the step to `label`, and adds rows for what is missing before.
    fn announce(&mut self, line: u32, label: &str, step: &Step, chapeau: Option<Chapeau>) {
        match step {
            Step::First | Step::Next => {}
            Step::Gap(missing) => self.deleted(line, label, missing, chapeau),
            Step::Introduced => self.remarks.add(line, || {
                format!(
                    "numbering starts again at {label} after a text that ends with a colon, which \
                     is taken to introduce it"
                )
            }),
            Step::Restart => {
                let before = self
                    .place
                    .before
                    .map(|before| &self.out.provisions[before as usize]);
                let after = before.map_or(String::new(), |before| {
                    format!(" after {}", before.number())
                });
                self.remarks
                    .add(line, || format!("numbering starts again at {label}{after}"));
            }
        }
    }

    /// Adds the provision; gives its position.
    fn provision(&mut self, block: &Block<'a>, label: &str, chapeau: Option<Chapeau>) -> u32 {
        let line = block.lines.0;
        self.printed += 1;
        if let Some(Chapeau::Provision(above)) = chapeau {
            self.out.provisions[above as usize].role = Role::Chapeau;
        }
        let text = block.text(self.source);
        let found = brackets(text);
        if let Some(&first) = found.unbalanced.first() {
            let below = text[..first].bytes().filter(|byte| *byte == b'\n').count();
            self.remarks.add(line.saturating_add(index(below)), || {
                format!(
                    "a square bracket without its partner in {label}; no update was read from it"
                )
            });
        }
        let position = index(self.out.provisions.len());
        if let Some(mark) = block.mark.or_else(|| mark_at_end(text)) {
            self.holders.entry(mark).or_default().push(position);
        }
        let row = self.row(line, label, self.place.headings.innermost(), chapeau);
        self.out.provisions.push(Provision {
            text: text.into(),
            annotations: found.annotations(),
            lines: Some(lines(block)),
            ..row
        });
        self.place.path.push((label.into(), Some(position)));
        self.place.before = Some(position);
        position
    }

    /// Rows for the numbers `missing` before `label`: their text is gone, but a reader must see
    /// that they once existed.
    fn deleted(
        &mut self,
        line: u32,
        label: &str,
        missing: &[CompactString],
        chapeau: Option<Chapeau>,
    ) {
        let (Some(first), Some(last)) = (missing.first(), missing.last()) else {
            return;
        };
        self.remarks.add(line, || match missing.len() {
            1 => format!("{first} is missing before {label} and is taken as deleted"),
            2 => format!("{first} and {last} are missing before {label} and are taken as deleted"),
            _ => format!("{first} to {last} are missing before {label} and are taken as deleted"),
        });
        let heading = self.place.before.and_then(|before| {
            let path = |heading| self.out.heading_path(heading);
            let before = path(self.out.provisions[before as usize].heading);
            let after = path(self.place.headings.innermost());
            let same = before
                .iter()
                .zip(&after)
                .take_while(|(one, other)| one == other);
            same.last().map(|(heading, _)| *heading)
        });
        self.concluded += index(missing.len());
        for label in missing {
            let row = self.row(line, label, heading, chapeau);
            self.out.provisions.push(Provision {
                annotations: [Annotation::inferred(AnnotationKind::Deletion)].into(),
                ..row
            });
        }
    }

    /// A provision with nothing but its address; `line` is where remarks about it point to.
    fn row(
        &mut self,
        line: u32,
        label: &str,
        heading: Option<u32>,
        chapeau: Option<Chapeau>,
    ) -> Provision {
        let part = self.current_session();
        let mut path = self.place.base.clone();
        let above = self.place.path.iter().map(|(label, _)| label.as_str());
        for level in above.chain([label]) {
            match path.is_empty() {
                true => path = Path::parse(level),
                false => path.push(level),
            }
        }
        let wanted = id(&self.out.parts[part as usize].label, Unit::Paragraph, &path);
        let (id, changed) = self.ids.unique(wanted, &self.out.provisions);
        if changed {
            self.remarks.add(line, || {
                format!("the number {path} comes again in its session; here its id is {id}")
            });
        }
        Provision {
            id,
            part,
            heading,
            path,
            chapeau,
            ..Provision::default()
        }
    }
}
