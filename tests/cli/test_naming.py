"""Reports as people name them."""

from __future__ import annotations

import pytest

from bot.cli.naming import UnknownReport, ids_named
from retrieval.domain import Report


def report(identifier: str, area: str, year: int, programme: str, *others: str) -> Report:
    return Report(
        id=identifier,
        title=f"{programme} of services in {area}",
        area=area,
        publisher="HM Inspectorate of Probation",
        programme=programme,
        file=f"{identifier}.txt",
        digest="",
        year=year,
        other_names=others,
    )


REPORTS = [
    report("holmfirth-2013-sqs", "Holmfirth", 2013, "Short Quality Screening"),
    report("holmfirth-2018-fji", "Holmfirth", 2018, "Full Joint Inspection"),
    report("marshwick-2015-fji", "Marshwick and Dale Council", 2015, "Full Joint Inspection", "East Dale"),
]
NAMED = {
    "marshwick-2015-fji": [2],
    "MARSHWICK-2015-FJI": [2],
    "marshwick-2015-fji.txt": [2],
    "marshwick": [2],
    "Marshwick and Dale": [2],
    "east dale": [2],
    "holmfrith": [0, 1],
    "holmfirth": [0, 1],
    "holmfirth-2018": [1],
    "Holmfirth 2018": [1],
    "the 2013 Holmfirth report": [0],
    "Holmfirth Full Joint Inspection": [1],
}


@pytest.mark.parametrize("name", NAMED)
def test_a_name_means_its_reports(name: str) -> None:
    assert ids_named([name], REPORTS) == [REPORTS[n].id for n in NAMED[name]]


@pytest.mark.parametrize("name", ["", " ", "nowhere", "holmfirth 2.8", "holmfirth 3", "Holmfirth 1999", "theme 6"])
def test_what_is_no_report_is_said_with_those_that_are(name: str) -> None:
    with pytest.raises(UnknownReport, match="holmfirth-2013-sqs, holmfirth-2018-fji, marshwick-2015-fji"):
        ids_named([name], REPORTS)


def test_several_names_give_each_report_once() -> None:
    assert ids_named(["holmfirth-2018", "marshwick", "holmfirth"], REPORTS) == [
        "holmfirth-2018-fji",
        "marshwick-2015-fji",
        "holmfirth-2013-sqs",
    ]
