"""The retriever in a stock LangChain chain: retriever, prompt, chat model, parser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.documents import Document
from langchain_core.language_models import FakeListChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough

from retrieval.domain import Hit
from retrieval.index import Index
from retrieval.langchain import ParagraphRetriever
from tests.index.world import ASHMERE, NORTHFOLD, WordEmbedder, build

QUESTION = "management oversight of case managers"


@pytest.fixture
def retriever(tmp_path: Path) -> Iterator[ParagraphRetriever]:
    build(tmp_path, ASHMERE, NORTHFOLD)
    with Index.open(tmp_path, WordEmbedder()) as index:

        def search(question: str) -> list[Hit]:
            ranking = dict(index.dense(index.embed_query(question), limit=2))
            found = index.library.paragraphs_by_ids(list(ranking))
            return [Hit(paragraph, ranking[id_]) for id_, paragraph in found.items()]

        yield ParagraphRetriever(search=search, report=index.library.report)


def test_a_document_is_a_paragraph_with_its_place(retriever: ParagraphRetriever) -> None:
    first, second = retriever.invoke(QUESTION)
    assert first.page_content == ASHMERE.paragraphs[0].text
    assert first.id == "ashmere-2015-fji/theme-1/1"
    score = first.metadata.pop("score")
    assert score > second.metadata["score"]
    assert first.metadata == {
        "paragraph_id": "ashmere-2015-fji/theme-1/1",
        "report": "ashmere-2015-fji",
        "headings": ["Theme 1", "Findings"],
        "number": "1",
        "position": None,
        "page": None,
        "kind": "finding",
        "label": "Ashmere 2015, Theme 1, Findings, para 1",
    }
    json.dumps(second.metadata)


def test_it_works_in_a_stock_chain(retriever: ParagraphRetriever) -> None:
    seen: list[list[BaseMessage]] = []

    class Listening(FakeListChatModel):
        def _call(self, messages: list[BaseMessage], *args: object, **kwargs: object) -> str:
            seen.append(messages)
            return super()._call(messages, *args, **kwargs)

    def printed(documents: list[Document]) -> str:
        return "\n".join(f"{d.metadata['label']}: {d.page_content}" for d in documents)

    prompt = ChatPromptTemplate.from_messages([("system", "Answer from:\n{context}"), ("human", "{question}")])
    chain = (
        {"context": retriever | RunnableLambda(printed), "question": RunnablePassthrough()}
        | prompt
        | Listening(responses=["It was weak."])
        | StrOutputParser()
    )
    assert chain.invoke(QUESTION) == "It was weak."
    system, human = seen[0]
    assert f"Ashmere 2015, Theme 1, Findings, para 1: {ASHMERE.paragraphs[0].text}" in system.content
    assert human.content == QUESTION
    assert not isinstance(human, AIMessage)


async def test_it_can_be_awaited_and_batched(retriever: ParagraphRetriever) -> None:
    assert await retriever.ainvoke(QUESTION) == retriever.invoke(QUESTION)
    assert [len(documents) for documents in retriever.batch([QUESTION, "health workers"])] == [2, 2]


def test_a_search_that_finds_nothing_gives_no_documents_and_its_errors_come_through() -> None:
    nothing = ParagraphRetriever(search=lambda question: [], report=lambda id_: None)  # noqa: ARG005
    assert nothing.invoke("anything") == []

    def broken(question: str) -> list[Hit]:
        raise TimeoutError(question)

    with pytest.raises(TimeoutError, match="anything"):
        ParagraphRetriever(search=broken, report=lambda id_: None).invoke("anything")  # noqa: ARG005


def test_a_report_that_is_not_known_is_named_by_its_id() -> None:
    hit = Hit(ASHMERE.paragraphs[0], 1.0)
    retriever = ParagraphRetriever(search=lambda question: [hit], report=lambda id_: None)  # noqa: ARG005
    assert retriever.invoke("x")[0].metadata["label"] == "ashmere-2015-fji, Theme 1, Findings, para 1"
