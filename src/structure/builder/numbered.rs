//! Numbered paragraphs and subparagraphs: where each stands, what introduces it, which numbers are
//! missing before it.

use compact_str::CompactString;

use super::{Builder, FREE_GAPS};
use crate::model::index_table::index;
use crate::model::{Annotation, AnnotationKind, Basis, Chapeau, Path, Provision};
use crate::structure::numbering::Step;
use crate::structure::segment::{Segment, SegmentKind};
use crate::structure::sentence::{announces_list, introduces};

impl<'a, 'b> Builder<'a, 'b> {
    /// A paragraph. Where it has no text of its own, `first_sub` is its first subparagraph on the
    /// same line, with the position of the segment: only that gets a row.
    pub(super) fn number(
        &mut self,
        segment: &Segment<'a>,
        label: &str,
        first_sub: Option<(usize, &str)>,
    ) {
        // At most nine digits, so it has a value.
        let value = label.split(' ').next().and_then(|it| it.parse().ok());
        let value = value.unwrap_or(u32::MAX);
        let again = label.contains(' ');
        self.current_session();
        let before = self.introducing();
        let allowance = self.allowance();
        self.begin_paragraph();
        let place = &mut self.place;
        let step = match again {
            true => Step::Next,
            false => place.numbering.number(value, before, allowance),
        };
        let chapeau = match place.numbering.introduced_by() {
            Some(provision) => {
                place.base = self.out.provisions[provision as usize].path.clone();
                Some(Chapeau::Provision(provision))
            }
            None => {
                let article = place.article.clone();
                let above = article.as_ref().and_then(|(_, position)| *position);
                place.base = article.map(|(path, _)| path).unwrap_or_default();
                match above {
                    Some(above) => Some(Chapeau::Provision(above)),
                    None => self.unnumbered_chapeau(),
                }
            }
        };
        self.announce(segment.lines.0, label, &step, chapeau);
        match first_sub {
            None => {
                let mut last = value;
                for also in &segment.also {
                    // What comes after a gap among them is still to come.
                    if also.parse().ok() == last.checked_add(1) {
                        last += 1;
                        self.place.numbering.number(last, None, u32::MAX);
                    }
                    self.place.joint.insert((*also).into());
                }
                let position = self.provision(segment, label, chapeau);
                self.place.whole = Some((label.into(), position));
            }
            Some((at, sub)) => {
                self.place.path.push((label.into(), None));
                self.sub(at, segment, sub);
            }
        }
    }

    /// A paragraph that is numbered within another, which may introduce it.
    pub(super) fn decimal(&mut self, segment: &Segment<'a>, label: &str) {
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
        self.provision(segment, label, chapeau);
    }

    /// A subparagraph, which the next one helps to place.
    pub(super) fn sub(&mut self, at: usize, segment: &Segment<'a>, label: &str) {
        self.current_session();
        let next = self
            .ahead
            .marker(at)
            .map(|next| &self.segments.list[next].kind);
        let next = match next {
            Some(SegmentKind::Sub(next)) => Some(&**next),
            _ => None,
        };
        // A list (1), (ii), (iii) was read by a machine: its first numeral is an i.
        let label = match (label, next) {
            ("1", Some("ii")) => "i",
            _ => label,
        };
        let introduced = self.introducing().is_some();
        let allowance = self.allowance();
        let place = &mut self.place;
        let step = place.numbering.sub(label, next, introduced, allowance);
        let levels = place.numbering.depth() - 1 + usize::from(place.has_paragraph);
        place.path.truncate(levels);
        if let (Some((path, _)), true) = (&place.article, place.path.is_empty()) {
            place.base = path.clone();
        }
        let chapeau = match place.path.last() {
            Some((_, above)) => above.map(Chapeau::Provision),
            None => match &place.article {
                Some((_, Some(above))) => Some(Chapeau::Provision(*above)),
                _ => self.unnumbered_chapeau(),
            },
        };
        self.announce(segment.lines.0, label, &step, chapeau);
        self.provision(segment, label, chapeau);
    }

    /// Leaves the paragraph before, with the headings that stood among its subparagraphs.
    pub(super) fn begin_paragraph(&mut self) {
        let place = &mut self.place;
        if std::mem::take(&mut place.within_paragraph) {
            place.headings.close_to(place.paragraph_depth);
        }
        place.paragraph_depth = place.headings.depth();
        place.path.clear();
        place.has_paragraph = true;
    }

    /// The provision right before, where it ends like one that introduces others.
    pub(super) fn introducing(&self) -> Option<u32> {
        let before = self.place.before;
        before.filter(|&before| {
            let text = &*self.out.provisions[before as usize].text;
            introduces(text) || announces_list(text)
        })
    }

    pub(super) fn unnumbered_chapeau(&self) -> Option<Chapeau> {
        let innermost = self.place.chapeaux.last();
        innermost.map(|(_, at)| Chapeau::Passage(*at))
    }

    /// How many missing numbers may still be concluded.
    pub(super) fn allowance(&self) -> u32 {
        (FREE_GAPS + self.printed).saturating_sub(self.concluded)
    }

    /// Says what was inferred from the step to `label`, and adds rows for what is missing before.
    pub(super) fn announce(
        &mut self,
        line: u32,
        label: &str,
        step: &Step,
        chapeau: Option<Chapeau>,
    ) {
        match step {
            Step::First | Step::Next => {}
            Step::Gap(missing) => {
                let joint = &self.place.joint;
                let missing = missing.iter().filter(|it| !joint.contains(*it)).cloned();
                let missing: Vec<CompactString> = missing.collect();
                self.deleted(line, label, &missing, chapeau);
            }
            Step::Introduced => {
                self.is_unsure();
                self.remarks.add(line, || {
                    format!(
                        "numbering starts again at {label} after a text that ends with a colon, \
                         which is taken to introduce it"
                    )
                });
            }
            Step::Restart => {
                self.is_unsure();
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

    /// A number out of its order does not tell where it belongs.
    fn is_unsure(&mut self) {
        if self.basis == Basis::Printed {
            self.basis = Basis::Inferred;
        }
    }

    /// Rows for the numbers `missing` before `label`: their text is gone, but a reader must see
    /// that they once existed.
    pub(super) fn deleted(
        &mut self,
        line: u32,
        label: &str,
        missing: &[CompactString],
        chapeau: Option<Chapeau>,
    ) {
        let (Some(first), Some(last)) = (missing.first(), missing.last()) else {
            return;
        };
        let named = match missing.len() {
            1 => format!("{first} is missing before {label}"),
            2 => format!("{first} and {last} are missing before {label}"),
            _ => format!("{first} to {last} are missing before {label}"),
        };
        if !self.rows_for_gaps {
            let said = || format!("{named}; nothing in the text says why");
            return self.remarks.add(line, said);
        }
        self.remarks.add(line, || match missing.len() {
            1 => format!("{named} and is taken as deleted"),
            _ => format!("{named} and are taken as deleted"),
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
}
