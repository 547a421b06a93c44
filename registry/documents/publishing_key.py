"""The key with which the register signs what it publishes: a file in the register's folder, never in the database.

ECDSA over P-256 with SHA-256, which every browser verifies by itself. The key signs data for programs; it has nothing
to do with the signature and seal of the department, and no paper is signed with it.
"""

import base64
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

KEY_FILE = "publishing-key.pem"
ALGORITHM = "ES256"
_HALF = 32
"""Bytes of each of the two numbers that a signature is (RFC 7518, 3.4)."""


class KeyUnreadable(Exception):
    """The file holds no key of the right kind."""


@dataclass(frozen=True)
class PublishingKey:
    """The register's key for what it publishes."""

    private: ec.EllipticCurvePrivateKey

    def sign(self, content: bytes) -> bytes:
        """Sign bytes; the same bytes always get the same signature (RFC 6979)."""
        signed = self.private.sign(content, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
        return b"".join(number.to_bytes(_HALF, "big") for number in decode_dss_signature(signed))

    @property
    def jwk(self) -> dict[str, str]:
        """The public half, as programs read it (RFC 7517)."""
        numbers = self.private.public_key().public_numbers()
        return {
            "kty": "EC",
            "crv": "P-256",
            "x": url64(numbers.x.to_bytes(_HALF, "big")),
            "y": url64(numbers.y.to_bytes(_HALF, "big")),
        }

    @property
    def thumbprint(self) -> str:
        """What tells this key from every other one (RFC 7638)."""
        required = json.dumps(self.jwk, sort_keys=True, separators=(",", ":"))
        return url64(hashlib.sha256(required.encode()).digest())


def load(folder: Path) -> PublishingKey | None:
    """Return the key of the register in a folder; None if it has none.

    :raises KeyUnreadable: if the file is there and holds no such key.
    """
    try:
        content = (folder / KEY_FILE).read_bytes()
    except FileNotFoundError:
        return None
    try:
        private = serialization.load_pem_private_key(content, password=None)
    except (ValueError, TypeError) as fault:
        raise KeyUnreadable(KEY_FILE) from fault
    if not isinstance(private, ec.EllipticCurvePrivateKey) or not isinstance(private.curve, ec.SECP256R1):
        raise KeyUnreadable(KEY_FILE)
    return PublishingKey(private)


def create(folder: Path) -> PublishingKey:
    """Give the register in a folder a key, readable by its owner alone.

    :raises FileExistsError: if it has one.
    """
    key = PublishingKey(ec.generate_private_key(ec.SECP256R1()))
    content = key.private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    handle = os.open(folder / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return key


def compact_jws(header: dict[str, str], payload: bytes, key: PublishingKey) -> str:
    """Return a signed statement in the compact form of RFC 7515."""
    head = json.dumps({"alg": ALGORITHM, **header}, separators=(",", ":")).encode()
    signed = f"{url64(head)}.{url64(payload)}"
    return f"{signed}.{url64(key.sign(signed.encode('ascii')))}"


def url64(content: bytes) -> str:
    """Return bytes as base64 for addresses, without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
