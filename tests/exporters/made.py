"""Invented determinations of every kind, made by hand and not by the engine."""

from typing import Any

from exporters.results import Origin, Results
from facts import Problem, Text
from rules.book import GRAVITIES
from rules.loader import CompiledBook, load_book
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
LONG = "核查情况说明。" * 6_000

PERSON = ("admonition_talk", "written_self_criticism", "circulated_criticism",
          "award_disqualification", "rated_incompetent", "organizational_handling",
          "party_discipline")
TEAM = ("collective_admonition_talk", "circulated_criticism", "award_disqualification",
        "rated_poor", "organizational_handling")
GRAVE = PERSON[2:6]
VERY_GRAVE = PERSON[2:7]
GRAVITY_WORDS: dict[str, str] = dict(
    zip(GRAVITIES, ("轻微", "一般", "较重", "严重", "特别严重"), strict=True))
RESPONSIBILITY_WORDS = {"primary": "主要责任", "secondary": "次要责任", "collective": "集体责任"}
ROLE_WORDS = {"main_leader": "主要领导", "deputy_leader": "分管领导", "unit": "单位"}


def fault(number: int, value: str = "true", basis: str = "elements", *more: str) -> FaultFinding:
    cites = (f"责任追究制度(二){number}", *more)
    return FaultFinding(f"fault-{number}", value, basis, cites)


def measures(kind: str, *ids: str) -> tuple[Measure, ...]:
    found = (BOOK.book.measure(kind, id_) for id_ in ids)
    return tuple(Measure(m.id, m.label, "baseline", m.cite) for m in found)


def scope(row: int) -> Reason:
    return Reason("scope", "scope", "印发通知; 责任追究制度(二)", (
        FactUsed("事发日期", "2024-03-01", f"案件!C{row}"),
        FactUsed("单位层级", "县级", f"案件!E{row}"),
        FactUsed("单位类型", "党委", f"案件!D{row}"),
    ))


def late_report(row: int) -> Reason:
    return Reason("fault-4.late-report", "finding", "责任追究制度(二)4; 定期报告制度(二)", (
        FactUsed("情况类别", "突发事件", f"案件!L{row}"),
        FactUsed("报告用时", "5小时", f"案件!N{row}、案件!M{row}"),
    ))


def listed(number: int, row: int) -> Reason:
    return Reason(f"fault-{number}.listed", "finding", f"责任追究制度(二){number}",
                  (FactUsed("过错情形", f"过错情形{number}", f"案件!F{row}"),))


def blame(responsibility: str, role: str, row: int) -> Reason:
    if responsibility == "collective":
        return Reason("attribution.team", "attribution", "责任追究制度(四)",
                      (FactUsed("主体类别", "班子", f"责任人!C{row}"),))
    main = (responsibility == "primary") == (role == "main_leader")
    failing, who = ("main", "主要领导") if main else ("deputy", "分管领导")
    rule = f"attribution.{failing}-failed-{'main' if role == 'main_leader' else 'deputy'}"
    return Reason(rule, "attribution", "责任追究制度(三)", (
        FactUsed("责任方", who, f"案件!G{row}"),
        FactUsed("角色", ROLE_WORDS[role], f"责任人!D{row}"),
    ))


def baseline(responsibility: str, gravity: str, row: int) -> Reason:
    return Reason("baseline", "measure", "裁量基准", (
        FactUsed("责任", RESPONSIBILITY_WORDS[responsibility], ""),
        FactUsed("情节", GRAVITY_WORDS[gravity], f"案件!H{row}"),
    ))


def leniency(row: int) -> Reason:
    return Reason("mitigation-7", "adjustment", "责任追究制度(七)", (
        FactUsed("主动发现", "是", f"案件!P{row}"), FactUsed("及时纠正", "是", f"案件!Q{row}"),
        FactUsed("重大损失", "否", f"案件!K{row}"), FactUsed("不良影响", "否", f"案件!I{row}"),
    ))


def offers(applied: str | None) -> tuple[Adjustment, ...]:
    return tuple(Adjustment("mitigation-7", kind, "may", kind == applied, ("责任追究制度(七)",))
                 for kind in ("lighten", "reduce", "exempt"))


def referral(id_: str, short: str, label: str, row: int) -> tuple[Referral, Reason]:
    fact = {"judicial": "涉嫌犯罪", "party_discipline": "应受党纪处分",
            "administrative_discipline": "应受政务处分"}[id_]
    reason = Reason(f"referral-6.{short}", "procedure", "责任追究制度(六)",
                    (FactUsed(fact, "是", f"案件!T{row}"),))
    return Referral(id_, label, ("责任追究制度(六)",)), reason


JUDICIAL = referral("judicial", "judicial", "移送司法机关", 9)
PARTY = referral("party_discipline", "party", "按有关规定给予党纪处分", 9)
ADMINISTRATIVE = referral("administrative_discipline", "administrative",
                          "按有关规定给予行政（政务）处分", 10)


def recommended(
    case: str, subject: str, role: str, responsibility: str, gravity: str, ids: tuple[str, ...],
    row: int, *, finding: Reason | None = None, number: int = 4, **more: Any,
) -> Determination:
    kind = "team" if responsibility == "collective" else "individual"
    reasons = (scope(row), finding or late_report(row), blame(responsibility, role, row),
               baseline(responsibility, gravity, row), *more.pop("then", ()))
    faults = more.pop("faults", None) or (
        fault(number, "true", "finding" if finding else "elements",
              *(() if finding else ("定期报告制度(二)",))),)
    return Determination(
        case, subject, kind, role, REF, "recommended", faults, responsibility, gravity,
        measures(kind, *ids), TEAM if kind == "team" else PERSON,
        more.pop("interval", Interval(ids, ids)), reasons=reasons, signature=f"sig{row}", **more,
    )


def waiting(
    case: str, subject: str, status: str, questions: tuple[OpenQuestion, ...], row: int,
    interval: Interval, **more: Any,
) -> Determination:
    role = more.pop("role", "main_leader")
    given = {
        "faults": (fault(4, "true", "elements", "定期报告制度(二)"),),
        "reasons": (scope(row), late_report(row)),
        "statutory_options": PERSON, **more,
    }
    return Determination(case, subject, "individual", role, REF, status, interval=interval,
                         open_questions=questions, signature=f"sig{row}", **given)


GRAVITY_TABLE = {
    "轻微": "诫勉谈话",
    "一般": "诫勉谈话、责令作出书面检查",
    "较重": "责令作出书面检查、通报批评、取消当年评优评先资格",
    "严重": "通报批评、取消当年评优评先资格、年终考核定为不称职、作出组织处理",
    "特别严重": "通报批评、取消当年评优评先资格、年终考核定为不称职、作出组织处理、给予党纪处分",
}
STILL = "仍待其他事项（最轻：不作处理；最重：作出组织处理）"
GRAVITY = OpenQuestion("情节", "judgement", GRAVITY_TABLE)
GRAVITY_OPEN = OpenQuestion("情节", "open", GRAVITY_TABLE)
PARTIAL = OpenQuestion("情况类别", "unknown", {
    "突发事件、灾情险情、安全生产事故": STILL, "其他": "不予追究"})
NO_CLUE = OpenQuestion("报告时间", "unknown", {"≤ 2小时": STILL, "> 2小时": STILL})
READING = OpenQuestion("读法：过错情形9", "reading", {
    "“造成不良影响或后果”是两种情形共同的要件": "不予追究",
    "“造成不良影响或后果”只是“没有及时解决”的要件": "诫勉谈话"})
CONFLICT = OpenQuestion("认定与要素：过错情形2", "conflict", {
    "以经办人的认定为准": "诫勉谈话", "以各项要素为准": "不予追究"})
SILENCE = OpenQuestion("责任认定", "silence", {
    "主要责任": "诫勉谈话、责令作出书面检查", "次要责任": "诫勉谈话"})
CRIME = OpenQuestion("涉嫌犯罪", "judgement", {"是": "移送司法机关", "否": "不移送"})

BOTH_FAILED = (FactUsed("责任方", "双方", "案件!G18"),
               FactUsed("角色", "主要领导", "责任人!D18"))
WIDE = Interval(PERSON[:1], VERY_GRAVE)
UP_TO_GRAVE = Interval((), GRAVE)


def outside(case: str, rule: str, fact: FactUsed, cite: str, row: int) -> Determination:
    return Determination(case, "乙县县委书记", "individual", "main_leader", REF, "out_of_scope",
                         reasons=(Reason(rule, "scope", cite, (fact,)),), signature=f"sig{row}")


def rejected(case: str | None, subject: str | None) -> Determination:
    return Determination(case, subject, None, None, REF, "rejected")


DECISIONS: tuple[Determination, ...] = (
    recommended("2024-001", "甲县县委书记", "main_leader", "primary", "ordinary", PERSON[:2], 2),
    recommended("2024-001", "甲县分管副书记", "deputy_leader", "secondary", "ordinary",
                PERSON[:1], 3, open_questions=(CRIME,)),
    recommended("2024-001", "甲县县委领导班子", "unit", "collective", "serious", TEAM[1:3], 4),
    recommended("00123", "=1+1", "main_leader", "primary", "slight", PERSON[:1], 5,
                finding=listed(10, 5), number=10),
    recommended("2024-005", "丙县县委书记", "main_leader", "primary", "serious", PERSON[1:3], 6,
                adjustments=offers("lighten"), then=(leniency(6),),
                interval=Interval((), PERSON[1:3])),
    recommended("2024-006", "丁县县委书记", "main_leader", "primary", "ordinary", PERSON[:1], 7,
                adjustments=offers("reduce"), then=(leniency(7),),
                interval=Interval((), PERSON[:1])),
    Determination("2024-007", "戊县县委书记", "individual", "main_leader", REF, "exempt",
                  (fault(10),), "primary", "slight", (), PERSON, Interval((), PERSON[:1]),
                  offers("exempt"), reasons=(scope(8), listed(10, 8),
                                             blame("primary", "main_leader", 8), leniency(8)),
                  signature="sig8"),
    recommended("2024-008", "己县县委书记", "main_leader", "primary", "very_grave", VERY_GRAVE, 9,
                referrals=(PARTY[0], JUDICIAL[0]), then=(PARTY[1], JUDICIAL[1])),
    recommended("2024-009", "庚县分管副书记", "deputy_leader", "primary", "grave", GRAVE, 10,
                referrals=(ADMINISTRATIVE[0],), then=(ADMINISTRATIVE[1],)),
    Determination("2024-010", "辛县县委书记", "individual", "main_leader", REF,
                  "no_accountability", interval=Interval(), reasons=(scope(11), Reason(
                      "fault-4.late-report", "finding", "责任追究制度(二)4; 定期报告制度(二)",
                      (FactUsed("报告用时", "2小时", "案件!N11、案件!M11"),))), signature="sig11"),
    waiting("2024-011", "壬县县委书记", "needs_judgement", (GRAVITY,), 12, WIDE,
            responsibility="primary"),
    waiting("2024-012", "癸县县委书记", "needs_judgement", (GRAVITY_OPEN, CRIME), 13, WIDE,
            responsibility="primary"),
    waiting("2024-013", "子县县委书记", "needs_facts", (PARTIAL, NO_CLUE), 14, UP_TO_GRAVE,
            faults=(fault(4, "unknown", "none", "定期报告制度(二)"),), reasons=(scope(14),),
            responsibility="primary", gravity="grave"),
    waiting("2024-013", "子县分管副书记", "needs_facts", (PARTIAL, NO_CLUE), 15, UP_TO_GRAVE,
            role="deputy_leader", faults=(fault(4, "unknown", "none", "定期报告制度(二)"),),
            reasons=(scope(15),), responsibility="secondary", gravity="grave"),
    waiting("2024-014", "丑县县委书记", "needs_judgement", (READING,), 16,
            Interval((), PERSON[:1]), faults=(fault(9, "unknown", "reading"),),
            reasons=(scope(16), Reason("fault-9.petition@second-limb", "finding",
                                       "责任追究制度(二)9",
                                       (FactUsed("信访未按规定处理", "是", "案件!AF16"),))),
            responsibility="primary", gravity="slight"),
    waiting("2024-015", "寅县县委书记", "needs_judgement", (CONFLICT,), 17,
            Interval((), PERSON[:1]), faults=(fault(2, "unknown", "conflict"),),
            reasons=(scope(17), listed(2, 17)), responsibility="primary", gravity="slight"),
    waiting("2024-016", "卯县县委书记", "needs_judgement", (SILENCE,), 18,
            Interval(PERSON[:1], PERSON[:2]), gravity="ordinary",
            reasons=(scope(18), late_report(18), Reason(
                "silence", "attribution", "责任追究制度(三)", BOTH_FAILED))),
    waiting("2024-017", "辰县县委书记", "needs_judgement",
            (GRAVITY, SILENCE, PARTIAL, NO_CLUE, CRIME), 19, Interval((), VERY_GRAVE)),
    outside("2009-001", "scope.date", FactUsed("事发日期", "2009-08-01", "案件!C20"),
            "印发通知", 20),
    outside("2024-018", "scope.unit", FactUsed("单位类型", "事业单位", "案件!D21"),
            "责任追究制度(二)", 21),
    recommended("2024-019", "巳县县委书记 +cmd|' /C calc'!A0", "main_leader", "primary", "slight",
                PERSON[:1], 22, finding=Reason(
                    "fault-11.listed", "finding", "责任追究制度(二)11",
                    (FactUsed("违反规定依据", "督查督办制度（四）" + "，详见核查报告" * 40,
                              "案件!AI22"),)), number=11),
    recommended("2024-020", "<r>午县县委书记</r>", "main_leader", "primary", "slight", PERSON[:1],
                23, finding=listed(6, 23), faults=(
                    fault(1, "true", "both"), fault(3), fault(6, "true", "finding"),
                    fault(10, "unknown", "none"))),
    recommended("2024-021", "未县县委\x0b书记\r\n（兼）", "main_leader", "primary", "slight",
                PERSON[:1], 24, finding=listed(6, 24), number=6),
    rejected("2024-022", "申县县委书记"),
    rejected(None, None),
)

UNITS = (
    *("甲县县委",) * 3, "-2+3县委", "丙县县委", "丁县县委", "戊县县委", "己县县委", "庚县县委",
    "辛县县委", "壬县县委", "癸县县委", "子县县委", "子县县委", "丑县县委", "寅县县委", "卯县县委",
    "辰县县委", "乙县县委", "乙县县委", "巳县县委", "午县县委", "未县县委", "申县县委", "",
)
ORIGINS = tuple(Origin("案件台账.xlsx", "责任人", row, unit) for row, unit in enumerate(UNITS, 2))
EXTRA = {
    "备注": ["@SUM(A1:A9)", "+86 0936", "=HYPERLINK(\"http://example.invalid\")", LONG,
           *[f"第 {n} 号" for n in range(5, 26)]],
    "承办人编号": [f"{n:05d}" for n in range(1, 26)],
}
PROBLEMS = (
    Problem("date", "error", "案件台账.xlsx", "案件", "C25", 25, "事发日期", "二〇二四年春",
            Text("不是一个日期", "not a date"),
            Text("2024-03-01 这样的日期", "a date like 2024-03-01"),
            Text("改成确切日期；只知道年月的，可写 2024年3月", "write the exact date")),
    Problem("required", "error", "案件台账.xlsx", "责任人", "B26", 26, "责任主体", "",
            Text("必填的一格是空的", "a required cell is blank"), Text("人名或班子名称", "a name"),
            Text("填上责任主体", "fill in the subject")),
    Problem("merged", "warning", "案件台账.xlsx", "案件", "B2:B4", 2, "单位", "=甲县县委",
            Text("合并单元格，只有第一行有值", "merged cells"),
            Text("每行一个值", "one value a row"),
            Text("取消合并后逐行填写", "unmerge and fill every row")),
    Problem("column", "notice", "案件台账.xlsx", "案件", "", 0, "重伤人数", "",
            Text("没有这一列", "the column is missing"), Text("", ""),
            Text("需要时补上这一列", "add the column if needed")),
)
RUN: dict[str, Any] = {
    "wenze": "0.1.0",
    "inputs": [{"name": "案件台账.xlsx", "sha256": "cd" * 32}],
    "options": {},
}


def results(**changes: Any) -> Results:
    """All of the above as one run; ``changes`` replace fields."""
    given: dict[str, Any] = {
        "decisions": DECISIONS, "origins": ORIGINS, "problems": PROBLEMS, "book": BOOK,
        "run": RUN, "extra": EXTRA, **changes,
    }
    return Results(**given)
