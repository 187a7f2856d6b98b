"""Headings: which lines are headings, how they nest, and what is no heading; one rule a file."""
