"""The facts that say which case and which subject a row is about, by label."""

CASE_KEY = "案件编号"
SUBJECT_CASE = "所属案件"
SUBJECT = "责任主体"
KIND = "主体类别"
ROLE = "角色"

#: Ids of the facts that must be stated: an open or absent key is no key.
KEYS = frozenset(("case_id", "subject_case_id", "subject", "subject_kind"))
#: Ids of required facts that a register may have no column for: nothing is then known of them,
#: and the rows are read all the same.
UNKNOWN_WITHOUT_COLUMN = frozenset(("role",))
