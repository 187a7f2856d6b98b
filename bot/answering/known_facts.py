"""What is known for certain: typed facts, lists and places, straight from the library, before anything is searched."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.answering.defined import definition
from bot.answering.draft import Draft
from bot.answering.entries_counted import entries_counted
from bot.answering.evidence import Evidence
from bot.answering.facts import not_found
from bot.answering.figures_ranked import figures_of_each
from bot.answering.grades import grades_asked
from bot.answering.headed_lists import headed_list
from bot.answering.holdings import Holdings
from bot.answering.judged import judgements_asked, on_another_scale, section_judged
from bot.answering.judged_by_meaning import judged_by_meaning, perhaps_judged
from bot.answering.labelled import labelled
from bot.answering.letters import letter_line
from bot.answering.lists import listing
from bot.answering.numbered_sections import numbered_section
from bot.answering.over_reports import comparison, mentions
from bot.answering.passages import Search
from bot.answering.people import who_is
from bot.answering.placed import placed, reads_out
from bot.answering.praised import praised
from bot.answering.printed_facts import printed_fact
from bot.answering.query import AnswerType, Asked, Query
from bot.answering.ranked import ranking
from bot.answering.sampled import sampled
from bot.answering.scales import measures_asked
from bot.answering.subject import Subject
from bot.answering.summaries import summary
from bot.answering.understanding.most_of import asks_of_figures, ranks_by_entries
from bot.answering.understanding.one_sided import asks_who_of_all, side_asked
from bot.answering.voices import asks_for_voices, voices
from retrieval.domain import Paragraph

_WHY_GRADED = re.compile(
    r"^\W*(?:(?:so|and|but|ok) )*why (?:was|were|is|are) (?:[\w'’-]+ ){1,8}?"
    r"(?=(?:inadequate|outstanding|good|requires? improvement)\b"
    r"(?! (?:at|about|enough|use|quality|work|practice)\b))",
    re.IGNORECASE,
)
_ASKS_WHAT = re.compile(
    r"^\W*(?:(?:so|and|but|ok|hi|erm?|sorry) )*what(?:'s|s| is| are)\b|= ?what\b"
    r"|\bwhat(?:'s|s| is| are) (?:that|it|this)\W*$|^\W*[a-z]{3,}\W*\?",
    re.IGNORECASE,
)
"""Asks what something is, or is a bare word ("VMP?"), of which a definition may be printed."""
_MAY_NAME_A_LIST = (Asked.LIST, Asked.FACT, Asked.TOPIC, Asked.SUMMARY)
_NEAR_ENTRY = 0.35
"""The cosine from which on an entry of a list is near in meaning to what is asked for."""
_AS_NEAR = 0.06
"""How much less near another may be that is given with it."""


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Answers queries by what the library knows; `evidence` gives the weighed paragraphs of a query's reports."""

    search: Search
    evidence: Callable[[Query], list[Evidence]]

    @property
    def holdings(self) -> Holdings:
        """What the library holds."""
        return self.search.holdings

    def answer(self, query: Query) -> Draft | None:
        """Typed facts, lists and places, straight from the library."""
        if query.asked in _MAY_NAME_A_LIST and (draft := headed_list(query, self.holdings)):
            return draft
        match query.asked:
            case Asked.PLACE:
                return self._section(query) or placed(query, self.holdings)
            case Asked.DEFINITION:
                return definition(query, self.holdings)
            case Asked.LIST:
                return listing(query, self.holdings, self._nearest)
            case Asked.SUMMARY:
                return summary(query, self.holdings)
            case Asked.RANKING:
                if ranks_by_entries(query.standalone) and (counted := entries_counted(query, self.holdings)):
                    return counted
                if len(query.reports.ids) > 1 and asks_of_figures(query.standalone):
                    return figures_of_each(query, self.search)
                return ranking(query, self.holdings) or self._listed(query) or self._praised(query)
            case Asked.JUDGEMENT | Asked.FACT | Asked.TOPIC:
                if query.asked is Asked.FACT and (draft := labelled(query, self.holdings)):
                    return draft
                if draft := self._printed(query):
                    return draft
                if query.asked is not Asked.JUDGEMENT and (draft := numbered_section(query, self.holdings)):
                    return self._judged_now(query) or draft
                if query.asked is not Asked.JUDGEMENT and asks_for_voices(query, self.holdings):
                    evidence = self.evidence(query)
                    return voices(query, self.holdings) or not_found(query, evidence, self.holdings)
                return self.judged(query) or self.short_definition(query)
            case Asked.COMPARISON:
                if len(query.reports.ids) > 1:
                    if draft := printed_fact(query, self.holdings) or numbered_section(query, self.holdings):
                        return draft
                    return sampled(query, self.holdings) or comparison(query, self.search)
                return judgements_asked(query, self.holdings)
            case Asked.MENTIONS:
                return mentions(query, self.search)
            case _:
                return None

    def _printed(self, query: Query) -> Draft | None:
        """What a report prints of itself and of people: who wrote it, when, from how many cases, who somebody is."""
        of_itself = letter_line(query, self.holdings) or printed_fact(query, self.holdings)
        return of_itself or sampled(query, self.holdings) or who_is(query, self.holdings)

    def _section(self, query: Query) -> Draft | None:
        """What is said of a section by its number: its judgements, and where it is to be read out its findings too."""
        judged = section_judged(query, self.holdings)
        if judged and not reads_out(query.standalone):
            return judged
        said = numbered_section(query, self.holdings)
        return replace(said, points=(judged.points if judged else ()) + said.points) if said else judged

    def _judged_now(self, query: Query) -> Draft | None:
        """After "domain 2?" "rating?" asks for what that was given."""
        if not measures_asked(query.question):
            return None
        return judgements_asked(
            replace(query, asked=Asked.JUDGEMENT, standalone=f"rating for {query.standalone}"), self.holdings
        )

    def judged(self, query: Query) -> Draft | None:
        """The judgement that is named, or the one that is meant, or the one on another scale."""
        if (draft := judgements_asked(query, self.holdings)) or query.asked is not Asked.JUDGEMENT:
            return draft
        evidence = self.evidence(query)
        return judged_by_meaning(query, evidence, self.holdings) or on_another_scale(query, self.holdings)

    def rated_why(self, query: Query) -> Draft | None:
        """To "why was planning inadequate?" the judgement with that grade, where there is one; None else."""
        said = _WHY_GRADED.sub(r"\g<0>rated ", query.standalone)
        grades = grades_asked(said) if said != query.standalone else None
        asked = replace(query, standalone=said, own=said, asked=Asked.JUDGEMENT, answer_type=AnswerType.ANY)
        draft = judgements_asked(asked, self.holdings) if grades else None
        judged = [j for point in draft.points for j in point.typed] if draft else []
        return draft if grades and judged and all(map(grades.includes, judged)) else None

    def meant(self, query: Query, evidence: Sequence[Evidence]) -> Draft | None:
        """Where a search finds no answer, the judgement that is meant, or those that may be."""
        if draft := judged_by_meaning(query, evidence, self.holdings):
            return draft
        return perhaps_judged(query, evidence, self.holdings) if query.asked is Asked.JUDGEMENT else None

    def _listed(self, query: Query) -> Draft | None:
        """What a report that judges nothing apart says it is best or worst at: its list of that."""
        return listing(replace(query, asked=Asked.LIST), self.holdings, self._nearest) if query.list_of else None

    def _praised(self, query: Query) -> Draft | None:
        """Which of several reports is best at what none of them judges apart: those that praise it."""
        side = side_asked(query.own) if len(query.reports.ids) > 1 and asks_who_of_all(query.own) else None
        return praised(query, self.search, side) if side else None

    def _nearest(self, entries: Sequence[Paragraph], subject: Subject) -> list[Paragraph]:
        """The entries of a list that are nearest in meaning to what is asked for of it; none where none is near."""
        among = {entry.id: entry for entry in entries}
        asked = " ".join(term.spelt for term in subject.terms)
        found = self.search.evidence(asked, subject, AnswerType.ANY, list({entry.report for entry in entries}))
        listed = [e for e in found if e.paragraph.id in among]
        least = max(_NEAR_ENTRY, listed[0].features.cosine - _AS_NEAR) if listed else 0.0
        near = (among[e.paragraph.id] for e in listed if e.features.cosine >= least)
        return sorted(near, key=lambda entry: entry.order)

    def short_definition(self, query: Query) -> Draft | None:
        """ "What is a VMP?" asks for a definition when some report defines just that."""
        # After "what's a VMP?" one asks how many had one, and not again what it is.
        asked = _ASKS_WHAT.search(query.own if query.leans_on else query.standalone)
        return definition(query, self.holdings) if asked and len(query.subject) <= 3 else None
