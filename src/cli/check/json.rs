//! `check --format json`: the account of a document as one object.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::pieces::{self, Piece};
use crate::model::{
    AccountUnit, Basis, Document, Lines, Part, PartKind, Record, RecordAnnotation, word_count,
};

/// The account of a document.
#[derive(Serialize)]
struct Report<'a> {
    name: &'a str,
    document: Cover<'a>,
    account: AccountReport,
    parts: Vec<PartReport<'a>>,
    pieces: PieceReports<'a>,
    annotations: Vec<AnnotationReport<'a>>,
    remarks: Vec<RemarkReport<'a>>,
}

/// What its cover says.
#[derive(Serialize)]
struct Cover<'a> {
    symbol: Option<&'a str>,
    title: Option<&'a str>,
    body: Option<&'a str>,
    date: Option<&'a str>,
    language: Option<&'a str>,
}

#[derive(Serialize)]
struct AccountReport {
    unit: AccountUnit,
    total: u64,
    placed: u64,
    percent: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    records: Option<u64>,
    shares: Vec<ShareReport>,
}

#[derive(Serialize)]
struct ShareReport {
    #[serde(rename = "as")]
    destination: &'static str,
    what: &'static str,
    left_out: bool,
    count: u64,
    percent: f64,
}

#[derive(Serialize)]
struct PartReport<'a> {
    kind: PartKind,
    label: &'a str,
    title: &'a str,
    symbol: Option<&'a str>,
    lines: Option<Lines>,
}

/// The pieces of a document by place, each made when it is written.
struct PieceReports<'a>(&'a Document);

impl Serialize for PieceReports<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(document) = self;
        let order = pieces::by_place(document).into_iter();
        serializer.collect_seq(order.map(|(_, position)| {
            let piece = pieces::piece(document, position);
            report(document.places.word(), piece)
        }))
    }
}

#[derive(Serialize)]
struct PieceReport<'a> {
    /// What its lines are counted in: `line`, `page`.
    place: &'static str,
    lines: Option<Lines>,
    #[serde(rename = "as")]
    destination: &'static str,
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: Cow<'a, str>,
    sure: Option<Basis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    words: u64,
    text: Cow<'a, str>,
}

#[derive(Serialize)]
struct AnnotationReport<'a> {
    id: &'a str,
    #[serde(flatten)]
    annotation: RecordAnnotation<'a>,
}

#[derive(Serialize)]
struct RemarkReport<'a> {
    place: &'static str,
    line: u32,
    text: &'a str,
}

/// Prints the account of the document that is called `title`.
pub(super) fn write(out: &mut dyn Write, title: &str, document: &Document) -> io::Result<()> {
    let place = document.places.word();
    let report = Report {
        name: title,
        document: Cover {
            symbol: document.symbol.as_deref(),
            title: document.title.as_deref(),
            body: document.body.as_deref(),
            date: document.date.as_deref(),
            language: document.language.as_deref(),
        },
        account: account(document),
        parts: document.parts.iter().map(part).collect(),
        pieces: PieceReports(document),
        annotations: annotations(document),
        remarks: (document.remarks.iter())
            .map(|remark| RemarkReport {
                place,
                line: remark.line,
                text: &remark.text,
            })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

fn account(document: &Document) -> AccountReport {
    let account = &document.account;
    let shares = account.shares();
    let percent = |hundredths: u32| f64::from(hundredths) / 100.0;
    AccountReport {
        unit: account.unit,
        total: account.total,
        placed: account.placed(),
        percent: percent(shares.iter().map(|(.., hundredths)| hundredths).sum()),
        records: (account.unit == AccountUnit::Cells).then_some(account.records),
        shares: (shares.into_iter())
            .map(|(destination, count, hundredths)| ShareReport {
                destination: destination.as_str(),
                what: destination.description(),
                left_out: destination.is_left_out(),
                count,
                percent: percent(hundredths),
            })
            .collect(),
    }
}

fn part(part: &Part) -> PartReport<'_> {
    PartReport {
        kind: part.kind,
        label: &part.label,
        title: &part.title,
        symbol: part.symbol.as_deref(),
        lines: part.lines,
    }
}

fn report<'a>(place: &'static str, piece: Piece<'a>) -> PieceReport<'a> {
    PieceReport {
        place,
        lines: piece.lines,
        destination: piece.destination.as_str(),
        what: match piece.why {
            Some(_) => "not understood",
            None => piece.what,
        },
        id: piece.id,
        label: piece.label,
        sure: piece.basis,
        why: piece.why,
        words: word_count(&piece.text),
        text: piece.text,
    }
}

fn annotations(document: &Document) -> Vec<AnnotationReport<'_>> {
    let annotated = (document.provisions.iter().enumerate())
        .filter(|(_, provision)| !provision.annotations.is_empty());
    annotated
        .flat_map(|(at, provision)| {
            let record = Record::of(document, at);
            record.annotations.into_iter().map(|it| AnnotationReport {
                id: &provision.id,
                annotation: it,
            })
        })
        .collect()
}
