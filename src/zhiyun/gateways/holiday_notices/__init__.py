"""The State Council's yearly holiday notices: those shipped with zhiyun, and those imported since.

`load` gives the calendar of all of them; `import_notice` takes in the file of a newly published one.
"""

from zhiyun.gateways.holiday_notices.importing import Imported, NoticeOnFile, import_notice
from zhiyun.gateways.holiday_notices.shelf import load

__all__ = ["Imported", "NoticeOnFile", "import_notice", "load"]
