"""What an issued certificate costs as a whole: drawn, kept on disk, recorded and journalled.

Beside it, in the same turns, stands the floor assembled by hand (bench/papers.py), which only makes the bytes. Each
measurement runs in a process of its own on a register of its own; decisions have fifty products, as a large round has.
Memory is the peak of the whole process when so many certificates have been issued, from drafting to the papers.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

FLOOR_GOAL = 20.0
FLAT_GOAL = 1.1
PRODUCTS = 50
_ROOT = Path(__file__).resolve().parents[1]


def once(count: int) -> None:
    """Issue so many certificates: print microseconds of CPU for each, and peak memory in MiB."""
    sys.path.insert(0, str(_ROOT / "tests"))
    from builders.people import a_person
    from builders.register import a_draft, a_line, a_producer, a_product, sign_off

    from registry.app import create_app
    from registry.config import Config, write_secrets
    from registry.rules.permissions import Role
    from registry.schema import upgrade
    from registry.usecases import certification, founding, settings

    with tempfile.TemporaryDirectory(prefix="ocop-bench-") as place:
        folder = Path(place) / "register"
        write_secrets(folder)
        app = create_app(Config.from_environment({}, folder=folder), doors=False)
        with app.app_context():
            upgrade()
            founding.found(is_demonstration=False, public_address="https://ocop.example.vn")
            settings.change(actor=founding.SYSTEM, values={"signed_annex_required": False})
            officer, approver, producer = a_person(Role.OFFICER), a_person(Role.APPROVER), a_producer()
            spent = 0.0
            # The first decision reads fonts and compiles statements: it is not measured.
            for number in range(count // PRODUCTS + 1):
                products = [
                    a_product(f"Miến dong {number:03d}-{one:02d}", producer=producer) for one in range(PRODUCTS)
                ]
                decision = a_draft(officer, [a_line(product) for product in products])
                sign_off(officer, approver, decision, number=f"{number + 1}/QĐ-UBND")
                before = resource.getrusage(resource.RUSAGE_SELF)
                certification.put_in_effect(actor=approver, decision=decision)
                after = resource.getrusage(resource.RUSAGE_SELF)
                if number:
                    spent += after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{spent / count * 1e6:.1f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")


def _measured(*words: str) -> list[float]:
    done = subprocess.run([sys.executable, "-m", *words], check=True, capture_output=True, text=True, cwd=_ROOT)
    return [float(word) for word in done.stdout.split()]


def main(*, full: bool) -> None:
    """Print what an issued certificate costs beside the floor, and whether memory stays as it is."""
    rounds, few, many = (5, 100, 5000) if full else (3, 100, 1000)
    issued, floor = [], []
    for _ in range(rounds):
        issued.append(_measured("bench.issuing", str(few)))
        floor.append(_measured("bench.papers", "floor_separate", "200")[0])
    ours, theirs = statistics.median(cost for cost, _ in issued), statistics.median(floor)
    print(f"An issued certificate, CPU us: {ours:.0f}, the floor of its bytes {theirs:.0f}: ", end="")
    print(f"{ours / theirs:.2f}   goal {FLOOR_GOAL:.0f}: {'met' if ours / theirs <= FLOOR_GOAL else 'missed'}")
    before = statistics.median(peak for _, peak in issued)
    cost, after = _measured("bench.issuing", str(many))
    grown = after / before
    print(f"Peak MiB after {few} certificates {before:.0f}, after {many} {after:.0f}: ", end="")
    print(f"{grown:.2f}   goal {FLAT_GOAL}: {'met' if grown <= FLAT_GOAL else 'missed'}; then {cost:.0f} us each")


if __name__ == "__main__":
    if len(sys.argv) == 2 and sys.argv[1].isdigit():
        once(int(sys.argv[1]))
    else:
        main(full="--full" in sys.argv)
