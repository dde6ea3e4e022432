//! Metadata of an Akoma Ntoso document: identification, references, and what its cover marks.

use std::collections::HashMap;

use crate::input::error::InputError;
use crate::input::xml::{Parser, Token};
use crate::model::Metadata;

/// What `meta` says.
#[derive(Debug, Default)]
pub(super) struct Identified {
    date: Option<String>,
    author: Option<String>,
    language: Option<String>,
    /// Names of organizations by their ids.
    organizations: HashMap<String, String>,
}

/// Marked text of a cover or preface, first of each.
#[derive(Debug, Default)]
pub(super) struct Marked {
    pub symbol: Option<String>,
    pub session: Option<String>,
    pub body: Option<String>,
    pub date: Option<String>,
    pub number: Option<String>,
    pub kind: Option<String>,
}

impl Identified {
    /// Rest of `meta`.
    pub(super) fn read(parser: &mut Parser<'_>) -> Result<Self, InputError> {
        let mut identified = Self::default();
        let outside = parser.depth().saturating_sub(1);
        let mut in_work = false;
        while parser.depth() > outside {
            let Some(token) = parser.token()? else { break };
            let Token::Open(tag) = token else { continue };
            match tag.name() {
                "FRBRWork" => in_work = true,
                "FRBRExpression" | "FRBRManifestation" | "FRBRItem" => in_work = false,
                "FRBRdate" if in_work && identified.date.is_none() => {
                    identified.date = tag.attribute("date");
                }
                "FRBRauthor" if in_work && identified.author.is_none() => {
                    identified.author = tag.attribute("href");
                }
                "FRBRlanguage" => {
                    let language = tag.attribute("language");
                    identified.language = identified.language.or(language);
                }
                "TLCOrganization" => {
                    let id = tag.attribute("eId").or_else(|| tag.attribute("id"));
                    if let (Some(id), Some(name)) = (id, tag.attribute("showAs")) {
                        identified.organizations.insert(id, name);
                    }
                }
                _ => {}
            }
        }
        Ok(identified)
    }

    /// Both together; `language` is that of the document's element, `title` its title.
    pub(super) fn metadata(
        self,
        marked: &Marked,
        title: Option<String>,
        language: Option<String>,
    ) -> Metadata {
        let author = self.author.unwrap_or_default();
        let author = author.trim_start_matches('#');
        Metadata {
            title,
            symbol: marked.symbol.clone(),
            body: marked
                .body
                .clone()
                .or_else(|| self.organizations.get(author).cloned()),
            session: marked.session.clone(),
            date: self.date.or_else(|| marked.date.clone()),
            language: language.or(self.language).map(two_letters),
        }
    }
}

/// The usual tag of one of the languages of the United Nations for its code of three letters.
fn two_letters(language: String) -> String {
    let two = match language.as_str() {
        "ara" => "ar",
        "eng" => "en",
        "fra" | "fre" => "fr",
        "rus" => "ru",
        "spa" => "es",
        "zho" | "chi" => "zh",
        _ => return language,
    };
    two.to_owned()
}
