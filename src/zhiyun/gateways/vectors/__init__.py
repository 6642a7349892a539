"""Texts as vectors that lie near each other where they mean the like, in whichever language: where a model is installed.

Importing this package loads neither a model nor numpy: a worker that is never asked holds none.
"""

from zhiyun.gateways.vectors.models import Model, installed, loaded
from zhiyun.gateways.vectors.state import MOST, State, state

__all__ = ["MOST", "Model", "State", "installed", "loaded", "state"]
