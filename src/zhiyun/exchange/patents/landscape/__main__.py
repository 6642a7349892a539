"""Answers the one question about a landscape that is handed in, for `apart`."""

import sys

from zhiyun.exchange.patents.landscape import answering

sys.stdout.buffer.write(answering.answered(handed=sys.stdin.buffer.read()))
