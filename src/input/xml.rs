//! XML parser for documents: elements by local name, text with its references resolved.
//!
//! A thin layer over a pull parser of events. It decodes the encodings that office programs write,
//! opens no external entity and expands none that a document declares, and refuses nesting that no
//! document needs. Names are compared without their prefix, as prefixes differ between producers.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};

use super::error::{InputError, one_line};

/// Deepest nesting of elements that is read.
pub const DEPTH_LIMIT: u32 = 4096;

/// A piece of an XML document.
#[derive(Debug)]
pub enum Token<'a> {
    /// An element begins. An empty element comes as this and [`Token::Close`].
    Open(Tag<'a>),
    /// The innermost open element ends.
    Close,
    /// Text, its references resolved.
    Text(Cow<'a, str>),
}

/// The start tag of an element.
#[derive(Debug)]
pub struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Name without its prefix; empty where it is no UTF-8.
    #[must_use]
    pub fn name(&self) -> &str {
        std::str::from_utf8(self.0.local_name().into_inner()).unwrap_or_default()
    }

    /// Value of the first attribute of this local name, its references resolved.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|found| found.key.local_name().into_inner() == name.as_bytes())?;
        let raw = std::str::from_utf8(&found.value).ok()?;
        Some(unescaped(raw))
    }

    /// Values of all attributes with their local names.
    #[must_use]
    pub fn attributes(&self) -> Vec<(String, String)> {
        let mut attributes = self.0.attributes();
        let all = attributes.with_checks(false).flatten();
        all.filter_map(|found| {
            let name = std::str::from_utf8(found.key.local_name().into_inner()).ok()?;
            let raw = std::str::from_utf8(&found.value).ok()?;
            Some((name.to_owned(), unescaped(raw)))
        })
        .collect()
    }
}

/// The parser.
pub struct Parser<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: u32,
}

impl std::fmt::Debug for Parser<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Parser({}, depth {})", self.part, self.depth)
    }
}

impl<'a> Parser<'a> {
    /// Parses `text`; `part` names it in errors.
    #[must_use]
    pub fn new(text: &'a str, part: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            part,
            depth: 0,
        }
    }

    /// How many elements are open.
    #[must_use]
    pub fn depth(&self) -> u32 {
        self.depth
    }

    /// The next piece; `None` at the end of the text, whether or not all elements are closed.
    ///
    /// # Errors
    /// Where the text is no XML, or its elements are nested deeper than [`DEPTH_LIMIT`].
    pub fn token(&mut self) -> Result<Option<Token<'a>>, InputError> {
        loop {
            let event = self.reader.read_event();
            let event = event.map_err(|error| {
                let position = self.reader.error_position();
                InputError::damaged(self.part, format!("byte {position}: {error}"))
            })?;
            return Ok(Some(match event {
                Event::Eof => return Ok(None),
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    if self.depth > DEPTH_LIMIT {
                        return Err(InputError::TooLarge {
                            what: format!("depth of the elements of {}", one_line(self.part)),
                            limit: DEPTH_LIMIT.into(),
                        });
                    }
                    Token::Open(Tag(start))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Token::Close
                }
                Event::Text(text) => Token::Text(plain(text.into_inner())),
                Event::CData(text) => Token::Text(plain(text.into_inner())),
                Event::GeneralRef(reference) => {
                    let name = reference.into_inner();
                    let name = std::str::from_utf8(&name).unwrap_or_default();
                    Token::Text(Cow::Owned(resolved(name)))
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            }));
        }
    }

    /// Passes over what is left of the innermost open element, with its end.
    ///
    /// # Errors
    /// As [`Parser::token`].
    pub fn skip(&mut self) -> Result<(), InputError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && self.token()?.is_some() {}
        Ok(())
    }

    /// The text of what is left of the innermost open element, with that of all inside it; passes
    /// its end.
    ///
    /// # Errors
    /// As [`Parser::token`].
    pub fn text(&mut self) -> Result<String, InputError> {
        let outside = self.depth.saturating_sub(1);
        let mut all = String::new();
        while self.depth > outside {
            match self.token()? {
                Some(Token::Text(text)) => all.push_str(&text),
                Some(_) => {}
                None => break,
            }
        }
        Ok(all)
    }
}

/// The bytes as UTF-8 with the line ends of XML, `\n`.
fn plain(bytes: Cow<'_, [u8]>) -> Cow<'_, str> {
    let text = match bytes {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => String::from_utf8_lossy(&bytes).into_owned().into(),
    };
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        text
    }
}

/// What a reference stands for: `#233`, `#xE9`, `eacute`. Where it is unknown, as it is written.
#[must_use]
pub fn resolved(name: &str) -> String {
    let number = name.strip_prefix('#').map(|digits| {
        let hexadecimal = digits.strip_prefix(['x', 'X']);
        match hexadecimal {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => digits.parse(),
        }
    });
    match number {
        Some(Ok(0)) => char::REPLACEMENT_CHARACTER.to_string(),
        // Controls that nobody means: those numbers are read as Windows counts them.
        Some(Ok(code @ 0x80..=0x9F)) => {
            let byte = [u8::try_from(code).unwrap_or(b' ')];
            encoding_rs::WINDOWS_1252.decode(&byte).0.into_owned()
        }
        Some(Ok(code)) => char::from_u32(code)
            .unwrap_or(char::REPLACEMENT_CHARACTER)
            .to_string(),
        Some(Err(_)) => format!("&{name};"),
        None => resolve_html5_entity(name).map_or_else(|| format!("&{name};"), str::to_owned),
    }
}

/// `text` with its references resolved. Linear; what is no reference stays.
#[must_use]
pub fn unescaped(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        all.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        // The longest name of an entity has 31 letters.
        let name = after.bytes().take(34).position(|byte| byte == b';');
        let name = name.and_then(|end| after.get(..end));
        match name.filter(|name| is_name(name)) {
            Some(name) => {
                all.push_str(&resolved(name));
                rest = &after[name.len() + 1..];
            }
            None => {
                all.push('&');
                rest = after;
            }
        }
    }
    all.push_str(rest);
    all
}

fn is_name(name: &str) -> bool {
    let rest = name.strip_prefix('#').unwrap_or(name);
    !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// XML as characters: by its byte order mark, by the bytes of `<`, by the encoding that its
/// declaration names, else as UTF-8. What is no character becomes U+FFFD.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let encoding = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => encoding_rs::UTF_8,
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => encoding_rs::UTF_16LE,
        [0xFE, 0xFF, ..] | [0, b'<', ..] => encoding_rs::UTF_16BE,
        _ => declared(bytes).unwrap_or(encoding_rs::UTF_8),
    };
    let (text, _, _) = encoding.decode(bytes);
    text
}

/// The encoding that an XML declaration names; UTF-16 cannot be declared in ASCII letters.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(200)];
    if !head.starts_with(b"<?xml") {
        return None;
    }
    let head = String::from_utf8_lossy(head);
    let head = head.split("?>").next()?;
    let (_, after) = head.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|sign| "'\"".contains(*sign))?;
    let label = after[1..].split(quote).next()?;
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    Some(encoding).filter(|found| found.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_16_is_told_with_and_without_its_mark() {
        let xml = "<?xml version='1.0' encoding='UTF-16'?><a>é</a>";
        for (mark, order) in [
            (Some([0xFF, 0xFE]), u16::to_le_bytes as fn(u16) -> [u8; 2]),
            (None, u16::to_le_bytes),
            (Some([0xFE, 0xFF]), u16::to_be_bytes),
            (None, u16::to_be_bytes),
        ] {
            let mut bytes = Vec::from_iter(mark.into_iter().flatten());
            bytes.extend(xml.encode_utf16().flat_map(order));
            assert_eq!(decode(&bytes), xml);
        }
        assert_eq!(
            decode(b"<?xml encoding=\"latin1\"?>\xE9"),
            "<?xml encoding=\"latin1\"?>é"
        );
    }

    #[test]
    fn references_are_resolved_and_declared_entities_are_not_expanded() {
        let xml = "<!DOCTYPE a [<!ENTITY big \"lol\">]><a b='x &amp; y'>&eacute;&#233;&big;&</a>";
        let mut parser = Parser::new(xml, "a.xml");
        let Ok(Some(Token::Open(tag))) = parser.token() else {
            panic!("no element");
        };
        assert_eq!(tag.attribute("b").as_deref(), Some("x & y"));
        assert_eq!(parser.text().unwrap(), "éé&big;&");
        assert_eq!(unescaped("AT&T &#x41;&nosuch; &amp"), "AT&T A&nosuch; &amp");
    }

    #[test]
    fn a_million_open_elements_are_refused() {
        let xml = "<p>".repeat(1_000_000);
        let mut parser = Parser::new(&xml, "deep.xml");
        let end = loop {
            match parser.token() {
                Ok(Some(_)) => {}
                end => break end,
            }
        };
        assert!(matches!(end, Err(InputError::TooLarge { .. })));
    }
}
