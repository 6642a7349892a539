"""gunicorn's settings for one machine: threads, because pages wait for the disk more than for the processor."""

import os

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
graceful_timeout = 10
loglevel = "warning"
proc_name = "zhiyun"
# Its default socket lives in the home of the user and would be shared by every server of that user.
control_socket_disable = True
