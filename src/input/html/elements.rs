//! What each element of HTML is to the text: block or inline, apart, a list, a style.

use super::tokenizer::Tag;
use crate::input::numerals::NumberFormat;
use crate::model::Style;

/// What an element does to the text in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Element {
    /// Text of the line it stands in.
    #[default]
    Inline,
    /// A reference, within the page where it begins with `#`.
    Link(String),
    /// A block, with no more said.
    Block,
    /// `p`: ended by any block.
    Paragraph,
    Quotation,
    Preformatted,
    Heading(u8),
    Ordered,
    Unordered,
    Item,
    Table,
    Row,
    Cell,
    Main,
    /// Around the text, not in it.
    Apart,
    /// A head of a page or of a part of it: apart unless it has text.
    Header,
    /// What an office program wrote as the head and foot of each page.
    PageHeader,
    PageFooter,
    /// Not shown as text.
    Dropped,
    /// Has no end: a break, or nothing of the text.
    Break,
    Rule,
    Void,
}

/// Words by which pages name what is around their text, as classes or ids.
const AROUND: [&str; 16] = [
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "pager",
    "pagination",
    "share",
    "sidebar",
    "skip",
    "social",
    "toc",
    "toolbar",
];

const ROLES_AROUND: [&str; 9] = [
    "banner",
    "complementary",
    "contentinfo",
    "doc-toc",
    "menu",
    "menubar",
    "navigation",
    "search",
    "toolbar",
];

impl Element {
    pub(super) fn of(tag: &Tag) -> Self {
        let element = Self::by_name(&tag.name);
        if matches!(
            element,
            Self::Void | Self::Break | Self::Rule | Self::Dropped
        ) {
            return element;
        }
        if element == Self::Inline {
            return match tag.attribute("href") {
                Some(target) if tag.name == "a" => Self::Link(target.to_owned()),
                _ => element,
            };
        }
        match (tag.name.as_str(), tag.attribute("title")) {
            ("div", Some("header")) => return Self::PageHeader,
            ("div", Some("footer")) => return Self::PageFooter,
            _ => {}
        }
        let is_root = matches!(tag.name.as_str(), "html" | "body" | "main" | "article");
        if !is_root && (is_around(tag) || tag.attribute("hidden").is_some()) {
            return Self::Apart;
        }
        if tag.words("role").iter().any(|role| role == "main") {
            return Self::Main;
        }
        element
    }

    fn by_name(name: &str) -> Self {
        match name {
            "p" => Self::Paragraph,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading(name.as_bytes()[1] - b'0'),
            "ol" => Self::Ordered,
            "ul" | "menu" | "dir" => Self::Unordered,
            "li" => Self::Item,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "main" => Self::Main,
            "blockquote" => Self::Quotation,
            "pre" | "listing" | "xmp" => Self::Preformatted,
            "nav" | "aside" | "form" | "footer" | "dialog" | "button" | "select" | "label"
            | "datalist" | "fieldset" => Self::Apart,
            "header" => Self::Header,
            "address" | "article" | "body" | "caption" | "center" | "dd" | "details" | "div"
            | "dl" | "dt" | "figcaption" | "figure" | "head" | "hgroup" | "html" | "legend"
            | "section" | "summary" | "tbody" | "tfoot" | "thead" => Self::Block,
            "script" | "style" | "template" | "noscript" | "iframe" | "svg" | "object"
            | "textarea" | "title" | "noembed" | "audio" | "video" | "canvas" | "map" | "rt"
            | "rp" => Self::Dropped,
            "br" => Self::Break,
            "hr" => Self::Rule,
            "area" | "base" | "basefont" | "col" | "embed" | "frame" | "img" | "input" | "link"
            | "meta" | "param" | "source" | "track" | "wbr" => Self::Void,
            _ => Self::Inline,
        }
    }

    /// Whether text before and in it are different blocks.
    pub(super) fn is_block(&self) -> bool {
        !matches!(
            self,
            Self::Inline | Self::Link(_) | Self::Dropped | Self::Break | Self::Void
        )
    }
}

fn is_around(tag: &Tag) -> bool {
    let roles = tag.words("role");
    if roles
        .iter()
        .any(|role| ROLES_AROUND.contains(&role.as_str()))
    {
        return true;
    }
    let names = [tag.words("class"), tag.words("id")].concat();
    names
        .iter()
        .filter_map(|name| name.split(['-', '_']).next())
        .any(|word| AROUND.contains(&word) || word.starts_with("msotoc"))
}

/// What an element adds to the style of the text in it.
pub(super) fn style(tag: &Tag) -> Style {
    let mut style = Style::default();
    match tag.name.as_str() {
        "i" | "em" | "cite" | "dfn" => style.italic = true,
        "b" | "strong" | "th" => style.bold = true,
        "s" | "strike" => style.struck = true,
        "ins" => style.inserted = true,
        "del" => style.deleted = true,
        "sup" => style.superscript = true,
        _ => {}
    }
    let set = tag.attribute("style").unwrap_or_default().to_lowercase();
    for rule in set.split(';') {
        let Some((name, value)) = rule.split_once(':') else {
            continue;
        };
        match (name.trim(), value.trim()) {
            ("font-style", value) => style.italic = value.starts_with("italic"),
            ("font-weight", value) => {
                style.bold = value.starts_with("bold")
                    || value.parse::<u32>().is_ok_and(|weight| weight >= 600);
            }
            ("text-decoration" | "text-decoration-line", value) => {
                style.struck |= value.contains("line-through");
            }
            ("vertical-align", value) => style.superscript = value.starts_with("super"),
            _ => {}
        }
    }
    style
}

/// How an ordered list is numbered.
pub(super) fn format(tag: &Tag) -> NumberFormat {
    let by_style = tag.attribute("style").unwrap_or_default().to_lowercase();
    let by_style = by_style
        .split(';')
        .filter_map(|rule| rule.split_once(':'))
        .find(|(name, _)| matches!(name.trim(), "list-style-type" | "list-style"))
        .map(|(_, value)| value.trim().to_owned());
    if let Some(format) = by_style.as_deref().and_then(format_by_style) {
        return format;
    }
    match tag.attribute("type") {
        Some("a") => NumberFormat::LowerLetter,
        Some("A") => NumberFormat::UpperLetter,
        Some("i") => NumberFormat::LowerRoman,
        Some("I") => NumberFormat::UpperRoman,
        _ => NumberFormat::Decimal,
    }
}

fn format_by_style(value: &str) -> Option<NumberFormat> {
    Some(match value.split_whitespace().next()? {
        "decimal" => NumberFormat::Decimal,
        "decimal-leading-zero" => NumberFormat::DecimalZero,
        "lower-alpha" | "lower-latin" => NumberFormat::LowerLetter,
        "upper-alpha" | "upper-latin" => NumberFormat::UpperLetter,
        "lower-roman" => NumberFormat::LowerRoman,
        "upper-roman" => NumberFormat::UpperRoman,
        "lower-greek" => NumberFormat::LowerGreek,
        "arabic-indic" => NumberFormat::ArabicDigits,
        "devanagari" => NumberFormat::HindiDigits,
        "cjk-ideographic" | "simp-chinese-informal" | "trad-chinese-informal" => {
            NumberFormat::Chinese
        }
        "none" | "disc" | "circle" | "square" => NumberFormat::None,
        _ => return None,
    })
}
