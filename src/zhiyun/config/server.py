"""gunicorn's settings for one machine: threads, because pages wait for the disk more than for the processor."""

import gc
import os
import signal

debug = os.environ.get("ZHIYUN_DEBUG") == "1"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = 2
threads = 8
# The application is loaded once, before the workers part: half the start, and shared memory. A reloading
# server cannot do that.
preload_app = not debug
reload = debug
timeout = 60
# A query for patents in an address: a thousand Chinese characters, encoded.
limit_request_line = 8190
graceful_timeout = 10
loglevel = "warning"
proc_name = "zhiyun"
# Its default socket lives in the home of the user and would be shared by every server of that user.
control_socket_disable = True


def when_ready(server: object) -> None:
    """Take Ctrl-C as the polite request to end: what is being answered is answered, then all processes go.

    What is loaded by now stays for good: the collector need not touch it, and workers go on sharing its memory.
    """
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGINT, lambda *_: os.kill(os.getpid(), signal.SIGTERM))


def post_worker_init(worker: object) -> None:
    """Leave Ctrl-C, which a terminal sends to every process, to the server alone.

    A worker that is made to quit while it takes a request can lock itself out and hang until it is killed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
