"""A question becomes an answer: understood, searched for, drafted of quotes, checked, worded."""
