"""The market: what is done with patents, and what is asked of them."""
