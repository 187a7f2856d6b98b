"""The evidence for one question as a LangChain retriever."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from retrieval.domain import Paragraph, Report, label

Search = Callable[[str], Sequence[tuple[Report, Paragraph]]]
"""A standalone question -> paragraphs with their reports, best first."""


class EvidenceRetriever(BaseRetriever):
    """Paragraphs of the reports meant, as documents. The paragraph itself is in the metadata, for the check."""

    search: Search

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002 - LangChain's signature
        return [document(report, paragraph) for report, paragraph in self.search(query)]


def document(report: Report, paragraph: Paragraph) -> Document:
    """A paragraph as a document."""
    place = label(report.name, paragraph.locator, paragraph.kind)
    return Document(
        page_content=paragraph.text,
        id=paragraph.id,
        metadata={"label": place, "report": report, "paragraph": paragraph},
    )
