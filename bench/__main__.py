"""Run every benchmark and print one table."""

import statistics

from bench import board, course, directory, doorbell, free_time, live_fanout, meanwhile, pages, planner, province

COLUMNS = ("what", "median", "worst", "compared with", "ratio")


def main() -> None:
    benches = (pages, free_time, planner, directory, board, course, live_fanout, province, meanwhile, doorbell)
    rows = [row for bench in benches for row in bench.rows()]
    table = [COLUMNS, *[tuple(str(cell) for cell in row) for row in rows]]
    widths = [max(len(row[column]) for row in table) for column in range(len(COLUMNS))]
    for number, row in enumerate(table):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
        if number == 0:
            print("  ".join("-" * width for width in widths))


def milliseconds(seconds: list[float]) -> tuple[str, str]:
    """Median and worst, as text."""
    return f"{statistics.median(seconds) * 1000:.1f} ms", f"{max(seconds) * 1000:.1f} ms"


if __name__ == "__main__":
    main()
