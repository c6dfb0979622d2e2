"""wenze 问责: accountability regulations as rules that run.

    import wenze
    evaluation = wenze.evaluate("cases.xlsx")
    for determination in evaluation:
        print(determination.case_id, determination.status)

Nothing heavy is imported until it is used.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wenze.evaluation import Evaluation, evaluate

__version__ = "0.1.0"
__all__ = ["Evaluation", "__version__", "evaluate"]


def __getattr__(name: str) -> Any:
    if name in ("Evaluation", "evaluate"):
        from wenze import evaluation

        return getattr(evaluation, name)
    raise AttributeError(name)
