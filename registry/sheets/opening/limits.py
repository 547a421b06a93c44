"""How much of a stranger's file is read; the reading process imports this, so it imports nothing."""

LARGEST_FILE = 40 * 2**20
LARGEST_INFLATED = 96 * 2**20
"""All members of a workbook together, as they really inflate."""

MOST_MEMBERS = 5_000
MOST_SHEETS = 100
MOST_ROWS = 50_000
"""Of one sheet, its titles and header included."""

MOST_COLUMNS = 60
MOST_CELLS = 1_200_000
"""Of the used rectangles of all sheets together."""

LONGEST_CELL = 32_767
"""As Excel allows."""

MOST_MERGES = 50_000
MOST_DAMAGED = 500
"""Errors and formulas without value that are named one by one."""

MEMORY = 640 * 2**20
"""Address space of the reading process, the interpreter included."""

CPU_SECONDS = 6
CPU_SECONDS_OF_PAPERS = 20
"""A PDF of many pages is slower than any workbook."""
MOST_PAGES = 300
WALL_SECONDS = 30
LARGEST_ANSWER = 200 * 2**20
"""Bytes the reading process may send back."""
