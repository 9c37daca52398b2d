"""How well links and stories match what is known: declared links, which the texts never see, and gold stories."""

from graphkit.evaluation.evaluating import evaluate
from graphkit.evaluation.findings import Evaluation
from graphkit.evaluation.gold import read_gold

__all__ = ["Evaluation", "evaluate", "read_gold"]
