"""How long `--version` and `--help` take, against an import of WeasyPrint in the same run: both under a half.

Run it with `.venv/bin/python benchmarks/startup.py`.
"""

import subprocess
import sys
import time

ROUNDS = 7
MOST = 0.5


def seconds(*arguments: str) -> float:
    """Return the shortest time of some rounds that a Python with these arguments took, in seconds."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> None:
    """Print the ratios; exit code 1 if one is too high."""
    weasyprint = seconds("-c", "import weasyprint")
    ratios = {option: seconds("-m", "framework_pdf", option) / weasyprint for option in ("--version", "--help")}
    for option, ratio in ratios.items():
        print(f"{option}: {ratio:.2f} of an import of WeasyPrint")
    sys.exit(max(ratios.values()) > MOST)


if __name__ == "__main__":
    main()
