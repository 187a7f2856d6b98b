"""What an answer may cost: time, tokens, money, and how many at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prices:
    """What the provider charges, in any one currency, for a million tokens."""

    input: float
    output: float

    def cost(self, input_tokens: int, output_tokens: int) -> float:
        """The price of a call."""
        return (self.input * input_tokens + self.output * output_tokens) / 1_000_000


@dataclass(frozen=True, slots=True)
class Bounds:
    """
    The limits of using a model. At each of them the extractive answer is given, with a line that says so.

    `seconds` is for a whole answer with its retries. `attempts` are HTTP attempts of one call; between them
    `backoff`, doubled each time, or what the provider's Retry-After asks. `answer_tokens` are tokens in and out over
    all calls of one answer, `answer_cost` their price. `concurrent` calls run at once; another waits `wait` seconds.
    `daily_tokens` and `daily_cost` are for a UTC day, over all processes that share a data folder. Limits of cost
    need `prices`.
    """

    seconds: float = 40.0
    attempts: int = 3
    backoff: float = 0.5
    concurrent: int = 4
    wait: float = 5.0
    paragraphs: int = 10
    reply_tokens: int = 1_000
    reply_characters: int = 40_000
    answer_tokens: int = 16_000
    answer_cost: float | None = None
    daily_tokens: int | None = None
    daily_cost: float | None = None
    prices: Prices | None = None

    def cost(self, input_tokens: int, output_tokens: int) -> float:
        """The price of a call; 0 where prices are not known."""
        return self.prices.cost(input_tokens, output_tokens) if self.prices else 0.0


def estimated_tokens(text: str) -> int:
    """
    Tokens of a text, rather too many than too few.

    English has about four characters to a token. A tokenizer would have to be fetched from the network for each model.
    """
    return len(text.encode()) // 3 + 8
