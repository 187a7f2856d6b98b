"""Teaching the embedder how staff ask: low-rank additions to MiniLM's weights, learnt from questions with answers."""
