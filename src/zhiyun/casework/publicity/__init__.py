"""Public notice of what was decided (Articles 9 and 10, item 4): lists, objections, what upheld ones change."""
