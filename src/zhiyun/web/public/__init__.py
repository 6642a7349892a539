"""The public desk: screens without a login for applicants, district staff and anyone who reads the measure."""
