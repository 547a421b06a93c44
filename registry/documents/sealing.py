"""Signs papers with a key that lies in a file: the key is loaded once, and room for a signature reserved unmeasured."""

from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import cms, x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pkcs11 import PKCS11Error
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer, SimpleSigner
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from certificates import draw_signing_mark
from registry import clock
from registry.documents.own_thread import in_own_thread
from registry.documents.signing_token import signer_of_token
from registry.rules.signing import TRIAL

FROM_RIGHT, FROM_TOP = 60.0, 52.0
"""Where the mark of a signature ends, in points: within the borders of certificates, beside the emblem."""
SECONDS = 10
"""How long the authority of time may take."""
RESERVED = 8192
"""Bytes kept free for one signature with its chain: measured on none, the library would sign twice to find out."""
RESERVED_WITH_TIME = 16384
_FIELD = "Chữ ký {number}"


class BadKeyFile(Exception):
    """The PKCS#12 file or its passphrase is wrong."""


class NoTime(Exception):
    """The authority of time gave no time stamp, or one of something else."""


class KeyGone(Exception):
    """The token does not sign: pulled out, locked, or without the key of its certificate."""


class _AuthorityOfTime(HTTPTimeStamper):
    """Asks over the network, and takes no answer that is not about what it asked."""

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Return a time stamp of these bytes.

        :raises TimestampRequestError: if none came.
        """
        try:
            given = await super().async_timestamp(message_digest, md_algorithm)
            said = given["content"]["encap_content_info"]["content"].parsed["message_imprint"]
            is_of_these = said["hashed_message"].native == message_digest
        except (ValueError, TypeError, KeyError, AttributeError) as fault:
            raise TimestampRequestError("no time stamp") from fault
        if not is_of_these:
            raise TimestampRequestError("a time stamp of something else")
        return given


class _KeepingItsKey(SimpleSigner):
    """Signs with a key that is loaded and checked once, where the library does so for every signature."""

    @cached_property
    def _key(self) -> Any:
        return load_der_private_key(self.signing_key.dump(), password=None)

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """Return the bare signature of some bytes."""
        mechanism = self.get_signature_mechanism_for_digest(digest_algorithm)["algorithm"].native
        if mechanism == f"{digest_algorithm}_rsa":
            return bytes(self._key.sign(data, PKCS1v15(), get_pyca_cryptography_hash(digest_algorithm)))
        if mechanism == f"{digest_algorithm}_ecdsa":
            return bytes(self._key.sign(data, ECDSA(get_pyca_cryptography_hash(digest_algorithm))))
        return super().sign_raw(data, digest_algorithm)


class Pen:
    """A loaded key that signs paper after paper."""

    def __init__(self, signer: Signer, *, timestamper: TimeStamper | None = None) -> None:
        self._signer = signer
        self._timestamper = timestamper

    @classmethod
    def of_file(cls, path: Path, passphrase: str, *, time_stamps: str | None = None) -> "Pen":
        """Load a PKCS#12 file.

        :param time_stamps: address of an authority of time.

        :raises BadKeyFile: if there is none, the passphrase is wrong, or it holds no key with a certificate.
        """
        try:
            loaded = SimpleSigner.load_pkcs12_data(path.read_bytes(), other_certs=[], passphrase=passphrase.encode())
        except (OSError, ValueError) as fault:
            raise BadKeyFile from fault
        if loaded is None:
            raise BadKeyFile
        signer = _KeepingItsKey(
            signing_cert=loaded.signing_cert, signing_key=loaded.signing_key, cert_registry=loaded.cert_registry
        )
        return cls(signer, timestamper=_authority_of_time(time_stamps))

    @classmethod
    def of_token(cls, library: Path, label: str, pin: str, *, time_stamps: str | None = None) -> "Pen":
        """Take the one key of a token (PKCS#11); key and PIN stay in the token, which does the signing.

        :param library: the token maker's program library.
        :param label: which token.
        :raises BadToken: saying why it cannot be used.
        """
        signer = signer_of_token(library, label, pin)
        return cls(signer, timestamper=_authority_of_time(time_stamps))

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate of the key."""
        found = self._signer.signing_cert
        if found is None:
            raise BadKeyFile
        return found

    @property
    def name(self) -> str:
        """Whose key it is."""
        return str(self.certificate.subject.native.get("common_name", ""))

    @property
    def is_trial(self) -> bool:
        """Whether an authority of our own vouches for it."""
        return TRIAL in self.certificate.issuer.human_friendly

    def sign(self, paper: bytes, *, number: int = 1, shown: str | None = None) -> bytes:
        """Return a paper with a PAdES signature added after its bytes: B-B, or B-T with an authority of time.

        :param number: which signature of the paper this is, counting from one.
        :param shown: number of the paper, to be shown with the time at the top right of its first page; a trial says so
            too. None: the signature shows nothing.
        :raises NoTime: if the authority of time does not answer, or not to what it was asked.
        :raises KeyGone: if a token does not sign.
        """
        meta = PdfSignatureMetadata(
            field_name=_FIELD.format(number=number),
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            name=self.name,
            reason=TRIAL if self.is_trial else None,
        )
        target, writer = BytesIO(), IncrementalPdfFileWriter(BytesIO(paper))
        pdf_signer = PdfSigner(
            meta,
            signer=self._signer,
            timestamper=self._timestamper,
            **(self._appearance(writer, _FIELD.format(number=number), shown) if shown is not None else {}),
        )
        try:
            in_own_thread(
                pdf_signer.sign_pdf,
                writer,
                output=target,
                bytes_reserved=RESERVED_WITH_TIME if self._timestamper else RESERVED,
            )
        except PKCS11Error as fault:
            raise KeyGone from fault
        except (TimestampRequestError, OSError) as fault:
            raise NoTime from fault
        return target.getvalue()

    def _appearance(self, writer: IncrementalPdfFileWriter, field: str, shown: str) -> dict[str, Any]:
        """Return what shows a signature on the first page, as decree 30/2020 has it of files that a body signs."""
        lines = [shown, clock.now().astimezone(clock.VIETNAM).isoformat(timespec="seconds")]
        mark = _Mark(draw_signing_mark([*lines, f"CHỮ KÝ SỐ {TRIAL}"] if self.is_trial else lines))
        page = writer.find_page_for_modification(0)[0].get_object()  # type: ignore[no-untyped-call]
        right, top = (float(page["/MediaBox"][place]) - margin for place, margin in ((2, FROM_RIGHT), (3, FROM_TOP)))
        box = (round(right - mark.width), round(top - mark.height), round(right), round(top))
        return {
            "stamp_style": StaticStampStyle(border_width=0, background=mark, background_layout=_AS_IT_IS),
            "new_field_spec": SigFieldSpec(sig_field_name=field, on_page=0, box=box),
        }


def _authority_of_time(address: str | None) -> TimeStamper | None:
    return _AuthorityOfTime(address, timeout=SECONDS) if address else None


class _Mark(PdfContent):
    """The drawn mark, taken into the file that is signed."""

    def __init__(self, drawn: bytes) -> None:
        self._reader = PdfFileReader(BytesIO(drawn))
        _, _, self.width, self.height = map(float, self._reader.root["/Pages"]["/Kids"][0]["/MediaBox"])
        super().__init__(box=BoxConstraints(width=self.width, height=self.height))

    def render(self) -> bytes:
        """Return the operator that places the mark."""
        self.resources.xobject["/Mark"] = self._ensure_writer.import_page_as_xobject(self._reader)
        return b"/Mark Do"


_AS_IT_IS = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MIN, y_align=AxisAlignment.ALIGN_MIN, inner_content_scaling=InnerScaling.NO_SCALING
)
