"""Every kind of finding: id, level, title and the usual way to mend it.

Each id has a page docs/lint/<id>.md. Ids are stable: justifications and scripts name them.
"""

from dataclasses import dataclass

from drafting.lint.finding import LEVELS, Level
from facts import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of finding. ``stops``: the book cannot be run, and it cannot be justified."""

    id: str
    level: Level
    title: Text
    fix: Text
    stops: bool = False


#: Three lines a kind: id and level; 标题 | title; 改法 | fix. Those marked ! stop the book.
_TABLE = """
file-missing error!
  规则书缺少文件 | a file of the book is missing
  补上这个文件 | add the file
not-yaml error!
  不是有效的 YAML | not valid YAML
  按所指的行改正缩进、引号或者括号 | mend indents, quotes or brackets at that line
wrong-shape error!
  内容的格式不对 | the content has the wrong shape
  对照“编写规则书”改正这一项 | compare with docs/writing-rules.md
condition-syntax error!
  条件读不懂 | a condition that cannot be read
  对照“条件”一节的写法改正 | see the condition language
unknown-fact error!
  词汇表里没有这个事实 | a fact that the vocabulary lacks
  改用词汇表里的名称，或先把它加进词汇表 | use a name of the vocabulary, or add it there first
identity-fact error!
  条件读了个人身份或者登记内容 | a condition reads identity or record data
  删去它；事实相同，结果必须相同 | remove it; like facts, like outcome
unknown-fault error!
  没有这一过错情形 | a fault that the book lacks
  改用 book.yaml 里的名称 | use a name of book.yaml
comparison-needed error!
  不是是否类事实，要与一个值比较 | a fact that must be compared
  写成 事实 = 值 | write fact = value
not-ordered error!
  不分大小的事实比了大小 | an unordered fact is ordered
  改用 =、≠ 或者 属于 [..] | use =, ≠ or 属于 [..]
yes-or-no error!
  是否类事实只能等于是或否 | a yes/no fact is 是 or 否
  改为 是 或 否 | use 是 or 否
not-a-choice error!
  不是选项类事实 | not a choice
  改用选项类事实，或者改用比较 | use a choice fact or a comparison
unknown-choice error!
  没有这一选项 | a choice that the fact lacks
  改用列出的选项 | use a listed choice
wrong-value error!
  值的种类不对 | a value of the wrong kind
  换成同类的值 | use a value of the fact's kind
unit-mismatch error!
  单位不合 | a unit that does not fit
  换成同一量纲的单位 | use a unit of the same dimension
no-such-day error!
  没有这一天 | no such day
  改正日期 | mend the date
conclusion-syntax error!
  结论读不懂 | a conclusion that cannot be read
  用六种结论之一 | use one of the six conclusions
wrong-stage error!
  结论放错了阶段 | a conclusion in the wrong stage
  改 stage，或者改结论 | change the stage or the conclusion
unknown-conclusion error!
  结论的名称本书没有 | a conclusion that the book lacks
  改用 book.yaml 里的名称 | use a name of book.yaml
stage-order error!
  读了同一阶段或者更后阶段的结论 | reads a conclusion of its own or a later stage
  只读事实和更早阶段的结论 | read facts and earlier stages only
circular-rules error!
  规则互为条件 | rules that depend on each other
  把其中一条改为只读事实 | let one of them read facts only
duplicate-rule-id error!
  规则编号重复 | a rule id given twice
  改其中一个编号 | rename one
unknown-clause error!
  引用了条文目录里没有的条文 | cites a clause that the outline lacks
  改正引用，或在 outline.yaml 补上 | mend the citation, or add the clause
unknown-responsibility error!
  没有这种责任 | a responsibility that the book lacks
  改用 book.yaml 里的责任 | use one of book.yaml
duplicate-cell error!
  基准的一格写了两次 | a baseline cell given twice
  删去一行 | remove one row
unknown-measure error!
  处理方式目录里没有 | a measure that the catalogue lacks
  改用该类主体目录里的编号 | use an id of the catalogue for that kind
missing-cell error!
  基准缺一格 | a baseline cell is missing
  补上这一格 | add the cell
range-without-ladder error!
  幅度的两端不在同一阶梯上 | the ends of a range stand on no common ladder
  两端写同一 ladder 的处理方式，由轻到重 | name two grades of one ladder, the lighter first
suggest-hole error!
  建议表缺一档 | the suggest table has a hole
  补上这一档情节 | add the gravity
suggest-not-carried-out error!
  建议了基准不能执行的从宽从严 | suggests what the baseline cannot carry out
  改为 lighten、reduce 或 exempt | use lighten, reduce or exempt
not-carried-out error!
  基准还不能执行从重、加重 | the baseline cannot carry out 从重 or 加重
  删去这条规则，由人裁量 | remove the rule; leave it to a person
fault-without-rule error!
  没有规则认定这一过错情形 | no rule concludes this fault
  补一条认定它的规则 | add a rule that concludes it
too-many-conditions error!
  一组规则读的条件太多 | a group of rules reads too many conditions
  拆成几种过错情形，或用 duty 阶段先作小结 | split it, or conclude parts in the duty stage
date-fact-missing error!
  期间或程序所依据的事实不对 | a period or a step runs from a fact that does not fit
  改用词汇表里的日期（carry 用数） | name a date of the vocabulary (of carry, a number)
condition-too-complicated error!
  条件太复杂 | a condition that is too complicated
  拆成几条规则 | split the rule
rule-never-fires error
  永远不成立的规则 | a rule that can never fire
  去掉互相矛盾的条件 | remove the contradiction
rule-always-fires warning
  永远成立的规则 | a rule that always fires
  补上应有的条件 | add the missing condition
rule-outside-scope warning
  在适用范围内永远不成立的规则 | a rule that never fires within the scope
  改规则，或者改适用条件 | change the rule or the scope
duplicate-rule warning
  两条规则意思相同 | two rules mean the same
  合并，引用写在一起 | merge them, with both citations
shadowed-rule warning
  规则被另一条包含 | a rule that another one covers
  删去它，或者收窄另一条 | remove it, or narrow the other
idle-condition warning
  条件里有不起作用的部分 | a part of a condition that does nothing
  删去这一部分 | remove that part
responsibilities-overlap error
  同样的事实得出两种责任 | one set of facts, two responsibilities
  使两条规则的条件互相排斥 | make the conditions exclude each other
responsibility-of-other-kind error
  给班子认定个人的责任（或者相反） | a responsibility for the other kind of subject
  补上 主体类别 = 个人（或者班子） | add 主体类别 = 个人 (or 班子)
boundary-mixed warning
  同一界限有时含本数、有时不含 | one threshold, sometimes inclusive, sometimes not
  统一为 ≥ 或者 > | use either ≥ or >
boundary-against-text warning
  界限与引文的“以上、超过”不合 | a boundary against the words of the text
  以上、以下、以内含本数；超过、不满不含本数 | mind whether the text includes the number
mixed-units note
  同一事实用了不同的单位 | one fact compared in several units
  统一用一种单位 | use one unit
readings-equal warning
  两种读法意思相同 | two readings that mean the same
  改成不同的条件，或者改回 statute | make them differ, or use statute
reading-not-declared note
  引文可有两解而没有写明读法 | an open reading is not declared
  写成 basis: reading，或说明只有一种读法 | declare both readings, or justify that there is one
double-evaluation error
  同一事实既是过错要素又是从重情节 | a fact is both an element and an aggravation
  从从重条件中删去要素 | drop the element from the aggravation
leniency-excluded note
  从宽条件被过错要素排除 | leniency is shut out by an element
  说明这是条文的本意，或者改条件 | say that the text means it, or change it
unused-fact note
  没有规则读的事实 | a fact that no rule reads
  用它，或说明留给别的规则书 | use it, or say who does
records-unread warning
  没有谁汇总的记录 | records that no fact is worked out from
  补一项汇总它的事实，或者删去这张表 | add a fact that aggregates them, or drop the sheet
conclusion-unread warning
  没有谁读的结论 | a conclusion that nobody reads
  让认定规则读它，或者删去 | let a finding read it, or remove it
responsibility-without-rule warning
  没有规则得出的责任 | a responsibility that no rule concludes
  补上规则，或者删去这种责任 | add a rule, or remove it
referral-without-rule warning
  没有规则得出的移送 | a referral that no rule concludes
  补上规则，或者删去它 | add a rule, or remove it
name-taken error
  结论的名称与事实相同 | a conclusion named like a fact
  改结论的名称 | rename the conclusion
mixed-responsibilities warning
  混用两套责任称谓 | two vocabularies of responsibility
  只用条文自己的一套 | use the vocabulary of the text
clause-without-rule warning
  已编的条文没有谁引用 | a codified clause that nothing cites
  补上规则，或者改 status | add a rule, or change the status
clause-without-quote warning
  已编的条文没有引文 | a codified clause without a quote
  补上所编那一句的原文 | quote the sentence codified
quote-too-long error
  引文太长 | a quote that is too long
  只引所编的那一句 | quote only the sentence codified
duplicate-clause error
  条文编号重复 | a clause id given twice
  改其中一个编号 | rename one
clause-not-codified warning
  引用的条文标为不编 | cites a clause marked as not codified
  改 status，或者改引用 | change the status or the citation
scope-ignores-dates warning
  适用条件没有挡住施行以前的事 | the scope lets in cases from before the book
  补上 事发日期 ≥ 施行日期 | add 事发日期 ≥ the date in force
dates-reversed error
  失效早于施行 | ends before it starts
  改正 in_force | mend in_force
baseline-not-monotone error
  情节更重而处理更轻 | graver, yet lighter
  调整这两格 | adjust the two cells
secondary-heavier error
  责任较小而处理更重 | less responsible, yet heavier
  调整这两行 | adjust the two rows
measure-unused warning
  基准从不使用的处理方式 | a measure that the baseline never uses
  在基准中使用，或说明留给人选 | use it, or say that people choose it
fault-without-row warning
  没有任何档次的过错 | a fault that no row speaks of
  补一行档次，或者说明条文只作宣示 | add a row, or say that the text stops there
gravity-without-row note
  过错在某一档情节没有档次 | a fault without a row for some gravity
  补上这一档，或者说明条文以情节为门槛 | add it, or say that the gravity is a threshold
rows-overlap note
  两行档次同时适用 | two rows apply together
  分开情节或者责任，或者说明条文要求并处 | part them, or say that the text imposes both
row-never-applies warning
  用不到的档次 | a row that no case comes to
  改责任、过错，或者删去这一行 | mend its responsibility or faults, or remove it
rank-tie error
  轻重次序相同 | two measures of equal rank
  给出不同的 rank | give different ranks
duplicate-measure error
  处理方式编号重复 | a measure id given twice
  删去或改名 | remove or rename
lowering-without-row error!
  所依照的责任没有自己的行 | lowered from a row that does not exist
  依照一种有自己各行的同类责任 | lower from a responsibility of that kind with rows
rows-ignored warning
  写了也不用的基准行 | baseline rows that are ignored
  删去 rows 或者 lower | remove the rows or the lowering
empty-cell warning
  基准格里没有处理方式 | a baseline cell without measures
  写明处理方式 | name the measures
repeated-measure warning
  一格里重复同一方式 | a measure twice in one cell
  删去重复的一个 | remove one
suggest-not-offered warning
  建议了没有规则给出的从宽 | suggests what no rule offers
  改为条文给出的一种 | choose one that a rule offers
suggest-not-monotone warning
  情节更重而建议更宽 | graver, yet more lenient
  调整 suggest 的次序 | reorder suggest
examples-missing warning
  没有例案 | no example cases
  写 cases.yaml | write cases.yaml
wrong-example error
  例案的格式不对 | an example of the wrong shape
  对照“例案”一节改正 | compare with docs/writing-rules.md
duplicate-example error
  例案编号重复 | an example id given twice
  改其中一个编号 | rename one
example-about-unknown error
  例案说的规则或条文不存在 | an example about an unknown rule or clause
  改正 about | mend about
example-bad-fact error
  例案的事实读不懂 | an example with a fact that cannot be read
  改正名称或者值 | mend the name or the value
example-expects-unknown error
  例案期待的名称本书没有 | an example expects what the book lacks
  改正 expect | mend expect
rule-without-example warning
  没有例案使规则成立 | no example in which the rule fires
  补一个使它成立的例案 | add an example in which it fires
clause-without-example warning
  没有例案由这一条决定 | no example that the clause decides
  补一个引用它的例案 | add an example that cites it
fault-without-negative warning
  没有这一过错不成立的例案 | no example in which the fault fails
  补一个差一项要素的例案 | add one that lacks an element
fault-without-unknown warning
  没有这一过错不明的例案 | no example in which the fault is unknown
  补一个有空白要素的例案 | add one with a blank element
justification-unneeded warning
  多余的理由说明 | a justification that is not needed
  删去它 | remove it
wrong-justification error
  理由说明的格式不对 | a justification of the wrong shape
  写明 id、place、reason | give id, place and reason
"""


def _kinds() -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    levels: dict[str, Level] = {level: level for level in LEVELS}
    lines = _TABLE.strip().splitlines()
    for head, title, fix in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        name, level = head.split()
        stops = level.endswith("!")
        found[name] = Kind(name, levels[level.rstrip("!")], _text(title), _text(fix), stops)
    return found


def _text(line: str) -> Text:
    zh, _, en = line.strip().partition(" | ")
    return Text(zh, en)


KINDS: dict[str, Kind] = _kinds()
