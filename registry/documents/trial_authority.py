"""An authority of our own, for trying signatures out: its name says on every certificate that it is worth nothing."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from registry.rules.signing import TRIAL

AUTHORITY = f"{TRIAL} - không có giá trị pháp lý"
DAYS = 365
RSA_BITS = 2048
_BACKWARDS = timedelta(hours=1)
"""Clocks of two machines differ."""


class Authority:
    """A key that vouches for other keys, made anew and never kept."""

    def __init__(self, *, at: datetime, name: str = AUTHORITY) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self._at = at.astimezone(UTC)
        uses = x509.BasicConstraints(ca=True, path_length=0)
        self.certificate = (
            self._begun(self._name, self._key.public_key()).add_extension(uses, critical=True).sign(self._key, _HASH)
        )

    def vouch(self, *, name: str, organisation: str, passphrase: str) -> bytes:
        """Return a PKCS#12 file with a fresh key for somebody, of the kind that tokens hold, locked by a passphrase."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
        attributes = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
        if organisation:
            attributes.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
        certificate = (
            self._begun(x509.Name(attributes), key.public_key())
            .add_extension(_SIGNS, critical=True)
            .sign(self._key, _HASH)
        )
        lock = BestAvailableEncryption(passphrase.encode())
        return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, [self.certificate], lock)

    @property
    def pem(self) -> str:
        """The authority's certificate as text, for whoever wants to trust it."""
        return self.certificate.public_bytes(Encoding.PEM).decode()

    def _begun(self, subject: x509.Name, key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._at - _BACKWARDS)
            .not_valid_after(self._at + timedelta(days=DAYS))
        )


_HASH = hashes.SHA256()
_SIGNS = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)
