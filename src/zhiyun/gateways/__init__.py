"""The outside world, one package a system, typed in and out; nothing else here talks to it."""
