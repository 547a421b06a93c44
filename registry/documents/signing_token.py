"""The one key of a token (PKCS#11): it stays in the token, which does the signing."""

from enum import StrEnum
from pathlib import Path

from asn1crypto import x509
from pkcs11 import Attribute, ObjectClass, PKCS11Error, Session
from pkcs11.exceptions import PinIncorrect, PinInvalid, PinLenRange, PinLocked
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session


class TokenFault(StrEnum):
    """Why a token cannot be used."""

    NOT_FOUND = "not_found"
    """No token of that label is plugged in, or the library is none for it."""
    WRONG_PIN = "wrong_pin"
    LOCKED = "locked"
    """After too many wrong PINs."""
    NO_CERTIFICATE = "no_certificate"
    """It holds none, or more than one."""
    NO_KEY = "no_key"
    """It holds a certificate whose key lies elsewhere."""


class BadToken(Exception):
    """A token cannot be used."""

    def __init__(self, fault: TokenFault, label: str) -> None:
        super().__init__(fault)
        self.fault, self.label = fault, label


def signer_of_token(library: Path, label: str, pin: str) -> PKCS11Signer:
    """Open a token. A wrong PIN is never tried again: tokens lock themselves after a few.

    :raises BadToken: saying why it cannot be used.
    """
    session = _opened(library, label, pin)
    try:
        return _signer(session, label)
    except BadToken:
        session.close()
        raise


def _signer(session: Session, label: str) -> PKCS11Signer:
    held = list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}))
    if len(held) != 1:
        raise BadToken(TokenFault.NO_CERTIFICATE, label)
    key_id, content = held[0][Attribute.ID], held[0][Attribute.VALUE]
    if not list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: key_id})):
        raise BadToken(TokenFault.NO_KEY, label)
    return PKCS11Signer(session, signing_cert=x509.Certificate.load(content), key_id=key_id)


def _opened(library: Path, label: str, pin: str) -> Session:
    try:
        return open_pkcs11_session(str(library), token_criteria=TokenCriteria(label=label), user_pin=pin)
    except (PinIncorrect, PinInvalid, PinLenRange) as fault:
        raise BadToken(TokenFault.WRONG_PIN, label) from fault
    except PinLocked as fault:
        raise BadToken(TokenFault.LOCKED, label) from fault
    except (PKCS11Error, ValueError, RuntimeError) as fault:
        raise BadToken(TokenFault.NOT_FOUND, label) from fault
