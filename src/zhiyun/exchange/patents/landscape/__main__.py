"""Answers the one question about a landscape that is handed in, for `apart`."""

import pickle
import sys

from zhiyun.exchange.patents.landscape import drawing
from zhiyun.kernel.refusal import Refusal

what, how = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the server that started this
try:
    answer: object = getattr(drawing, what)(**how)
except Refusal as refusal:
    answer = refusal.said
sys.stdout.buffer.write(pickle.dumps(answer))
