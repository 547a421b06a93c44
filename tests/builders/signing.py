"""Keys for signing papers, vouched for by an authority that looks like a real one or by our own for trials."""

from datetime import datetime
from pathlib import Path

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

    def pen(self, name: str) -> Pen:
        """Return the key of somebody, ready to sign."""
        return Pen.of_file(self.file(name), PASSPHRASE)


def signed_twice(paper: bytes, *, person: Pen, seal: Pen) -> bytes:
    """Sign a paper as state bodies do: the person, then the seal."""
    return seal.sign(person.sign(paper), number=2)
