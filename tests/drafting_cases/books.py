"""Two books of the tests' own, which do not change when the shipped ones do.

CORE decides by a baseline: the system of accountability of 2009 alone. STATUTE is small and uses
everything that a law book may say.
"""

from pathlib import Path

CORE = Path(__file__).parent / "core" / "zhangye-2009"
STATUTE = Path(__file__).parent / "statute"
