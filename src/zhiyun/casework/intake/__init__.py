"""Paper in: tables and files from applicants and districts, turned into what the law speaks of.

A file is either understood completely or refused with every fault in it, by row and column; nothing is
guessed, dropped or rounded on the way.
"""
