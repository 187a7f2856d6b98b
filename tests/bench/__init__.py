"""How fast and how large: `make bench`. Figures to look at, no verdicts; pytest does not collect them."""
