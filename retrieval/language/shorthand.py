"""Chat shorthand written out: "mgmt recs pls" -> "management recommendations"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from retrieval.language.tokens import fold

_WORD = re.compile(r"(?<![\w.'’])[A-Za-z][A-Za-z0-9]*(?:['’][a-z]+)?(?![\w-])")


@cache
def _words() -> dict[str, str]:
    table: dict[str, str] = tomllib.loads(files(__package__).joinpath("shorthand.toml").read_text("utf-8"))["words"]
    return table


def written_out(question: str) -> str:
    """The question with its shorthand written out; everything else stays as typed."""

    def replaced(match: re.Match[str]) -> str:
        word = match.group(0)
        # Capitals may be an abbreviation of the reports ("RE" is religious education).
        if word.isupper() and len(word) > 1:
            return word
        return _words().get(fold(word).replace("'", ""), word)

    spelt = re.sub(r"\bb ?(?:&|n|and) ?bs?\b", "bed and breakfast", question, flags=re.IGNORECASE)
    text = _WORD.sub(replaced, spelt.replace(" & ", " and ").replace(" + ", " and ").replace("w/ ", "with "))
    return re.sub(r"[ \t]{2,}", " ", text).strip()
