"""知运 zhiyun: the funding measures of a municipal IP bureau as code, and the tools that settle a round."""

from typing import Final

__version__: Final = "0.1.0"
