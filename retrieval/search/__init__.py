"""A question becomes hits: words and meaning, searched side by side and merged."""
