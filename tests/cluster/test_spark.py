"""The same sums on Spark: a cluster of two executors that this test starts gives DuckDB's answers, row for row.

Runs with ``./test --cluster``; needs Java 17 and PySpark (the extra ``cluster``).
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.gateways.analytics import town
from zhiyun.gateways.analytics import sums
from zhiyun.gateways.analytics.embedded import Embedded
from zhiyun.ip.serial import serial

pytestmark = pytest.mark.skipif("ZHIYUN_CLUSTER" not in os.environ, reason="runs with ./test --cluster")


@pytest.mark.filterwarnings("ignore")
def test_two_executors_give_the_same_rows_for_every_question(tmp_path: Path) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="PySpark is not installed: the extra `cluster`")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed")
    from zhiyun.gateways.analytics.cluster import Cluster

    os.environ["PYSPARK_PYTHON"] = sys.executable
    shelf = town.shelf(tmp_path / "patents")
    session = (
        sql.SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.local.dir", str(tmp_path / "spark"))
        .config("spark.sql.warehouse.dir", str(tmp_path / "warehouse"))
        .getOrCreate()
    )
    try:
        for only in (None, [serial(each.publication) for each in list(town.patents(120))[:40]]):
            is_folded = only is None
            embedded = Embedded(shelf, only=only, is_folded=is_folded)
            cluster = Cluster(session, shelf, only=only, is_folded=is_folded)
            for engine in (embedded, cluster):
                engine.keep("holders", sums.HOLDERS.format(recent=2014, until=2016, before=2011))
            for name, text in town.questions():
                assert cluster.ask(text) == embedded.ask(text), name
        executors = session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
    finally:
        session.stop()

    assert executors == 2
