"""Answers the one question about a landscape that is handed in, for `apart`."""

import sys

from zhiyun.exchange.patents.landscape import apart

sys.stdout.buffer.write(apart.answered(handed=sys.stdin.buffer.read()))
