"""Screens of patent navigation: search, one patent, what is like it, and what is made of it."""
