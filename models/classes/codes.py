"""Codes and keys: how a class is found, and how its teacher is known from everybody else.

A code is read aloud and typed on phones, so it has no characters that look or sound alike. It is
no secret to the class; the key and the seats' ids are.
"""

import hashlib
import hmac
import secrets

ALPHABET = "ABCDEFHJKMNPRTUVWXY346789"  # no 0 O, 1 I L, 2 Z, 5 S, G Q: they are mistaken
LENGTH = 6  # 25 ** 6 is 244 million codes
SECRET_BYTES = 18  # of a key and of a seat's id: 144 bits


def new_code() -> str:
    """Return a random code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(text: str) -> str:
    """Return a code as it was meant: capitals, without spaces and hyphens.

    >>> read_code(" abc-d34 ")
    'ABCD34'
    """
    return "".join(text.upper().split()).replace("-", "")[: 2 * LENGTH]


def new_secret() -> str:
    """Return a secret that nobody guesses."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest_of(secret: str) -> str:
    """Return what the database has of a secret: who reads the database can speak for nobody."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_secret(secret: str, digest: str) -> bool:
    """Return whether a secret has a digest, in a time that tells nothing about it."""
    return hmac.compare_digest(digest_of(secret), digest)
