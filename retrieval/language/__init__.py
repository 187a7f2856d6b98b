"""Words: tokens, stems, stop words, figures. What search, citations and answering share."""
