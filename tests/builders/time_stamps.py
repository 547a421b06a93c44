"""An authority of time in this process."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread

from asn1crypto import cms, crl, keys, ocsp, tsp, x509
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import DocumentSecurityStore


def a_stamper(*, at: datetime) -> tuple[DummyTimeStamper, x509.Certificate]:
    """Return an authority that always says this time, and its certificate."""
    key, certificate = _authority()
    return DummyTimeStamper(tsa_cert=certificate, tsa_key=key, fixed_dt=at), certificate


class OfSomethingElse(DummyTimeStamper):
    """An authority that gives the time of something else than it was asked about."""

    def __init__(self) -> None:
        key, certificate = _authority()
        super().__init__(tsa_cert=certificate, tsa_key=key)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Give a time stamp of zeros."""
        return await super().async_timestamp(bytes(len(message_digest)), md_algorithm)


@contextmanager
def asked_over_http(answer: Callable[[tsp.TimeStampReq], bytes]) -> Iterator[str]:
    """Let an authority of time answer at an address of this machine."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            content = answer(asked)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def right(asked: tsp.TimeStampReq) -> bytes:
    """Answer what was asked."""
    stamper, _ = a_stamper(at=datetime.now(UTC))
    return asyncio.run(stamper.async_request_tsa_response(asked)).dump()


def of_something_else(asked: tsp.TimeStampReq) -> bytes:
    """Answer with the time of something else."""
    digest = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": bytes(32)}
    return right(tsp.TimeStampReq({"version": 1, "message_imprint": digest, "nonce": asked["nonce"].native}))


def stamped(signed: bytes, *, at: datetime) -> bytes:
    """Put a time stamp over a whole file (PAdES B-LTA)."""
    target = BytesIO()
    with ThreadPoolExecutor(1) as thread:
        writer = IncrementalPdfFileWriter(BytesIO(signed))
        thread.submit(PdfTimeStamper(a_stamper(at=at)[0]).timestamp_pdf, writer, "sha256", output=target).result()
    return target.getvalue()


def with_proofs(signed: bytes, *, lists: Sequence[bytes] = (), answers: Sequence[bytes] = ()) -> bytes:
    """Write what authorities say of certificates into a signed file (PAdES B-LT)."""
    target = BytesIO(signed)
    DocumentSecurityStore.add_dss(
        target,
        None,
        crls=[crl.CertificateList.load(one) for one in lists],
        ocsps=[ocsp.OCSPResponse.load(one) for one in answers],
    )
    return target.getvalue()


@cache
def _authority() -> tuple[keys.PrivateKeyInfo, x509.Certificate]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = made.Name([made.NameAttribute(NameOID.COMMON_NAME, "Cơ quan thời gian")])
    now = datetime.now(UTC)
    certificate = (
        made.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(made.random_serial_number())
        .not_valid_before(now - timedelta(days=900))
        .not_valid_after(now + timedelta(days=900))
        .add_extension(made.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    bare = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return keys.PrivateKeyInfo.load(bare), x509.Certificate.load(certificate.public_bytes(Encoding.DER))
