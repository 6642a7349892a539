"""Coming in and being known: login, second factor, seats, and everything about one's own account."""
