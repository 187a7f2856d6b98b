"""What people say around a question: greetings, thanks, that they ask, and what they need it for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import fold, words

_GREETING = re.compile(
    r"^(?:(?:(?:ouch|wow|blimey|yikes|crikey|oh|ah+|hmm+|really|interesting|fair enough|got it|i see|cool|nice|so|"
    r"right)(?=[,.!…]| [–-])|"
    r"(?:(?:and )?(?:just )?one (?:more|other|last|final) (?:thing|question)|follow[- ]?up(?: question)?|"
    r"last (?:one|question)|also)(?= ?[,:–-])|"
    r"(?:a |another |i have a |i'?ve got a )?question(?: for you)?(?=[,.!:–-])|q(?=:)|"
    r"hey|hi|hiya|hello|dear all|(?:good )?(?:morning|afternoon)|um+|uh+|er+m*|thanks(?: a lot| very much)?|"
    r"thank you(?: very much)?|cheers|great|perfect|lovely|brilliant|(?:just )?(?:a |one )?quick (?:one|question|query|"
    r"check|q)|(?:just )?(?:a|one) question|(?:i'?m )?just curious|sorry(?: to bother you)?|please|pls|plz|tl;?dr|"
    r"@?verse|@?bot)(?: (?:all|there|team|everyone|folks|guys|both)(?=[ ,.!:–-]))?(?![\w'’])[ ,.!:–-]+"
    r"|(?:can|could) (?:you|u|anyone|someone) help(?: me)?(?: with this| out)?[?.!:,]\s*"
    r"|(?:(?:can|could) (?:you|u) )?(?:(?:search|look|i'?m (?:looking|searching)|searching|looking) for|find(?: me)?) "
    r"(?!(?:out|that|it|this|them)\b)(?=(?:[\w'’-]+ ){2}))",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:(?<=[\w?.!,)'’\"]) |[,.!?–-] ?)(?:please|pls|plz|"
    r"(?:many |with )?thanks(?: (?:a lot|very much|in advance|all))?|"
    r"thank you(?: (?:very much|in advance|all))?|thankyou|thx|cheers|ta|much appreciated|asap|"
    r"if (?:possible|(?:you|u|anyone) (?:can|could|knows?|don'?t mind))|"
    r"when (?:you|u) (?:can|get a (?:minute|chance|moment)))(?![\w'’])[ ,.!?x–-]*$",
    re.IGNORECASE,
)
_HOW_TOLD = re.compile(
    r"[ ,.;?!–-]+(?:(?:and |but )?(?:keep it (?:short|brief|simple)|(?:a )?(?:short|brief|quick) answer)|briefly|"
    r"in (?:plain|simple|everyday) (?:english|terms|words|language)|(?:in|as) (?:a )?(?:bullets?|bullet points?)|"
    r"(?:(?:with|give|include|quote|and) )+(?:me )?(?:the )?(?:(?:paragraph|para|page|exact|full|relevant) )?"
    r"(?:numbers?|nos?|refs?|references?|citations?|cites?|quotes?|quotations?)|"
    r"and where (?:does|do|is|did) (?:it|they|that)(?: say| said| printed| written)*(?: that| this| so| it)?|"
    r"and (?:which|what) para(?:graph)?s?(?: number)?(?: is (?:that|it|this))?)\W*$",
    re.IGNORECASE,
)
"""How an answer is to be told: it is told with its paragraphs anyway."""
_TOLD_SO = re.compile(
    r"^(?:in (?:plain|simple|everyday) (?:english|terms|words|language)|briefly|in a few words)[ ,:–-]+", re.IGNORECASE
)
_IN_PASSING = re.compile(
    r"[ ,.;?!–-]+(?:in total|all told|altogether|exactly|by any chance|back then|at the moment|at present|"
    r"at (?:the|that) time(?: of (?:the|this|that) (?:inspection|visit|report))?)\W*$",
    re.IGNORECASE,
)
_LEFT = {_HOW_TOLD: 2, _IN_PASSING: 4}
"""Words of a question, at least, that are left without it: "how many in total?" wants to be told by that."""
_ASKING_VERB = (
    r"(?:tell (?:me|us)|say|let (?:me|us) know|find out|find|check|look up|look (?:at|into)|explain|confirm|"
    r"remind (?:me|us)|show (?:me|us)|give (?:me|us)|know|see|work out|understand|clarify|help me (?:with|understand))"
)
_WHO_ASKS = r"(?:boss|manager|director|editor|minister|mp|colleague|team|councillor|chair|client|solicitor|trustees?)"
_THAT_ONE_ASKS = re.compile(
    r"^(?:(?:and|so|but|ok|now|also|then)[ ,]+)*"
    r"(?:(?:can|could|would|will|might|may) (?:you|u|some(?:one|body)|any(?:one|body)|i|we)"
    rf"(?: \w+ly| please| pls| just)* {_ASKING_VERB}"
    r"|(?:do|does|did) (?:you|u|we|anyone|anybody|it|the (?:report|reports|inspectors?|letter)|they(?! know)) "
    r"(?:happen to |actually |even |ever )*(?:know|say|mention|state|explain|tell us|give)"
    rf"|(?:i|we)(?:'d|’d| would)? (?:\w+ly |just |also )*(?:need|want|wanted|like|have|am trying|are trying)"
    rf"(?: \w+ing)? to {_ASKING_VERB}"
    r"|(?:i|we)(?:'m|’m|m| am|'re|’re| are| was| were| just)* (?:wondering|curious|keen to know|trying to (?:find out|"
    r"work out|understand|see|establish)|asking|wonder|wondered|was asked|were asked|been asked|got asked)"
    rf"|i(?:'ve|’ve|ve| have) been asked|(?:my|our|the) {_WHO_ASKS} (?:\w+ly )?(?:wants|needs|would like|is asking|"
    r"asked|has asked|keeps asking)(?: me| us)?(?: to (?:know|find out|check|see))?"
    r"|(?:please |just |pls )*(?:(?:tell|remind) (?:me|us)|let me know|find out|check|confirm|explain)|"
    r"any(?:one| ?body)? (?:idea|know|clue)s?|no idea|not sure|is it (?:said|stated|known|clear)|is there anything "
    r"(?:on|about|that says|saying)|what (?:i|we) (?:want|need) to know is|(?:my )?question(?: is)?|"
    r"i (?:don't|dont|do not) (?:know|understand|get)|i (?:can't|cant|cannot) (?:find|see|work out|tell))"
    r"(?: please| pls| exactly| roughly| quickly)*[ ,:–-]+"
    r"(?=(?:what|who|whose|when|where|which|why|how|what's|who's|whats|whos)\b(?! (?:about|of)\b))",
    re.IGNORECASE,
)
_SAYS = r"(?:(?:the|this|that|these|your|our) )?(?:reports?|inspectors|inspections?|findings|documents?|letters?|text)"
_BY_WHOM_SAID = re.compile(
    rf"^according to {_SAYS}[ ,:–-]+|,? (?:according to|as per) {_SAYS}(?=\W*$)",
    re.IGNORECASE,
)
_PIECES = re.compile(r"(?<=[.!?;])\s+|,\s+|\s+[–—-]\s+|:\s+")
_FOR_WHAT = frozenset(
    """briefing briefings brief paper note memo minute minutes speech presentation slides article story essay assignment
    dissertation thesis meeting meetings call visit interview appointment committee deadline lecture training workshop
    homework coursework blog newsletter bid tender statement letter email response piece draft bundle hearing report
    inspection summary job task project research audit session event conference urgent urgently hurry rush boss manager
    director editor minister mp""".split()
)
_ONESELF = frozenset("i im i'm ive i've id i'd we we're weve we've my our me us".split())
_OF_WORK = frozenset(
    """writing write wrote preparing prepare drafting prep working work putting finishing finish wanted quickly later
    today tomorrow tonight monday tuesday wednesday thursday friday weekend week month soon morning afternoon next hour
    hours colleague colleagues team councillor councillors chair board panel client solicitor trustees trust staff part
    bit background first context due short quick asked asking attend attending chairing presenting present giving
    interviewing looking reading students uni university course journalist reporter new ok sorry""".split()
)
_SAID_OF_IT = STOP_WORDS | _ONESELF | _OF_WORK | _FOR_WHAT
_BEGINS = re.compile(
    r"^(?:so |and |just )*(?:got|needed|need|for|it'?s (?:for|urgent)|this is|preparing|writing|drafting|no rush|"
    r"in a hurry|bit of)\b"
)


def without_what_is_around(question: str) -> str:
    """
    A question without greetings, thanks and the words that only say that one asks.

    "Hi, could you tell me how many were seen please? Thanks" asks "how many were seen". What says nothing else stays.
    """
    bare = question.strip()
    while (greeting := _GREETING.match(bare)) and greeting.end() < len(bare):
        bare = bare[greeting.end() :]
    while (thanks := _THANKS.search(bare)) and thanks.start() > 0 and words(bare[: thanks.start()]):
        bare = bare[: thanks.start()] + ("?" if "?" in thanks[0] else "")
    for pattern, left in _LEFT.items():
        while (told := pattern.search(bare)) and len(words(bare[: told.start()])) >= left:
            bare = bare[: told.start()] + ("?" if "?" in told[0] else "")
    if (told := _TOLD_SO.match(bare)) and len(words(bare[told.end() :])) > 1:
        bare = bare[told.end() :]
    said = _BY_WHOM_SAID.sub("", bare)
    bare = said if words(said) else bare
    while (asks := _THAT_ONE_ASKS.match(bare)) and asks.end() < len(bare):
        bare = bare[asks.end() :]
    return bare


def only_thanks(question: str) -> bool:
    """Whether nothing is said but thanks: "great, thanks"."""
    return bool(_ONLY_THANKS.match(fold(question).strip()))


_ONLY_THANKS = re.compile(
    r"^(?=.*\b(?:thanks?|thankyou|thx|cheers|ta|ty)\b)(?:(?:ok(?:ay)?|great|perfect|lovely|brilliant|cool|nice|very|"
    r"many|thanks?|thankyou|you|thx|cheers|ta|ty|so|much|a|lot|for|that|that's|all|helpful|really|the|help|your|again|"
    r"everyone|team|verse|bot)[ ,.!@:-]*)+$"
)


def apart(question: str, names_in: Callable[[str], Collection[str]]) -> tuple[str, str]:
    """
    A question, and what it is needed for, where a sentence at its beginning or its end only says that.

    "I'm writing a briefing. How many …?": nothing else is said in that sentence, and something in the rest. `names_in`
    tells by which words a text names reports: those may be said as well.
    """
    pieces = _PIECES.split(question)
    if len(pieces) == 1:
        return question, ""
    names = names_in(question)
    breaks = [match[0] for match in _PIECES.finditer(question)]
    first, last = 0, len(pieces)
    while first < last - 1 and says_what_for(pieces[first], names):
        first += 1
    while last > first + 1 and says_what_for(pieces[last - 1], names):
        last -= 1
    if (first, last) == (0, len(pieces)):
        return question, ""
    gaps = [*breaks[first : last - 1], ""]
    joined = "".join(f"{piece}{gap}" for piece, gap in zip(pieces[first:last], gaps, strict=True))
    return joined, " ".join((*pieces[:first], *pieces[last:]))


def says_what_for(piece: str, names: Collection[str] = ()) -> bool:
    """
    Whether a piece of a question only says what it is needed for: "got a meeting with the director later".

    `names` are the words by which it may name reports: "I'm reading the Wirral report".
    """
    said = words(fold(piece))
    if not said or piece.rstrip().endswith("?") or not (_ONESELF & set(said) or _BEGINS.match(fold(piece))):
        return False
    return not _FOR_WHAT.isdisjoint(said) and _SAID_OF_IT.union(names).issuperset(said)
