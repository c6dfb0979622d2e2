"""Parts of which invented determinations are made."""

from typing import Any

from rules.loader import CompiledBook, load_book
from rules.terms import GRAVITIES
from sanctions.determination import (
    Adjustment,
    BookRef,
    Determination,
    FactUsed,
    FaultFinding,
    Interval,
    Measure,
    OpenQuestion,
    Reason,
    Referral,
)

BOOK: CompiledBook = load_book("zhangye-2009")
REF = BookRef("zhangye-2009", "1.0", "ab" * 32)

PERSON = (
    "admonition_talk",
    "written_self_criticism",
    "circulated_criticism",
    "award_disqualification",
    "rated_incompetent",
    "organizational_handling",
    "party_discipline",
)
TEAM = (
    "collective_admonition_talk",
    "circulated_criticism",
    "award_disqualification",
    "rated_poor",
    "organizational_handling",
)
GRAVE = PERSON[2:6]
VERY_GRAVE = PERSON[2:7]
GRAVITY_WORDS: dict[str, str] = dict(
    zip(GRAVITIES, ("轻微", "一般", "较重", "严重", "特别严重"), strict=True)
)
RESPONSIBILITY_WORDS = {"primary": "主要责任", "secondary": "次要责任", "collective": "集体责任"}
ROLE_WORDS = {"main_leader": "主要领导", "deputy_leader": "分管领导", "unit": "单位"}


def fault(number: int, value: str = "true", basis: str = "elements", *more: str) -> FaultFinding:
    cites = (f"责任追究制度(二){number}", *more)
    return FaultFinding(f"fault-{number}", value, basis, cites)


def measures(kind: str, *ids: str) -> tuple[Measure, ...]:
    found = (BOOK.book.measure(kind, id_) for id_ in ids)
    return tuple(Measure(m.id, m.label, "baseline", m.cite) for m in found)


def scope(row: int) -> Reason:
    return Reason(
        "scope",
        "scope",
        "印发通知; 责任追究制度(二)",
        (
            FactUsed("事发日期", "2024-03-01", f"案件!C{row}"),
            FactUsed("单位层级", "县级", f"案件!E{row}"),
            FactUsed("单位类型", "党委", f"案件!D{row}"),
        ),
    )


def late_report(row: int) -> Reason:
    return Reason(
        "fault-4.late-report",
        "finding",
        "责任追究制度(二)4; 定期报告制度(二)",
        (
            FactUsed("情况类别", "突发事件", f"案件!L{row}"),
            FactUsed("报告用时", "5小时", f"案件!N{row}、案件!M{row}"),
        ),
    )


def listed(number: int, row: int) -> Reason:
    return Reason(
        f"fault-{number}.listed",
        "finding",
        f"责任追究制度(二){number}",
        (FactUsed("过错情形", f"过错情形{number}", f"案件!F{row}"),),
    )


def blame(responsibility: str, role: str, row: int) -> Reason:
    if responsibility == "collective":
        return Reason(
            "attribution.team",
            "attribution",
            "责任追究制度(四)",
            (FactUsed("主体类别", "班子", f"责任人!C{row}"),),
        )
    main = (responsibility == "primary") == (role == "main_leader")
    failing, who = ("main", "主要领导") if main else ("deputy", "分管领导")
    rule = f"attribution.{failing}-failed-{'main' if role == 'main_leader' else 'deputy'}"
    return Reason(
        rule,
        "attribution",
        "责任追究制度(三)",
        (
            FactUsed("责任方", who, f"案件!G{row}"),
            FactUsed("角色", ROLE_WORDS[role], f"责任人!D{row}"),
        ),
    )


def baseline(responsibility: str, gravity: str, row: int) -> Reason:
    return Reason(
        "baseline",
        "measure",
        "裁量基准",
        (
            FactUsed("责任", RESPONSIBILITY_WORDS[responsibility], ""),
            FactUsed("情节", GRAVITY_WORDS[gravity], f"案件!H{row}"),
        ),
    )


def leniency(row: int) -> Reason:
    return Reason(
        "mitigation-7",
        "adjustment",
        "责任追究制度(七)",
        (
            FactUsed("主动发现", "是", f"案件!P{row}"),
            FactUsed("及时纠正", "是", f"案件!Q{row}"),
            FactUsed("重大损失", "否", f"案件!K{row}"),
            FactUsed("不良影响", "否", f"案件!I{row}"),
        ),
    )


def offers(applied: str | None) -> tuple[Adjustment, ...]:
    return tuple(
        Adjustment("mitigation-7", kind, "may", kind == applied, ("责任追究制度(七)",))
        for kind in ("lighten", "reduce", "exempt")
    )


def referral(id_: str, short: str, label: str, row: int) -> tuple[Referral, Reason]:
    fact = {
        "judicial": "涉嫌犯罪",
        "party_discipline": "应受党纪处分",
        "administrative_discipline": "应受政务处分",
    }[id_]
    reason = Reason(
        f"referral-6.{short}",
        "procedure",
        "责任追究制度(六)",
        (FactUsed(fact, "是", f"案件!T{row}"),),
    )
    return Referral(id_, label, ("责任追究制度(六)",)), reason


JUDICIAL = referral("judicial", "judicial", "移送司法机关", 9)
PARTY = referral("party_discipline", "party", "按有关规定给予党纪处分", 9)
ADMINISTRATIVE = referral(
    "administrative_discipline", "administrative", "按有关规定给予行政（政务）处分", 10
)


def recommended(
    case: str,
    subject: str,
    role: str,
    responsibility: str,
    gravity: str,
    ids: tuple[str, ...],
    row: int,
    *,
    finding: Reason | None = None,
    number: int = 4,
    **more: Any,
) -> Determination:
    kind = "team" if responsibility == "collective" else "individual"
    reasons = (
        scope(row),
        finding or late_report(row),
        blame(responsibility, role, row),
        baseline(responsibility, gravity, row),
        *more.pop("then", ()),
    )
    faults = more.pop("faults", None) or (
        fault(
            number,
            "true",
            "finding" if finding else "elements",
            *(() if finding else ("定期报告制度(二)",)),
        ),
    )
    return Determination(
        case,
        subject,
        kind,
        role,
        REF,
        "recommended",
        faults,
        responsibility,
        gravity,
        measures(kind, *ids),
        TEAM if kind == "team" else PERSON,
        more.pop("interval", Interval(ids, ids)),
        reasons=reasons,
        signature=f"sig{row}",
        **more,
    )


def waiting(
    case: str,
    subject: str,
    status: str,
    questions: tuple[OpenQuestion, ...],
    row: int,
    interval: Interval,
    **more: Any,
) -> Determination:
    role = more.pop("role", "main_leader")
    given = {
        "faults": (fault(4, "true", "elements", "定期报告制度(二)"),),
        "reasons": (scope(row), late_report(row)),
        "statutory_options": PERSON,
        **more,
    }
    return Determination(
        case,
        subject,
        "individual",
        role,
        REF,
        status,
        interval=interval,
        open_questions=questions,
        signature=f"sig{row}",
        **given,
    )


def outside(case: str, rule: str, fact: FactUsed, cite: str, row: int) -> Determination:
    return Determination(
        case,
        "乙县县委书记",
        "individual",
        "main_leader",
        REF,
        "out_of_scope",
        reasons=(Reason(rule, "scope", cite, (fact,)),),
        signature=f"sig{row}",
    )


def rejected(case: str | None, subject: str | None) -> Determination:
    return Determination(case, subject, None, None, REF, "rejected")
