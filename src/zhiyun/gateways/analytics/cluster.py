"""The same sums on a cluster: Spark on the same Parquet files, where a shelf has outgrown one machine.

Needs the extra ``cluster`` (PySpark) and Java 17. The workers must reach the shelf's folder under the same path.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from zhiyun.gateways.analytics import sums
from zhiyun.gateways.patent_shelf import Shelf

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_ROWS: Final = """
    SELECT monotonically_increasing_id() AS place, CAST(conv(substr(md5(publication), 1, 15), 16, 10) AS BIGINT) AS serial,
        publication, application, office, `right` AS kind_of_right, year(filed_on) AS filed, filed_on, priority_on, published_on,
        applicants, applicant_groups, CASE WHEN size(ipc) > 0 THEN ipc ELSE cpc END AS symbols, province, district,
        legal_status AS status, family, cites, (abstract_zh <> '' OR abstract_en <> '' OR abstract <> '') AS has_abstract
    FROM patents
"""
_UNFOLDED: Final = "SELECT t.* FROM {name} t LEFT ANTI JOIN folded f ON t.number = f.number"


class Cluster:
    """Answers `sums` as `Embedded` does, on the executors of a Spark session that the caller opened."""

    def __init__(
        self,
        session: SparkSession,
        shelf: Shelf,
        *,
        only: Sequence[int] | None = None,
        is_folded: bool = False,
    ) -> None:
        self._session = session
        patents = session.read.parquet(*(str(shelf.folder / name) for name in shelf.manifest.files))
        if only is not None:
            patents.createOrReplaceTempView("patents")
            session.createDataFrame([(each,) for each in only], "serial long").createOrReplaceTempView(
                "chosen"
            )
            patents = session.sql(
                "SELECT p.* FROM patents p LEFT SEMI JOIN chosen c"
                " ON CAST(conv(substr(md5(p.publication), 1, 15), 16, 10) AS BIGINT) = c.serial"
            )
        patents.createOrReplaceTempView("patents")
        # Numbers are given once: a document that is read again would get another.
        self.keep("rows", _ROWS)
        self.keep("documents", sums.DOCUMENTS.format(rows="SELECT * FROM rows"))
        self.keep("named", sums.NAMED)
        told = sums.kinds(self.ask(sums.EVERY_NAME))
        session.createDataFrame(told, "name string, kind string").createOrReplaceTempView("kinds")
        for name, text in (*sums.PREPARED.items(), ("members", sums.MEMBERS), ("folded", sums.FOLDED)):
            self.keep(name, text)
        if is_folded:
            for name in ("members", *sums.PREPARED):
                if name != "printed":
                    self.keep(name, _UNFOLDED.format(name=name))

    def keep(self, name: str, text: str) -> None:
        """Keep an answer under a name that later questions use."""
        self._session.sql(text).localCheckpoint().createOrReplaceTempView(name)

    def ask(self, text: str) -> list[tuple[Any, ...]]:
        """Answer a question, in its order."""
        return [tuple(row) for row in self._session.sql(text).collect()]
