"""The bureau's work as queries and actions: what screens and commands ask, and the law answers."""
