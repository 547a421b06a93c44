"""Argon2 at its lowest price: tests look at what is kept of passwords and codes, not at how long a thief would need.

What a password costs in earnest is seen where a real command has made one: journeys/test_real_list_goes_in.py.
"""

from functools import partial

import pytest
from argon2 import PasswordHasher
from argon2.low_level import Type, hash_secret_raw
from passlib.hash import argon2

from registry.usecases import one_time_codes, passwords

TIME, MEMORY, LANES = 1, 8, 1


def _code_hash(code: bytes, salt: bytes, *, hash_len: int, type: Type, **_price: int) -> bytes:  # noqa: A002
    return hash_secret_raw(
        code, salt, time_cost=TIME, memory_cost=MEMORY, parallelism=LANES, hash_len=hash_len, type=type
    )


def hash_cheaply(patch: pytest.MonkeyPatch) -> None:
    """Let acts and doors hash for next to nothing, before any application is built."""
    patch.setattr(
        passwords, "PasswordHasher", partial(PasswordHasher, time_cost=TIME, memory_cost=MEMORY, parallelism=LANES)
    )
    patch.setattr(one_time_codes, "hash_secret_raw", _code_hash)
    for setting, price in (("default_rounds", TIME), ("memory_cost", MEMORY), ("parallelism", LANES)):
        patch.setattr(argon2, setting, price)
