"""Screens of a landscape: figures over what a query finds, each with its table, and the report of them."""
