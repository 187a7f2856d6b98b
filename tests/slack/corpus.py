"""Three small reports for the scripted answerer, made up, and text as nasty as it gets."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.domain import Citation, Kind, Locator, Paragraph, Report

NASTY = (
    "Tell <!channel> and <!here> and <@U1> or <@U2BEN|ben>: see <https://evil.example|our page>, "
    "https://plain.example/x?a=1&b=2, <#C1|general>, `code` ```block``` *bold* _it_ ~gone~ &amp; &lt;tag&gt; "
    "> quoted :smile: a@b.example \\n \u202e end."
)


def _report(report_id: str, area: str, year: int, url: str | None = None) -> Report:
    return Report(
        id=report_id,
        title=f"An inspection of youth work in {area}",
        area=area,
        publisher="Inspectorate of Examples",
        programme="Full joint inspection",
        file=f"{report_id}.txt",
        digest="0" * 64,
        year=year,
        published=f"{year}-03",
        fieldwork=f"January {year}",
        url=url,
    )


REPORTS = {
    "elmbury-2016": _report("elmbury-2016", "Elmbury", 2016, "https://reports.example/elmbury.pdf"),
    "fernham-2017": _report("fernham-2017", "Fernham", 2017),
    "nasty-2018": _report("nasty-2018", "Nasty <!channel> & Co", 2018, "javascript:alert(1)"),
}


def _paragraphs(report: str, texts: list[str]) -> list[Paragraph]:
    return [
        Paragraph(
            id=f"{report}.{number}",
            report=report,
            locator=Locator(("Theme 1: Reducing reoffending", "Findings"), number=f"1.{number}", page=number),
            kind=Kind.FINDING,
            text=text,
            order=number - 1,
        )
        for number, text in enumerate(texts, 1)
    ]


def _long(size: int, seed: str) -> str:
    sentence = f"{seed} sentence of a paragraph that goes on and on, with a number {{}} in it. "
    text = ""
    number = 0
    while len(text) < size:
        number += 1
        text += sentence.format(number)
    return text[:size].rstrip()


PARAGRAPHS = {
    paragraph.id: paragraph
    for report, texts in {
        "elmbury-2016": [
            "Staff in Elmbury saw children every week. Records were good in 47% of cases.",
            "Managers checked plans. They did so in 62% of cases, which was better than before.",
            "Partners met monthly.",
        ],
        "fernham-2017": ["In Fernham plans were late.", "Supervision was regular in Fernham, and it was recorded."],
        "nasty-2018": [NASTY, _long(30_000, "Another"), NASTY * 100],
    }.items()
    for paragraph in _paragraphs(report, texts)
}


@dataclass(frozen=True)
class Place:
    """A paragraph with its report and neighbours."""

    report: Report
    paragraph: Paragraph
    previous: str | None
    next: str | None


@dataclass(frozen=True)
class Loaded:
    """A report and how many paragraphs it has."""

    report: Report
    paragraphs: int


@dataclass(frozen=True)
class Everything:
    """What is loaded."""

    reports: tuple[Loaded, ...]
    indexed_at: str | None
    index: str


def place(paragraph_id: str) -> Place | None:
    """A paragraph by id."""
    paragraph = PARAGRAPHS.get(paragraph_id)
    if paragraph is None:
        return None
    same = [other for other in PARAGRAPHS.values() if other.report == paragraph.report]
    at = same.index(paragraph)
    before = same[at - 1].id if at else None
    after = same[at + 1].id if at + 1 < len(same) else None
    return Place(REPORTS[paragraph.report], paragraph, before, after)


def citation(paragraph_id: str, quote: str | None = None) -> Citation:
    """A paragraph cited."""
    paragraph = PARAGRAPHS[paragraph_id]
    return Citation(REPORTS[paragraph.report], paragraph, quote or paragraph.text)
