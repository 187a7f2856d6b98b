"""Printed paragraph numbers: which are believed, and how damaged ones are repaired; one rule a file."""
