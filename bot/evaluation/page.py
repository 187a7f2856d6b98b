"""A run as one HTML page: totals, risk against coverage, what changed, and every failing item with its paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from importlib import resources
from string import Template

from bot.evaluation.accepted import Accepted
from bot.evaluation.columns import COLUMNS, Column, shown
from bot.evaluation.curve import area_under, risk_coverage, svg
from bot.evaluation.result import Result, Run, Shown
from bot.evaluation.totals import Totals, by_kind, by_report, by_split, totals


def page(run: Run, baselines: Sequence[Run] = (), accepted: Mapping[str, Accepted] | None = None) -> str:
    """The whole page; it loads nothing from anywhere."""
    template = resources.files("bot.evaluation").joinpath("page.html").read_text(encoding="utf-8")
    whole = totals(run.results)
    failing = [r for r in run.results if not r.passed]
    return Template(template).substitute(
        system=escape(run.system),
        summary=_summary(run, whole),
        cards="\n".join(_card(c, whole) for c in COLUMNS if c.target is not None and c.value(whole) is not None),
        plot=_plot(run, baselines),
        tables=_tables(run, baselines, whole),
        legend="".join(
            f"<dt>{escape(c.name)}</dt><dd>{escape(c.meaning)}{_target(c)}</dd>" for c in COLUMNS if c.meaning
        ),
        changes=_changes(run, accepted),
        faults=_faults(run),
        kinds="".join(
            f'<option value="{escape(k)}">{escape(k)}</option>' for k in dict.fromkeys(sorted(r.kind for r in failing))
        ),
        failing_count=str(len(failing)),
        failing="\n".join(_failing(r) for r in failing) or "<p>Every item passes.</p>",
    )


def _summary(run: Run, whole: Totals) -> str:
    text = f"{whole.passed} of {whole.items} items pass, over {len(run.reports)} reports: {', '.join(run.reports)}."
    waiting = f" {run.candidates} candidates wait to be completed." if run.candidates else ""
    return escape(text + waiting)


def _card(column: Column, whole: Totals) -> str:
    state = "met" if column.reached(whole) else "missed"
    value = shown(column.value(whole))
    return (
        f'<div class="card {state}"><b>{value}</b><span>{escape(column.name)}</span>'
        f"<small>{_target(column).strip(' ()')}</small></div>"
    )


def _target(column: Column) -> str:
    if column.target is None:
        return ""
    return f" (target {'≤' if column.most else '≥'} {column.target:.2f})"


def _plot(run: Run, baselines: Sequence[Run]) -> str:
    points = risk_coverage(run.results)
    marks = [(escape(b.system), risk_coverage(b.results)[-1]) for b in baselines if risk_coverage(b.results)]
    mean_risk = area_under(points)
    note = "" if mean_risk is None else f"<p>Mean risk over the coverage reached: {mean_risk:.3f}.</p>"
    return svg(points, marks) + note


def _tables(run: Run, baselines: Sequence[Run], whole: Totals) -> str:
    sets: list[tuple[str, Mapping[str, Totals]]] = [
        ("Kind", {"all": whole} | by_kind(run.results)),
        ("Split", by_split(run.results)),
        ("Report", by_report(run.results)),
    ]
    if baselines:
        sets.append(("Baseline", {b.system: totals(b.results) for b in baselines}))
    head = "".join(f'<th title="{escape(c.meaning)}">{escape(c.name)}</th>' for c in COLUMNS)
    body = []
    for title, rows in sets:
        body.append(f"<tr><th>{title}</th><th>items</th>{head}</tr>")
        for name, total in rows.items():
            cells = "".join(f'<td class="{_state(c, total)}">{shown(c.value(total))}</td>' for c in COLUMNS)
            body.append(f"<tr><th scope='row'>{escape(name)}</th><td>{total.items}</td>{cells}</tr>")
    return f"<table>{''.join(body)}</table>"


def _state(column: Column, total: Totals) -> str:
    reached = column.reached(total)
    return "" if reached is None else "met" if reached else "missed"


def _changes(run: Run, accepted: Mapping[str, Accepted] | None) -> str:
    if accepted is None:
        return "<p>There is no accepted run to compare with.</p>"
    rows = []
    for result in run.results:
        now, before = Accepted.of(result), accepted.get(result.id)
        if before == now:
            continue
        was = "new" if before is None else _brief(before)
        way = "" if before is None or before.passed == now.passed else "met" if now.passed else "missed"
        rows.append(
            f'<tr class="{way}"><th scope="row"><a href="#{result.id}">{escape(result.id)}</a></th>'
            f"<td>{escape(was)}</td><td>{escape(_brief(now))}</td></tr>"
        )
    if not rows:
        return "<p>The same results as in the accepted run.</p>"
    return f"<table><tr><th>Item</th><th>accepted</th><th>now</th></tr>{''.join(rows)}</table>"


def _brief(accepted: Accepted) -> str:
    measures = {"recall": accepted.recall, "precision": accepted.precision}
    figures = "".join(f", {name} {shown(v)}" for name, v in measures.items() if v is not None)
    return f"{'passes' if accepted.passed else 'fails'}: {accepted.outcome}{figures}"


def _faults(run: Run) -> str:
    if not run.faults:
        return ""
    listed = "".join(f"<li>{escape(fault)}</li>" for fault in run.faults)
    return f'<section><h2>Faults in items</h2><ul class="faults">{listed}</ul></section>'


def _failing(result: Result) -> str:
    turns = "".join(f"<li>{escape(turn)}</li>" for turn in result.turns)
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in result.reasons)
    wanted = f"<p>Wanted: {escape(', '.join(result.wanted))}</p>" if result.wanted else ""
    cited = "Nearest" if result.expect == "abstain" and result.outcome != "answered" else "Cited"
    return (
        f'<details id="{result.id}" data-kind="{result.kind}"><summary><code>{escape(result.id)}</code> '
        f"<span>{escape(result.turns[-1])}</span> <em>{escape(result.reasons[0] if result.reasons else '')}</em>"
        f'</summary><ol class="turns">{turns}</ol><ul class="reasons">{reasons}</ul>'
        f"<p>{escape(result.kind)}, expects {escape(result.expect)}, {escape(result.file)}:{result.line}</p>"
        f"<blockquote><b>{escape(result.outcome)}</b> {escape(result.answer)}</blockquote>{wanted}"
        f'<div class="sides"><div><h4>Expected</h4>{_paragraphs(result.expected, always=True)}</div>'
        f"<div><h4>{cited}</h4>{_paragraphs(result.cited)}</div></div></details>"
    )


def _paragraphs(paragraphs: Sequence[Shown], *, always: bool = False) -> str:
    if not paragraphs:
        return "<p>nothing</p>"
    return "".join(
        f'<article class="{"met" if always or p.hit else "missed"}"><h5>{escape(p.place)}</h5>'
        f"<p>{_with_quote(p)}</p></article>"
        for p in paragraphs
    )


def _with_quote(shown_paragraph: Shown) -> str:
    text, quote = shown_paragraph.text, shown_paragraph.quote
    start = text.find(quote) if quote else -1
    if start < 0:
        return escape(text)
    end = start + len(quote)
    return f"{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}"
