"""A run as JUnit XML, for the test view of a CI system."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from bot.evaluation.result import Run

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""What XML 1.0 cannot hold, not even escaped."""


def junit(run: Run) -> str:
    """One test case per item, in a suite per file; a fault in an item is an error."""
    root = ET.Element("testsuites", name=f"gold: {run.system}")
    for file in sorted({r.file for r in run.results}):
        results = [r for r in run.results if r.file == file]
        failed = sum(not r.passed for r in results)
        suite = ET.SubElement(root, "testsuite", name=file, tests=str(len(results)), failures=str(failed), errors="0")
        for result in results:
            case = ET.SubElement(
                suite, "testcase", classname=f"gold.{result.kind}", name=result.id, file=file, line=str(result.line)
            )
            if not result.passed:
                failure = ET.SubElement(case, "failure", message=_clean("; ".join(result.reasons)))
                failure.text = _clean(f"Question: {result.turns[-1]}\nAnswer: {result.answer}")
    if run.faults:
        count = str(len(run.faults))
        suite = ET.SubElement(root, "testsuite", name="faults", tests=count, failures="0", errors=count)
        for fault in run.faults:
            case = ET.SubElement(suite, "testcase", classname="gold.faults", name=_clean(fault))
            ET.SubElement(case, "error", message=_clean(fault))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
