"""Read or write one XLSX file, as another process of ours hands it over."""

import pickle
import sys
from collections.abc import Callable
from typing import Any

from confsys.sites.workbooks import files

WORK: dict[str, Callable[..., Any]] = {"read": files.read, "write": files.write}

if __name__ == "__main__":
    done = WORK[sys.argv[1]](*pickle.load(sys.stdin.buffer))
    sys.stdout.buffer.write(pickle.dumps(done))
