"""The alphabet every room of zhiyun speaks: money, rates, days, citations, findings. Standard library only."""
