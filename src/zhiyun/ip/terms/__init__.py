"""Words of patents in Chinese and English, each beside what the other language says for it.

No model and no weights: pairs of titles say it, counted (`learning`). A table of what was counted ships; an office
may learn its own from the patents it holds.
"""

from zhiyun.ip.terms.english import singular, stem
from zhiyun.ip.terms.learning import Pair, learned, written
from zhiyun.ip.terms.lexicon import Lexicon, Translation

__all__ = ["Lexicon", "Pair", "Translation", "learned", "singular", "stem", "written"]
