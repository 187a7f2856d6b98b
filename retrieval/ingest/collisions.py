"""Two files that say the same of themselves: the second gets an id of its own."""

from __future__ import annotations

from dataclasses import replace

from retrieval.domain import Reading

_SIGNS = 6  # of the file's digest


def set_apart(reading: Reading) -> Reading:
    """
    The reading under an id with a suffix that depends on the file's bytes only.

    For a file whose id another file bears already. The same file gives the same suffixed id again, whatever stands
    beside it.
    """
    old = reading.report.id
    new = f"{old}-{reading.report.digest[:_SIGNS]}"

    def moved(identity: str) -> str:
        return new + identity.removeprefix(old) if identity == old or identity.startswith(f"{old}/") else identity

    return replace(
        reading,
        report=replace(reading.report, id=new),
        paragraphs=tuple(
            replace(p, id=moved(p.id), report=new, attached_to=moved(p.attached_to) if p.attached_to else None)
            for p in reading.paragraphs
        ),
        judgements=tuple(replace(j, report=new, paragraph=moved(j.paragraph)) for j in reading.judgements),
        definitions=tuple(replace(d, report=new, paragraph=moved(d.paragraph)) for d in reading.definitions),
        repairs=tuple(replace(r, paragraph=moved(r.paragraph) if r.paragraph else None) for r in reading.repairs),
        doubts=tuple(moved(doubt) if doubt.startswith(f"{old}/") else doubt for doubt in reading.doubts),
    )
