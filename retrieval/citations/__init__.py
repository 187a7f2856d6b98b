"""Pointing at a printed paragraph: finding the place that a person names, and the quote in it."""
