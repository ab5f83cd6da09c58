"""Draw one sheet, as another process of ours hands it over."""

import pickle
import sys
from importlib import import_module

if __name__ == "__main__":
    draw = import_module(f"confsys.weeks.printing.{sys.argv[1]}").draw
    sys.stdout.buffer.write(draw(pickle.load(sys.stdin.buffer)))
