"""The tags of an office's own template, and what to say of a wrong one."""

from collections.abc import Iterable

from exporters.case_report import labels
from facts import Text

#: Single words: what the office says, and what the record says.
OFFICE = ("办案机关", "成文日期", "承办人", "审核人", "主送", "文号", "草稿")
_VALUES = (
    *("标题", "案件编号", "责任主体", "主体类别", "角色", "单位", "结论", "结论类别", "幅度"),
    *("责任", "情节", "条款", "规则书", "规则书版本"),
)
#: Every tag: single words, then sections, which are lists of paragraphs.
TAGS = (*_VALUES, *OFFICE, *labels.SECTIONS)


class TemplateMistake(Exception):
    """A template that cannot be filled in: every wrong tag, and the tags that there are."""

    def __init__(self, problems: Iterable[Text]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.zh for problem in self.problems))
