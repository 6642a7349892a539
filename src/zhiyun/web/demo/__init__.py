"""A demonstration city anyone may enter."""
