"""How hypothesis searches: the same moderate search every time, or a long one when asked for.

`pytest tests/law tests/kernel --hypothesis-profile=search` looks further, and elsewhere every time.
"""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "zhiyun", deadline=None, max_examples=50, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("mutation", deadline=None, max_examples=10, derandomize=True)
settings.load_profile("zhiyun")
