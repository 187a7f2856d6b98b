"""A report file becomes lines, an outline, and paragraphs with their printed numbers, judgements and definitions."""
