"""How good the answers are: gold items, measures, the gate that keeps them right, baselines and mutations."""
