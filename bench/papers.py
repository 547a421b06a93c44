"""What papers cost, beside a naive ReportLab drawing of the same paper and a floor assembled by hand.

Each measurement runs in a process of its own, the ways in turn, so that a busy machine troubles all of them alike.
CPU is user and system time of the process; memory is its peak. `--full` draws 1,000 certificates and 50,000 rows
in seven rounds; without it the sizes and rounds are smaller.
"""

import gc
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from certificates import (
    Arrangement,
    AwardList,
    AwardRow,
    AwardSection,
    StarCertificate,
    draw_award_list,
    draw_star_certificate,
    draw_star_certificates_merged,
)
from certificates.star_certificate import PAPER, _draw

DAY = date(2020, 12, 11)
SAMPLE = StarCertificate(
    issuing_body="ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
    number="00001/2020/GCN-OCOP",
    product_name="Miến dong Minh Họa 00001",
    product_code="12-03-007-2020",
    producer_name="Hợp tác xã Minh Họa 00001",
    producer_address="xã Bình Lư, huyện Tam Đường, tỉnh Lai Châu",
    stars=4,
    decision_number="1757/QĐ-UBND",
    decision_date=DAY,
    decision_body="Ủy ban nhân dân tỉnh Lai Châu",
    valid_from=DAY,
    valid_until=date(2023, 12, 11),
    place="Lai Châu",
    issued_on=DAY,
    authority_lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    signatory_name="Nguyễn Văn Minh Họa",
    lookup_code="K7PM-3XQ9-TR2D",
    lookup_url="https://ocop.laichau.example.vn/c/K7PM3XQ9TR2D",
    verify_address="ocop.laichau.example.vn/tra-cuu",
)


def contents(count: int) -> Sequence[StarCertificate]:
    """Return different certificates of one shape."""
    return [
        replace(
            SAMPLE,
            number=f"{number:05d}/2020/GCN-OCOP",
            product_name=f"Miến dong Minh Họa {number:05d}",
            producer_name=f"Hợp tác xã Minh Họa {number:05d}",
            lookup_url=f"https://ocop.laichau.example.vn/c/K7PM3XQ{number:05d}",
        )
        for number in range(1, count + 1)
    ]


def award_list(rows: int) -> AwardList:
    """Return a list of so many products, two to a producer, all names different."""
    sections = []
    for producer in range(rows // 2):
        name = f"Hợp tác xã Minh Họa {producer:06d}"
        lines = tuple(
            AwardRow(
                product_name=f"Chè Shan tuyết cổ thụ minh họa số {producer:06d}-{index}, gói {index}00 g",
                producer_key=name,
                producer_name=name,
                commune=f"xã Minh Họa {producer % 106}",
                stars=3 + index,
                decision=f"{producer % 900}/QĐ-UBND ngày 11/12/2020",
            )
            for index in range(2)
        )
        sections.append(AwardSection(title=name, detail=f"xã Minh Họa {producer % 106}", rows=lines))
    return AwardList(
        issuing_body="SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
        event_title="Hội nghị công bố và trao Giấy chứng nhận sản phẩm OCOP",
        event_place="Lai Châu",
        event_on=DAY,
        arrangement=Arrangement.BY_PRODUCER,
        sections=tuple(sections),
        product_total=rows,
        producer_total=rows // 2,
        total_in_words="Tổng số ghi bằng chữ",
    )


def naive_new_fonts(subject: Sequence[StarCertificate]) -> int:
    """ReportLab's canvas and QR widget, fonts read anew for each file."""
    return sum(len(_naive(content, with_new_fonts=True)) for content in subject)


def naive_fonts_once(subject: Sequence[StarCertificate]) -> int:
    """The same with fonts read once."""
    return sum(len(_naive(content, with_new_fonts=False)) for content in subject)


def separate(subject: Sequence[StarCertificate]) -> int:
    """The print shop, one file each."""
    return sum(len(draw_star_certificate(content)) for content in subject)


def merged(subject: Sequence[StarCertificate]) -> int:
    """The print shop, one file of all."""
    return len(draw_star_certificates_merged(subject))


def floor_separate(subject: Sequence[StarCertificate]) -> int:
    """Assembled by hand, one file each."""
    return sum(len(_floor().assembled([content])) for content in subject)


def floor_merged(subject: Sequence[StarCertificate]) -> int:
    """Assembled by hand, one file of all."""
    return len(_floor().assembled(subject))


def listed(subject: AwardList) -> int:
    """The print shop's award list."""
    return len(draw_award_list(subject))


def listed_as_table(subject: AwardList) -> int:
    """The same rows as one platypus table of strings."""
    from bench.paper_table import drawn_as_table

    return len(drawn_as_table(subject))


@cache
def _tape():  # type: ignore[no-untyped-def]
    from bench.paper_baselines import Tape

    tape = Tape(PAPER)
    _draw(tape, SAMPLE)
    return tape


@cache
def _floor():  # type: ignore[no-untyped-def]
    from bench.paper_baselines import Floor

    return Floor(_tape(), SAMPLE)


def _naive(content: StarCertificate, *, with_new_fonts: bool) -> bytes:
    from bench.paper_baselines import naive

    return naive(_tape(), content, with_new_fonts=with_new_fonts)


CERTIFICATES = (naive_new_fonts, naive_fonts_once, separate, floor_separate, merged, floor_merged)
LISTS = (listed, listed_as_table)
WAYS: dict[str, Callable[..., int]] = {way.__name__: way for way in (*CERTIFICATES, *LISTS)}


def subject_of(way: str, count: int) -> Sequence[StarCertificate] | AwardList:
    """Return what a way draws; making it is not measured."""
    return award_list(count) if WAYS[way] in LISTS else contents(count)


def once(way: str, count: int) -> None:
    """Measure one way: microseconds of CPU and bytes per paper or row, and peak memory in MiB."""
    draw = WAYS[way]
    draw(subject_of(way, 2))
    subject = subject_of(way, count)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF)
    size = draw(subject)
    after = resource.getrusage(resource.RUSAGE_SELF)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{spent / count * 1e6:.2f} {size / count:.0f} {after.ru_maxrss / 1024:.0f}")


def _measured(way: str, count: int) -> tuple[float, float, float]:
    command = [sys.executable, "-m", "bench.papers", way, str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).resolve().parents[1])
    spent, size, peak = map(float, done.stdout.split())
    return spent, size, peak


def main(*, full: bool) -> None:
    """Print medians, ratios to the baselines and whether each goal is reached."""
    rounds, papers, rows = (7, 1000, 50_000) if full else (3, 200, 10_000)
    plan = [("naive_new_fonts", papers // 10), ("naive_fonts_once", papers // 10)]
    plan += [(way, papers) for way in ("separate", "floor_separate", "merged", "floor_merged")]
    plan += [("listed", 1000), ("listed", rows), ("listed_as_table", 1000), ("listed_as_table", rows // 10)]
    taken: dict[tuple[str, int], list[tuple[float, float, float]]] = {step: [] for step in plan}
    for _ in range(rounds):
        for step in plan:
            taken[step].append(_measured(*step))
    print(f"Papers: CPU us, bytes each, peak MiB (medians of {rounds} interleaved rounds)")
    spent = {}
    for (way, count), found in taken.items():
        cpu, size, peak = (statistics.median(column) for column in zip(*found, strict=True))
        spent[way, count] = cpu
        print(f"  {way:17} {count:6}: {cpu:9.1f} us {size:8.0f} B {peak:5.0f} MiB   {WAYS[way].__doc__}")

    def ratio(label: str, first: tuple[str, int], second: tuple[str, int], goal: float) -> None:
        found = spent[first] / spent[second]
        print(f"  {label:42} {found:7.3f}   goal {goal:.3f}: {'met' if found <= goal else 'missed'}")

    one = ("separate", papers)
    ratio("separate / naive, fonts read anew", one, ("naive_new_fonts", papers // 10), 1 / 12)
    ratio("separate / naive, fonts read once", one, ("naive_fonts_once", papers // 10), 1 / 12)
    ratio("separate / floor", one, ("floor_separate", papers), 10)
    ratio("merged / floor", ("merged", papers), ("floor_merged", papers), 2)
    ratio(f"award list, row at {rows} / row at 1000", ("listed", rows), ("listed", 1000), 1.2)
    ratio("award list / platypus table at 1000", ("listed", 1000), ("listed_as_table", 1000), 1)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        once(sys.argv[1], int(sys.argv[2]))
    else:
        main(full="--full" in sys.argv)
