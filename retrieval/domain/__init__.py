"""The nouns of the product. Standard library only."""

from retrieval.domain.citation import Citation
from retrieval.domain.errors import (
    DataFolderUnusable,
    FalseQuote,
    LibraryUnusable,
    NoReports,
    UnknownPlace,
    UnreadableReport,
    VerseError,
)
from retrieval.domain.hit import Hit
from retrieval.domain.judgement import Definition, Judgement, Measure
from retrieval.domain.paragraph import Kind, Locator, Paragraph, label, ordinal
from retrieval.domain.reading import Furniture, FurnitureKind, Reading, Repair
from retrieval.domain.report import Report

__all__ = [
    "Citation",
    "DataFolderUnusable",
    "Definition",
    "FalseQuote",
    "Furniture",
    "FurnitureKind",
    "Hit",
    "Judgement",
    "Kind",
    "LibraryUnusable",
    "Locator",
    "Measure",
    "NoReports",
    "Paragraph",
    "Reading",
    "Repair",
    "Report",
    "UnknownPlace",
    "UnreadableReport",
    "VerseError",
    "label",
    "ordinal",
]
