"""The task book's screens for both sides: one page, one form, one way to sign, seen from the bureau or the applicant."""
