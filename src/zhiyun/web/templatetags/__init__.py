"""How templates write money, days and outcomes."""
