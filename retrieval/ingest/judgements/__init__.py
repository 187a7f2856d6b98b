"""Judgements as typed facts, each with the paragraph that holds it; one way of printing them a file."""
