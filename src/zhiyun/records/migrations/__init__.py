"""One line of migrations; what is append-only is held by triggers made here."""
