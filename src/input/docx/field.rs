//! Fields of a Word document: codes that are no text, results that are, tables of contents.

/// A field that is open.
#[derive(Debug, Default)]
struct Field {
    code: String,
    in_code: bool,
    contents: bool,
}

/// The fields that are open at a place, outermost first.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    codes: u32,
    contents: u32,
}

impl Fields {
    /// Whether text here is the code of a field, not its result.
    pub(super) fn in_code(&self) -> bool {
        self.codes > 0
    }

    /// Whether text here is a table of contents.
    pub(super) fn in_contents(&self) -> bool {
        self.contents > 0
    }

    pub(super) fn begin(&mut self) {
        self.open.push(Field {
            in_code: true,
            ..Field::default()
        });
        self.codes += 1;
    }

    /// Adds to the code of the innermost field; its name is what counts.
    pub(super) fn code(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut()
            && field.code.len() < 64
        {
            field.code.extend(text.chars().take(64));
        }
    }

    /// The code of the innermost field ends, its result begins.
    pub(super) fn separate(&mut self) {
        let Some(field) = self.open.last_mut() else {
            return;
        };
        self.codes = self
            .codes
            .saturating_sub(std::mem::take(&mut field.in_code).into());
        if !field.contents && field.code.trim_start().starts_with("TOC") {
            field.contents = true;
            self.contents += 1;
        }
    }

    /// The innermost field ends.
    pub(super) fn end(&mut self) {
        if let Some(field) = self.open.pop() {
            self.codes = self.codes.saturating_sub(field.in_code.into());
            self.contents = self.contents.saturating_sub(field.contents.into());
        }
    }

    /// Takes all codes for ended: a field that only begins would swallow all that follows.
    pub(super) fn end_codes(&mut self) {
        if self.codes > 0 {
            for field in &mut self.open {
                field.in_code = false;
            }
            self.codes = 0;
        }
    }
}
