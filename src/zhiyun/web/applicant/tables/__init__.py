"""The table-like sections of an application: handed in as a file, pasted, or filled in line by line."""
