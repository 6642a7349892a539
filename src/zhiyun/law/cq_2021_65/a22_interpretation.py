"""第二十二条　本办法由市知识产权局负责解释。"""

from __future__ import annotations

INTERPRETER = "市知识产权局"
