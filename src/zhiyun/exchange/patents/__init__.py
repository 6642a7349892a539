"""Patents of an installation: brought in from files, kept, found."""
