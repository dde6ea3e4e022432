//! Jobs: what takes longer than a key may, as data: what is to be done, and what is answered.
//!
//! A job has everything that it needs with it, so that it can be done on any thread, or at once in
//! a test. How jobs are started, cancelled and waited for is the runtime's affair.

use std::sync::Arc;

use super::copy_format::CopyFormat;
use super::document::BrowsedDocument;
use super::filter::{Findings, Question};
use super::grouping::{GroupBy, Groups};
use crate::export::{Export, ExportRow, FileKind, Purpose, View, copy_text};
use crate::language::references::Links;
use crate::library::DocumentId;
use crate::model::Document;
use crate::notes::{Change, Notebook, placed};
use crate::search::{Cancel, Cancelled, Index};

/// Something to be done about one document.
#[derive(Clone, Debug)]
pub struct Job {
    /// What it is about.
    pub document: Arc<BrowsedDocument>,
    /// What is to be done.
    pub task: Task,
}

/// What a job does.
#[derive(Clone, Debug)]
pub enum Task {
    /// Index the document; large documents in two steps, so that something can be found early.
    Index,
    /// Find out what refers to what.
    Links,
    /// Read who is asked to do what, into the facets of the index.
    Operative(Arc<Index>),
    /// Group the provisions by what has been read.
    Group(GroupBy, Arc<Index>, Option<Arc<Links>>),
    /// Make of provisions what is to be copied or written into a file.
    Export(ExportRequest),
    /// Answer a question; what an earlier answer still tells is taken from it.
    Query(Question, Option<Arc<Findings>>),
    /// Find the texts of notes; and whether what comes of it is to be saved.
    Place(Arc<Notebook>, bool),
}

/// What is to be copied, and how.
#[derive(Clone, Debug)]
pub struct ExportRequest {
    /// In which format.
    pub format: CopyFormat,
    /// Indices into the document's provisions.
    pub positions: Vec<usize>,
    /// Which view of their texts.
    pub view: View,
    /// What the reader added to them.
    pub notebook: Arc<Notebook>,
    /// What it is, for the footer and for the name of a file.
    pub what: String,
}

impl ExportRequest {
    fn run(self, document: &Document) -> Exported {
        let Self {
            format: CopyFormat(format),
            positions,
            view,
            notebook,
            what,
        } = self;
        let Some(kind) = format.info().file else {
            let text = copy_text(format, document, &notebook, &positions, view);
            return Exported::Text(text, what);
        };
        let rows: Vec<ExportRow> = positions.into_iter().map(ExportRow::from).collect();
        let export = Export {
            document,
            notebook: &notebook,
            rows: &rows,
            view,
            purpose: Purpose::Full,
        };
        let mut bytes = Vec::new();
        // Writing into memory cannot fail.
        let _ = format.write(&mut bytes, &export);
        Exported::File(bytes, kind, what)
    }
}

/// What was made of provisions. Each comes with what it is, for the footer and for a file's name.
#[derive(Clone, Debug)]
pub enum Exported {
    /// A text to be copied.
    Text(String, String),
    /// The content of a file of a kind.
    File(Vec<u8>, FileKind, String),
}

/// Of one kind at most one job runs; a new one cancels the one before, unless it is queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JobKind {
    /// Reading a document.
    Read,
    /// Indexing.
    Index,
    /// Links.
    Links,
    /// Facets of who is asked to do what.
    Operative,
    /// Groupings.
    Group,
    /// Copies and files of provisions.
    Export,
    /// Queries.
    Query,
    /// Texts of notes.
    Place,
}

impl JobKind {
    /// Whether a new job waits for those before it, and cancels none: what is copied is all wanted.
    #[must_use]
    pub fn is_queued(self) -> bool {
        self == Self::Export
    }
}

/// An answer of a job, and the document that it is about. It names its request by what it holds:
/// what was typed, or by what was grouped.
#[derive(Clone, Debug)]
pub struct JobAnswer {
    /// Which document it is about.
    pub document: DocumentId,
    /// What was made.
    pub outcome: JobOutput,
}

/// What a job has made.
#[derive(Clone, Debug)]
pub enum JobOutput {
    /// An index of all of the document, or of its first part.
    Index(Arc<Index>),
    /// What refers to what.
    Links(Arc<Links>),
    /// The index has the facets of who is asked to do what.
    Operative,
    /// Groups.
    Groups(Arc<Groups>),
    /// Hits.
    Findings(Arc<Findings>),
    /// What is to be copied or written.
    Exported(Exported),
    /// Where notes belong, where that is elsewhere; and whether it is to be saved.
    Placed(Option<Change>, bool),
}

impl JobOutput {
    /// What sort of answer it is, for a log.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Index(_) => "index",
            Self::Links(_) => "links",
            Self::Operative => "operative",
            Self::Groups(_) => "groups",
            Self::Findings(_) => "findings",
            Self::Exported(_) => "exported",
            Self::Placed(..) => "placed",
        }
    }
}

/// In larger documents a first part is made findable at once, and serves until the rest is.
const FIRST_PART: usize = 20_000;

impl Job {
    /// Which other jobs this one takes the place of.
    #[must_use]
    pub fn kind(&self) -> JobKind {
        match self.task {
            Task::Index => JobKind::Index,
            Task::Links => JobKind::Links,
            Task::Operative(_) => JobKind::Operative,
            Task::Group(..) => JobKind::Group,
            Task::Export(_) => JobKind::Export,
            Task::Query(..) => JobKind::Query,
            Task::Place(..) => JobKind::Place,
        }
    }

    /// Does it, until it is done or cancelled. `answer` is called for each answer, and says whether
    /// anybody wants more.
    pub fn run(self, cancel: &Cancel, answer: &dyn Fn(JobAnswer) -> bool) {
        let Self { document, task } = self;
        let answer = |outcome| {
            answer(JobAnswer {
                document: document.id,
                outcome,
            })
        };
        let ignored = &|_| {};
        let browsed = &document.document;
        let outcome = match task {
            Task::Index => {
                let all = browsed.provisions.len();
                if all > FIRST_PART
                    && let Ok(first) = Index::build_first(browsed, FIRST_PART, ignored, cancel)
                    && !answer(JobOutput::Index(Arc::new(first)))
                {
                    return;
                }
                let index = Index::build_first(browsed, all, ignored, cancel);
                index.map(|index| JobOutput::Index(Arc::new(index)))
            }
            Task::Links => {
                let links = Links::read(browsed, &|| cancel.is_cancelled());
                links
                    .map(|links| JobOutput::Links(Arc::new(links)))
                    .ok_or(Cancelled)
            }
            Task::Operative(index) => {
                let read = index.read_operative(browsed, ignored, cancel);
                read.map(|_| JobOutput::Operative)
            }
            Task::Group(by, index, links) => {
                let groups = Groups::of(browsed, by, &index, links.as_deref());
                Ok(JobOutput::Groups(Arc::new(groups)))
            }
            Task::Export(request) => Ok(JobOutput::Exported(request.run(browsed))),
            Task::Query(question, before) => {
                let findings = Findings::of(browsed, question, before.as_deref(), cancel);
                findings.map(|findings| JobOutput::Findings(Arc::new(findings)))
            }
            Task::Place(notebook, saves) => {
                let change = placed(browsed, &notebook, &|| cancel.is_cancelled());
                Ok(JobOutput::Placed(change, saves))
            }
        };
        if let Ok(outcome) = outcome
            && !cancel.is_cancelled()
        {
            answer(outcome);
        }
    }
}
