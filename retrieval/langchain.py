"""The retriever as LangChain sees it: a question in, printed paragraphs out, their places as metadata."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from retrieval.domain import Hit, Report, label


class ParagraphRetriever(BaseRetriever):
    """
    A search as a LangChain retriever.

    Each document is one paragraph, character for character, with its place as metadata: `paragraph_id`, `report`,
    `headings`, `number`, `position`, `page`, `kind`, `label` and `score`. The best comes first. Nothing is found where
    the search finds nothing; errors of the search come through.
    """

    search: Callable[[str], Sequence[Hit]]
    """Finds paragraphs for a question."""
    report: Callable[[str], Report | None]
    """The report of an id, to name it as staff do; the id stands where there is none."""

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002 - LangChain's signature
        return [self._document(hit) for hit in self.search(query)]

    def _document(self, hit: Hit) -> Document:
        paragraph, at = hit.paragraph, hit.paragraph.locator
        report = self.report(paragraph.report)
        name = report.name if report else paragraph.report
        metadata: dict[str, Any] = {
            "paragraph_id": paragraph.id,
            "report": paragraph.report,
            "headings": list(at.headings),
            "number": at.number,
            "position": at.position,
            "page": at.page,
            "kind": paragraph.kind.value,
            "label": label(name, at, paragraph.kind),
            "score": hit.score,
        }
        return Document(page_content=paragraph.text, metadata=metadata, id=paragraph.id)
