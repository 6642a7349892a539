"""A password is kept as dearly as Django asks; within the tests' own process only its price is lowered."""

from django.contrib.auth.hashers import Argon2PasswordHasher, get_hasher, make_password


def test_a_password_is_kept_by_the_argon2_whose_price_django_sets() -> None:
    """By no class of our own, which could ask less."""
    assert type(get_hasher()) is Argon2PasswordHasher
    assert make_password("演示密码 kan-bu-jian-2026").startswith("argon2$argon2id$")
