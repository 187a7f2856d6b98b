"""Ways of asking that say the same as a plainer one: "what is the total number of" is "how many"."""

from __future__ import annotations

import re

from bot.answering.grades import GRADE
from retrieval.language.figures import VALUES
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import words

_AND = r"^(?:(?:and|so|but|ok|also|then)[ ,]+)*"
_NUMBER_OF = re.compile(
    rf"{_AND}(?:(?:what(?:'s|’s|s| is| was| were| are)?|give me|tell me|find) )?(?:the )?"
    r"(?:(?:total|overall|exact|actual) )?(?:numbers? of|no\.? of|nos of|# ?of|#)"
    r"(?= (?!\d|(?:the|them|those|these|it)\b))"
    r"|^hm(?= \w)",
    re.IGNORECASE,
)
_NUMBER_BEHIND = re.compile(
    r"^(?P<of>[\w'’&-]+(?: [\w'’&-]+){0,2}),? (?:total )?(?:numbers?|no\.?) of (?P<what>[\w'’ -]{3,60}?)\W*$",
    re.IGNORECASE,
)
"""A name, and after it what is counted: "wakefield number of children"."""
_NO_COUNT = frozenset({"one", "once", "twice", "hundred", "dozen"})
_SAY = r"(?:said|written|reported|found|noted|known|concluded|stated)"
_ON = r"(?:about|on|of|for|regarding|concerning|around|re)"
_INSPECTORS = r"(?:(?:the )?(?:inspectors?|inspection|report)|they|it|ofsted|hmip?|we)"
_ON_A_TOPIC = re.compile(
    rf"{_AND}(?:(?:please|can you|could you|just) )*(?:"
    rf"(?:describe|outline|summari[sz]e|explain|discuss) (?:what (?:is|was|has been|were) {_SAY} {_ON} |"
    rf"(?:the )?(?:findings?|views?|evidence|conclusions?) {_ON} )|"
    rf"(?:describe|outline) (?!(?:it|that|this|them)\b)|"
    rf"what (?:conclusions?|findings?|judgements?) (?:is|are|was|were|did {_INSPECTORS}) "
    rf"(?:(?:there|drawn|made|reached|draw|make|reach|come to) )*{_ON} |"
    rf"what evidence (?:is|was|did {_INSPECTORS}) (?:(?:there|found|given|find|give) )*{_ON} |"
    rf"(?:any |the )?(?:quotes?|evidence|details?) {_ON} (?!(?:it|that|this|them)\b)|"
    rf"what (?:do|does|did) {_INSPECTORS} know {_ON} |"
    rf"(?:i(?:'d| would)? )?(?:want|like) to (?:hear|know|read|learn) (?:more )?about |"
    rf"(?:did|does|do|has|have) {_INSPECTORS} (?:look(?:ed)? (?:at|into)|consider(?:ed)?|examined?|cover(?:ed)?|"
    rf"comment(?:ed)? on|mention(?:ed)?|say anything about|report(?:ed)? on|discuss(?:ed)?|address(?:ed)?) "
    rf"(?!(?:it|that|this|them)\b))(?=\w)",
    re.IGNORECASE,
)
_WHETHER_MENTIONED = re.compile(
    rf"{_AND}(?:is|are|was|were) (?P<topic>(?!(?:it|that|this|they|there)\b).{{4,80}}?) "
    r"(?:mentioned|covered|discussed|addressed|talked about)"
    r"(?: (?:at all|(?P<anywhere>anywhere|in any (?:report|of them))|in (?:the|this|that) report))*\W*$",
    re.IGNORECASE,
)


_GRADES = r"(?:(?:overall )?(?:ratings?|grades?|judgements?|scores?))"
_COMPARED = re.compile(
    rf"{_AND}(?:(?:how|in what way) (?:do|did) (?:the|their|these) (?P<one>{_GRADES}) (?:compare|differ|stack up)"
    r"(?: (?:for|between|across|of|in|with|on|at))*|"
    rf"compare (?:the )?(?P<two>{_GRADES}) (?:of|for|in|between|across|at))(?= \w)",
    re.IGNORECASE,
)
_COMPARED_BEHIND = re.compile(
    rf"{_AND}compare (?P<reports>.{{3,80}}?)(?:['’]s?| on| by|:) (?:their |the )?(?P<what>{_GRADES})\W*$", re.IGNORECASE
)


_ENTRIES = (
    r"(?:(?:key|main|priority|top|other|specific) )?(?:recommendations?|strengths|weaknesses|things|areas|points|"
    r"(?:key )?findings|judge?ments|ratings|scores|grades|actions|examples|improvements)"
)
_COUNTED = re.compile(
    rf"(?<!first )(?<!last )(?<!top )(?<!of )\b(?:{'|'.join(n for n in VALUES if n not in _NO_COUNT)}) (?={_ENTRIES}\b)"
    r"(?! (?:came|come|were|was|are|got))",
    re.IGNORECASE,
)
"""How many entries of a list the asker expects."""
_IN_THE_COLLECTION = re.compile(
    r"(?<! are)(?<! is)(?<! there),? (?:in|of|from|within) (?:the|this|your|our) (?:(?:whole|entire) )?"
    r"(?:collection|library|index|database|corpus|"
    r"system|set(?: of reports)?)(?=\W*$|,| (?:were|was|are|is|have|has|mention|say|give|speak|talk))",
    re.IGNORECASE,
)
_OFFICE = (
    r"(?:chair\w*|manager|director|head|lead(?:er)?|inspector|officer|commissioner|minister|chief|member|worker|author|"
    r"person|someone|judge|mentor|teacher|nurse|child|boy|girl|young person|mother|father|adviser)"
)
_NAME_OF = re.compile(
    rf"{_AND}what(?:'s|’s|s| is| was)? the name of "
    rf"(?P<what>(?:the |their |its |an? )(?!.*\b{_OFFICE}\b).{{3,100}}?)\W*$",
    re.IGNORECASE,
)
_NAME_BEHIND = re.compile(
    rf"^(?P<what>(?!.*\b{_OFFICE}\b)(?!.*\b(?:her|his|their|its|my|whose)\b)"
    r"(?!(?:what['’]?s?|who|which|give|tell|any|and|the|a|file|first|last|full)\b)"
    r"[\w'’&-]+(?: [\w'’&-]+){1,7}) name\W*$",
    re.IGNORECASE,
)
"""A thing, and no more than that its name is asked for: "wirral youth forum name"."""
_REASONS_FOR = re.compile(
    rf"{_AND}what (?:are|were|is|was) the (?:main )?reasons? (?:for|behind) (?P<whose>.{{3,60}}?)['’]s? "
    rf"(?P<grade>{GRADE})(?: overall)? (?:judge?ment|rating|grade)(?P<rest>.*?)\W*$",
    re.IGNORECASE,
)


_EVALUATION = re.compile(
    r"\bwhat evaluations? (?=(?:did|was|were|has)\b.*\b(?:get|got|given|receive[d]?|awarded)\b)", re.IGNORECASE
)
_PLURAL_GRADE = re.compile(r"\b(outstanding|inadequate)s\b", re.IGNORECASE)


def plainly_asked(question: str) -> str:
    """A question in its plainer form: "details of the night team" asks "what is said about the night team"."""
    question = _EVALUATION.sub("what rating ", question)
    question = _PLURAL_GRADE.sub(r"\1 ratings", _COUNTED.sub("", question))
    question = _IN_THE_COLLECTION.sub("", question)
    if named := _NAME_OF.match(question):
        return f"what is {named['what']} called"
    if named := _NAME_BEHIND.match(question):
        return f"what is the {named['what']} called"
    if reasons := _REASONS_FOR.match(question):
        return f"why was {reasons['whose']} judged {reasons['grade']}{reasons['rest']}"
    number = _NUMBER_OF.match(question)
    if number and number.end() < len(question):
        return f"how many{question[number.end() :]}"
    behind = _NUMBER_BEHIND.match(question)
    if behind and STOP_WORDS.isdisjoint(words(behind["of"])):
        return f"how many {behind['what']} in {behind['of']}"
    if compared := _COMPARED.match(question):
        return f"what {compared['one'] or compared['two']} did{question[compared.end() :].rstrip('?!. ')} get"
    if compared := _COMPARED_BEHIND.match(question):
        return f"what {compared['what']} did {compared['reports']} get"
    if mentioned := _WHETHER_MENTIONED.match(question):
        return f"{'which reports mention' if mentioned['anywhere'] else 'what is said about'} {mentioned['topic']}"
    topic = _ON_A_TOPIC.match(question)
    return f"what is said about {question[topic.end() :]}" if topic else question
