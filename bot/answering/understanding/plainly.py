"""Ways of asking that say the same as a plainer one: "what is the total number of" is "how many"."""

from __future__ import annotations

import re

_AND = r"^(?:(?:and|so|but|ok|also|then)[ ,]+)*"
_NUMBER_OF = re.compile(
    rf"{_AND}(?:(?:what(?:'s|’s|s| is| was| were| are)?|give me|tell me|find) )?(?:the )?"
    r"(?:(?:total|overall|exact|actual) )?(?:numbers? of|no\.? of|nos of|# ?of|#)"
    r"(?= (?!\d|(?:the|them|those|these|it)\b))"
    r"|^hm(?= \w)",
    re.IGNORECASE,
)
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


def plainly_asked(question: str) -> str:
    """A question in its plainer form: "details of the night team" asks "what is said about the night team"."""
    number = _NUMBER_OF.match(question)
    if number and number.end() < len(question):
        return f"how many{question[number.end() :]}"
    if compared := _COMPARED.match(question):
        return f"what {compared['one'] or compared['two']} did{question[compared.end() :].rstrip('?!. ')} get"
    if compared := _COMPARED_BEHIND.match(question):
        return f"what {compared['what']} did {compared['reports']} get"
    if mentioned := _WHETHER_MENTIONED.match(question):
        return f"{'which reports mention' if mentioned['anywhere'] else 'what is said about'} {mentioned['topic']}"
    topic = _ON_A_TOPIC.match(question)
    return f"what is said about {question[topic.end() :]}" if topic else question
