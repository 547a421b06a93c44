"""``python -m bench``: every measurement, one after the other; ``--full`` for the sizes the goals speak of."""

import sys

from bench import lists, papers, sheets_reading


def main() -> None:
    """Measure papers, the reading of lists, and the lists of the register."""
    papers.main(full="--full" in sys.argv)
    sheets_reading.main()
    lists.main()


if __name__ == "__main__":
    main()
