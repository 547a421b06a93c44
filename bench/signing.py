"""What a signature costs with a key in a file, beside what the library does when nobody tells it otherwise."""

import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

from bench.papers import SAMPLE
from certificates import draw_star_certificate
from registry import clock
from registry.documents.sealing import Pen
from registry.documents.trial_authority import Authority

PASSPHRASE = "do toc do"  # noqa: S105 - of a key that lives as long as the measurement
ROUNDS = 20
BAR = 6


def main() -> None:
    """Sign the same paper by both ways, one after the other in turn, and say how many times one costs the other."""
    paper = draw_star_certificate(SAMPLE)
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "khoa.p12"
        key.write_bytes(Authority(at=clock.now()).vouch(name="Đo", organisation="", passphrase=PASSPHRASE))
        pen = Pen.of_file(key, PASSPHRASE)
        signer = SimpleSigner.load_pkcs12(key, passphrase=PASSPHRASE.encode())
        ours, usual = [], []
        for _ in range(ROUNDS):
            ours.append(_cost(lambda: pen.sign(paper)))
            usual.append(_cost(lambda: _by_default(signer, paper)))
    mine, theirs = sorted(ours)[ROUNDS // 2], sorted(usual)[ROUNDS // 2]
    print(
        f"Ký một giấy bằng khóa trong tệp: {mine * 1000:.1f} ms CPU; cách mặc định của thư viện {theirs * 1000:.1f} ms,"
    )
    print(f"  bằng 1/{theirs / mine:.1f} (mục tiêu: nhiều nhất 1/{BAR}).")


def _cost(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _by_default(signer: SimpleSigner, paper: bytes) -> bytes:
    meta = PdfSignatureMetadata(field_name="Chữ ký")
    target = BytesIO()
    sign_pdf(IncrementalPdfFileWriter(BytesIO(paper)), meta, signer=signer, output=target)
    return target.getvalue()


if __name__ == "__main__":
    main()
