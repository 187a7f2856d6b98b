"""From report files to the paragraphs that answer a question: reading, indexing, searching, citing."""
