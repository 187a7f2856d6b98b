"""Learning the coefficients of ranking and refusal from questions whose answers are known."""
