"""Which kind of file an upload really is, told by its content; its name and the browser's word prove nothing.

Everything that is not plainly one of the kinds we take is refused, with all that is wrong with it at once.
"""

from zhiyun.gateways.file_kinds.kinds import ACCEPTED, FileKind
from zhiyun.gateways.file_kinds.names import safe_name
from zhiyun.gateways.file_kinds.recognition import known_kind

__all__ = ["ACCEPTED", "FileKind", "known_kind", "safe_name"]
