"""``python -m bench``: every measurement, one after the other; ``--full`` for the sizes the goals speak of."""

import sys

from bench import issuing, lists, papers, public_acts, public_search, serving, sheets_reading, signing


def main() -> None:
    """Measure papers, signing, the reading of lists, the lists of the register, and what the public asks."""
    papers.main(full="--full" in sys.argv)
    signing.main()
    issuing.main(full="--full" in sys.argv)
    sheets_reading.main()
    lists.main()
    public_search.main()
    public_acts.main()
    serving.main()


if __name__ == "__main__":
    main()
