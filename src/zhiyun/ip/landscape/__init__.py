"""What figures over many patents mean: pure thinking on counts, with its sources; no engine, no clock, no drawing."""

from zhiyun.ip.landscape.applicants import Concentration, Holder, concentration, per_mille
from zhiyun.ip.landscape.citations import MainPath, main_path
from zhiyun.ip.landscape.comparison import Compared, compared
from zhiyun.ip.landscape.compounds import compounds, joined
from zhiyun.ip.landscape.effects import (
    EFFECTS,
    NO_EFFECT,
    READ_IN_NAMED_CELLS,
    Effect,
    Phrase,
    effect_of,
    effects_by_words,
    phrases,
)
from zhiyun.ip.landscape.lag import Windows, complete_until, windows
from zhiyun.ip.landscape.life_cycle import Stage, stages
from zhiyun.ip.landscape.matrix import Cell, matrix
from zhiyun.ip.landscape.networks import Tie, communities
from zhiyun.ip.landscape.title_effects import title_phrases
from zhiyun.ip.landscape.topics import Topic, topics
from zhiyun.ip.landscape.white_spots import Spot, white_spots

__all__ = [
    "EFFECTS",
    "NO_EFFECT",
    "READ_IN_NAMED_CELLS",
    "Cell",
    "Compared",
    "Concentration",
    "Effect",
    "Holder",
    "MainPath",
    "Phrase",
    "Spot",
    "Stage",
    "Tie",
    "Topic",
    "Windows",
    "communities",
    "compared",
    "complete_until",
    "compounds",
    "concentration",
    "effect_of",
    "effects_by_words",
    "joined",
    "main_path",
    "matrix",
    "per_mille",
    "phrases",
    "stages",
    "title_phrases",
    "topics",
    "white_spots",
    "windows",
]
