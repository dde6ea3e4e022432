//! The remarks of one reading.
//!
//! A document of ten megabytes in which every number is out of order would otherwise fill memory
//! with remarks that nobody reads to the end.

use crate::model::Remark;

/// How many remarks a person is given.
const ENOUGH: usize = 500;

/// Remarks in the order in which they come up; beyond [`ENOUGH`] they are only counted.
#[derive(Debug, Default)]
pub(crate) struct Remarks {
    list: Vec<Remark>,
    more: usize,
    last_line: u32,
}

impl Remarks {
    /// Notes `text` for `line` (counted from 1). The words are only made where they are kept.
    pub(crate) fn add(&mut self, line: u32, text: impl FnOnce() -> String) {
        self.last_line = line;
        if self.list.len() < ENOUGH {
            self.list.push(Remark {
                line,
                text: text().into(),
            });
        } else {
            self.more += 1;
        }
    }

    /// The remarks, by line; the last says how many were left out.
    pub(crate) fn into_list(mut self) -> Vec<Remark> {
        self.list.sort_by_key(|remark| remark.line);
        if self.more > 0 {
            self.list.push(Remark {
                line: self.last_line,
                text: format!("{} more remarks are left out", self.more).into(),
            });
        }
        self.list
    }
}
