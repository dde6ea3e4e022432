//! Units: the kinds of provision that the field addresses.

use serde::{Deserialize, Serialize};

/// What a provision is addressed as.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// A numbered paragraph, with its subparagraphs and further levels: `103 (d)`.
    #[default]
    Paragraph,
    /// An article of a treaty or declaration: `Art. 2 (1)`.
    Article,
    /// A paragraph of a preamble, counted within its part: `preambular para. 3`.
    Preambular,
    /// An operative paragraph without a number, counted within its part.
    Operative,
}
