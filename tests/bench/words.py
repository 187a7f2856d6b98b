"""The words of the generated reports: places, people, and the parts from which their sentences are put together."""

from __future__ import annotations

from random import Random

HEADS = (
    "Ald Ash Bar Beck Birch Bram Bright Burn Cald Carr Castle Clay Cold Crow Dal Dun East Elm Far Fen Fern Frost Glen "
    "Gos Hal Hart Hazel Hol Holm Ink Kel Kirk Lang Lark Lin Long Mar Mill Moor Nor Oak Ox Pen Quarn Raven Red Rush Sal "
    "Sed Sil Stan Stoke Stone Thorn Wal War West Whit Wil Win Wood Wych Yar"
).split()
TAILS = "bourne bridge bury by combe cott dale don field ford gate ham hurst ley low mere mouth port stead wick".split()
FIRST = "Ada Basil Clara Desmond Edith Felix Greta Harold Ines Jude Kezia Leon Maud Nils Orla Piers Rosa Silas".split()
LAST = "Amory Brandt Carew Denholm Eddowes Farrow Gaunt Hallam Ingle Jessop Kemble Lovell Marsh Nayland Oram".split()

TOPICS = (
    "speech and language therapy|the waiting list for counselling|court reports|contingency plans|"
    "risk assessments|school attendance|training places|work with victims|reparation projects|"
    "the referral order panels|staff supervision|case recording|home visits|substance misuse work|"
    "knife crime programmes|supported lodgings|transport to appointments|police intelligence|"
    "data for the management board|caseloads|work with fathers|bail support|resettlement from custody|"
    "mentoring by volunteers|sexual health advice|missing children|criminal exploitation|interpreters|"
    "group work for girls|motor vehicle offending|enforcement of orders|reviews after a new offence|"
    "the use of family hostels|music workshops|emotional wellbeing screening|boxing and gym sessions|"
    "information sharing with schools|exit planning|the complaints procedure|disability assessments"
).split("|")
QUALITIES = "thorough|late|patchy|well organised|poorly recorded|of a high standard|missing|slow to begin|clear".split(
    "|"
)
WHO = (
    "Case managers|Inspectors|Sentencers|Parents and carers|The health worker|Police officers|Volunteers|Managers|"
    "Children and young people|The education officer|Members of the board|Psychologists"
).split("|")
SAID = "told us|reported|explained|noted|recorded|were aware|had found|agreed".split("|")
BECAUSE = (
    "two posts had been empty since the spring|the form left no room for it|nobody had been asked to lead on it|"
    "a new manager read every file|the service had moved to another building|the training had been well attended|"
    "the contract with the provider had ended|buses do not run after six|the database could not show it|"
    "each case was discussed in a weekly meeting|agency staff covered the work in summer|a protocol had been signed"
).split("|")
RESULT = (
    "children waited for longer than they should|few appointments were missed|plans did not carry it forward|"
    "victims were told too little|the number of offences fell|work began within a week|the same mistakes came again|"
    "families knew whom to ring|managers could not see what was overdue|the board acted on it at its next meeting"
).split("|")
BODIES = (
    "the service manager|the management board|the director of children's services|the police|the health board".split(
        "|"
    )
)


def place(random: Random, taken: set[str]) -> str:
    """The name of a place that no other report has."""
    while True:
        name = random.choice(HEADS) + random.choice(TAILS)
        if random.random() < 0.3:
            name = f"{random.choice(('North', 'South', 'Upper', 'Great', 'Vale of'))} {name}"
        if name not in taken:
            taken.add(name)
            return name


def person(random: Random) -> str:
    """A first and a last name."""
    return f"{random.choice(FIRST)} {random.choice(LAST)}"


def sentence(random: Random, topic: str) -> str:
    """One sentence about a topic."""
    some, all_ = sorted((random.randint(2, 40), random.randint(41, 60)))
    quality, other = random.sample(QUALITIES, 2)
    return random.choice(
        (
            f"In {some} of the {all_} cases that we read, {topic} had been judged {quality}.",
            f"{random.choice(WHO)} {random.choice(SAID)} that {random.choice(BECAUSE)}, and {random.choice(RESULT)}.",
            f"What we saw of {topic} was {quality} in {random.randint(12, 96)}% of cases, because "
            f"{random.choice(BECAUSE)}.",
            f"Where {topic} had been {quality}, {random.choice(RESULT)}; "
            f"where it was {other}, {random.choice(RESULT)}.",
            f"{random.choice(WHO)} spoke of {topic} as {quality}, although {random.choice(BECAUSE)}.",
            f"Since {random.choice(('January', 'April', 'July', 'October'))} {random.randint(2009, 2018)} "
            f"{random.choice(BECAUSE)}, so that {random.choice(RESULT)}.",
        )
    )


def passage(random: Random, topic: str, least: int = 2, most: int = 4) -> str:
    """A paragraph about a topic."""
    return " ".join(sentence(random, topic) for _ in range(random.randint(least, most)))
