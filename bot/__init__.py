"""Answers with citations, at the command line and in Slack."""
