"""Sums over sets of patents: the same questions to an engine within the process and to a cluster.

Importing this package loads no engine.
"""
