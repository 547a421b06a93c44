"""Keys for signing papers, vouched for by an authority that looks like a real one or by our own for trials."""

from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID

from registry import clock
from registry.documents.sealing import Pen
from registry.documents.trial_authority import Authority

PERSON, SEAL = "Nguyễn Văn Thử", "Ủy ban nhân dân tỉnh Lai Châu"
PASSPHRASE = "mật khẩu thử"


class Keys:
    """A folder of keys of one authority."""

    def __init__(
        self, folder: Path, *, authority: str = "Cơ quan chứng thực nào đó", at: datetime | None = None
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._authority = Authority(at=at or clock.now(), name=authority)
        self.pem = self._authority.pem

    def file(self, name: str) -> Path:
        """Return the key file of somebody."""
        path = self._folder / f"{len(list(self._folder.iterdir()))}.p12"
        path.write_bytes(self._authority.vouch(name=name, organisation="UBND tỉnh", passphrase=PASSPHRASE))
        return path

    def revocation_list(self, *revoked: Pen, at: datetime, until: datetime) -> bytes:
        """Return what the authority publishes of certificates that it takes back on that day."""
        made = x509.CertificateRevocationListBuilder().issuer_name(self._authority.certificate.subject)
        for pen in revoked:
            row = x509.RevokedCertificateBuilder().serial_number(pen.certificate.serial_number).revocation_date(at)
            made = made.add_revoked_certificate(row.build())
        signed = made.last_update(at).next_update(until).sign(self._authority._key, hashes.SHA256())
        return signed.public_bytes(Encoding.DER)

    def answered_pen(self, name: str) -> Pen:
        """Return the key of somebody whose certificate names where the authority answers about it."""
        key, bare, _ = pkcs12.load_key_and_certificates(self.file(name).read_bytes(), PASSPHRASE.encode())
        assert isinstance(key, RSAPrivateKey)
        assert bare is not None
        where = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier("http://0/"))
        made = (
            x509.CertificateBuilder(bare.issuer, bare.subject, bare.public_key(), bare.serial_number)
            .not_valid_before(bare.not_valid_before_utc)
            .not_valid_after(bare.not_valid_after_utc)
            .add_extension(bare.extensions.get_extension_for_class(x509.KeyUsage).value, critical=True)
            .add_extension(x509.AuthorityInformationAccess([where]), critical=False)
            .sign(self._authority._key, hashes.SHA256())
        )
        lock = BestAvailableEncryption(PASSPHRASE.encode())
        path = self._folder / "answered.p12"
        path.write_bytes(pkcs12.serialize_key_and_certificates(b"", key, made, [self._authority.certificate], lock))
        return Pen.of_file(path, PASSPHRASE)

    def answer(self, pen: Pen, *, is_revoked: bool, at: datetime, until: datetime) -> bytes:
        """Return what the authority answers whoever asks it about a certificate (OCSP)."""
        issuer = self._authority.certificate
        row = ocsp.OCSPResponseBuilder().add_response(
            cert=x509.load_der_x509_certificate(pen.certificate.dump()),
            issuer=issuer,
            algorithm=hashes.SHA256(),
            cert_status=ocsp.OCSPCertStatus.REVOKED if is_revoked else ocsp.OCSPCertStatus.GOOD,
            this_update=at,
            next_update=until,
            revocation_time=at if is_revoked else None,
            revocation_reason=x509.ReasonFlags.key_compromise if is_revoked else None,
        )
        answered = row.responder_id(ocsp.OCSPResponderEncoding.HASH, issuer).sign(self._authority._key, hashes.SHA256())
        return answered.public_bytes(Encoding.DER)

    def pen(self, name: str) -> Pen:
        """Return the key of somebody, ready to sign."""
        return Pen.of_file(self.file(name), PASSPHRASE)


def signed_twice(paper: bytes, *, person: Pen, seal: Pen) -> bytes:
    """Sign a paper as state bodies do: the person, then the seal."""
    return seal.sign(person.sign(paper), number=2)
