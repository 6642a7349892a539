"""The desks of the three powers."""
