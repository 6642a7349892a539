"""Screens, one package a desk: what the office, applicants and passers-by see in a browser; no rule lives here."""
