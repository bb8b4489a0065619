"""DuckDB: the tables and views, the one writer, and questions to what it published."""

import sys
from importlib.util import find_spec

# DuckDB asks for pandas anew with each value it is given, and Python looks for it in every folder of the path: a tenth
# of a millisecond, ten times what the value itself takes. Where there is none, nobody need look again.
if "pandas" not in sys.modules and find_spec("pandas") is None:
    sys.modules["pandas"] = None  # type: ignore[assignment]
