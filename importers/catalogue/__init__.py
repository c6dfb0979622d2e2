"""Every problem that reading can find: its code, its severity, and its words.

A message says what is wrong, ``expected`` what should be there, ``fix`` how to mend it. The
braces are filled from the place and from the parser's remark. Names of people are never among
the values.
"""

from importers.catalogue.cells import CELLS
from importers.catalogue.files import FILES
from importers.catalogue.kinds import Words
from importers.catalogue.rows import ROWS
from importers.catalogue.sheets import SHEETS
from importers.catalogue.stated import STATED
from importers.catalogue.values import VALUES

CATALOGUE: dict[str, Words] = {**FILES, **SHEETS, **STATED, **CELLS, **VALUES, **ROWS}
