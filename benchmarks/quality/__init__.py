"""How well things are found and named: each condition with its command, its score and what it should be."""
