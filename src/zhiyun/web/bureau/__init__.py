"""The bureau's desks."""
