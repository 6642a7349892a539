"""A funded centre's pages, for both sides."""
