"""Work with patents, which are files: what of it belongs to a body, and how sets are put together."""
