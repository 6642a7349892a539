"""Charts as SVG text: plain values in, a drawing out that a page, a printer and a typesetter read alike.

Every shape has a class for the page's colours and carries its own for paper. A drawing has no links and no script: the
table beside it says the same and leads on. Everything is 480 wide, so that a telephone shows it readable.
"""

from zhiyun.gateways.drawings.areas import areas
from zhiyun.gateways.drawings.bars import bars
from zhiyun.gateways.drawings.bubbles import bubbles
from zhiyun.gateways.drawings.columns import columns
from zhiyun.gateways.drawings.grid import grid
from zhiyun.gateways.drawings.pairs import pairs
from zhiyun.gateways.drawings.paths import chain, walk
from zhiyun.gateways.drawings.stream import stream
from zhiyun.gateways.drawings.ties import ties

__all__ = ["areas", "bars", "bubbles", "chain", "columns", "grid", "pairs", "stream", "ties", "walk"]
