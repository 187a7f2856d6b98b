"""Figures, dates and shares in running text, in one form, so that a statement can be held against its quote."""

from __future__ import annotations

import re

from retrieval.language.tokens import fold

_NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*")
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "once": 1, "twice": 2, "dozen": 12,
}  # fmt: skip
NUMBER_WORDS = "|".join(_WORDS)
VALUES = dict(_WORDS)
"""What number words are worth."""
_PERCENTAGE = re.compile(
    r"\d\s?(?:%|per ?cent)|\b(?:half|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)\b|\bper (?:\d|head)"
)
_SHARE = re.compile(rf"{_PERCENTAGE.pattern}|\b(?:majority|minority|most|all but|none|few)\b")
_SOME = rf"(?:\d[\d,.]*|{'|'.join(_WORDS)}|an?|several|few|couple of|many)"
UNIT = r"(?:minutes?|hours?|days?|nights?|weekends?|weeks?|fortnights?|months?|terms?|years?)"
_FREQUENCY = re.compile(
    rf"\b(?:daily|weekly|fortnightly|monthly|quarterly|termly|annual(?:ly)?|yearly|once|twice|times)\b"
    rf"|\b(?:every|each|per|an?) (?:\w+ )?{UNIT}\b"
    rf"|\b(?:\d+|{NUMBER_WORDS}) (?:\w+ ){{0,2}}(?:visits|meetings|occasions)\b"
)
_OF_CASES = re.compile(
    rf"\b(?:\d+|{'|'.join(w for w in _WORDS if w != 'one')}) (?:out )?of (?:the )?\w+|\bone (?:out of|in) "
)
_MONEY = re.compile(r"£\s?\d|\b\d[\d,.]* ?(?:pounds|million|m)\b")
MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_DURATION = re.compile(
    rf"\b{_SOME}(?:[ -](?:working|calendar|school|full|and a half|more))?[ -]{UNIT}\b|\bovernight\b"
    # Since when says how long: "has been in post since June 2013".
    rf"|\b(?:since|from) (?:the )?(?:(?:early|late|mid|{MONTH}|spring|summer|autumn|winter)[ -](?:of )?)?"
    r"(?:19|20)\d\d\b"
)
_AGE = re.compile(
    rf"\b(?:\d+|{NUMBER_WORDS})[ -](?:years?|months?)[ -]olds?\b"
    r"|\b(?:aged?|under|over|below|above|between) (?:of )?\d+|\byears of age\b"
    # "Until they turn 17 and a half", "their 18th birthday", "at 16", "from 14".
    r"|\bturn(?:s|ed|ing)? \d+|\b\d+(?:st|nd|rd|th)? birthdays?\b"
    rf"|\b(?:at|from|until|till|by|reach(?:es|ed|ing)?) \d\d\b(?![\d,.]*\d| ?%| (?:per|of|cases|\w+s|{MONTH})\b)"
)
_DATE = re.compile(
    rf"\b{MONTH}\b|\b(?:19|20)\d\d\b"
    # A time told from another: "18 months ago", "last summer", "on the first day of the inspection".
    rf"|\b{_SOME} {UNIT} (?:ago|earlier|later|before|after|previously|prior)\b"
    rf"|\b(?:first|second|third|last|final|same|next|previous|following|past|this|current) "
    rf"(?:\w+ )?(?:spring|summer|autumn|winter|{UNIT})\b"
    r"|\b(?:since|before|during|after|at the time of|prior to) (?:the|this|that|our|its) (?:\w+ )?inspections?\b"
    r"|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|mornings?|afternoons?|evenings?)\b"
    r"|\b(?:recently|newly) (?:appointed|recruited|introduced|launched|opened|established|set up|started|joined)\b"
)


def figures(text: str) -> set[str]:
    """The figures written in digits: "69%, 1,234 and 3.5" -> {"69", "1234", "3.5"}."""
    return {match.replace(",", "").rstrip(".") for match in _NUMBER.findall(text)}


def has_duration(text: str) -> bool:
    """Whether a text says how long, or since when: "19 weeks", "a two-hour wait", "in post since June 2013"."""
    return bool(_DURATION.search(fold(text)))


def has_frequency(text: str) -> bool:
    """Whether a text says how often: "weekly", "every two months", or in what share of cases."""
    folded = fold(text)
    return bool(_FREQUENCY.search(folded) or _SHARE.search(folded) or _OF_CASES.search(folded))


def has_money(text: str) -> bool:
    """Whether a text gives a sum of money."""
    return bool(_MONEY.search(fold(text)))


def has_age(text: str) -> bool:
    """Whether a text gives an age: "aged 12", "until they turn 17", "their 18th birthday"."""
    return bool(_AGE.search(fold(text)))


def has_percentage(text: str) -> bool:
    """Whether a text gives a percentage, a fraction or a rate."""
    return bool(_PERCENTAGE.search(fold(text)))


def has_share(text: str) -> bool:
    """Whether a text gives a percentage, a fraction or a proportion in words."""
    return bool(_SHARE.search(fold(text)))


def has_date(text: str) -> bool:
    """Whether a text says when: a month, a year, a time of the week or day, or one told from another ("a year ago")."""
    return bool(_DATE.search(fold(text)))
