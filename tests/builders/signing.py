"""Keys for signing papers, vouched for by an authority that looks like a real one or by our own for trials."""

from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

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

    def pen(self, name: str) -> Pen:
        """Return the key of somebody, ready to sign."""
        return Pen.of_file(self.file(name), PASSPHRASE)


def signed_twice(paper: bytes, *, person: Pen, seal: Pen) -> bytes:
    """Sign a paper as state bodies do: the person, then the seal."""
    return seal.sign(person.sign(paper), number=2)
