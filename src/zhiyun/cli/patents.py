"""`zhiyun patents`: patents brought in from files, told of, searched and drawn, on this machine alone."""

import click

from zhiyun.cli.chinese import ChineseGroup, Elsewhere

HELP = """
专利库：读入专利文件，查看读了哪些、有多少件。

原始文件按 SM3 保存；读出的记录存成 Parquet 文件，是唯一的原本，检索用的索引随时可以由它重建。
"""


@click.group(
    "patents",
    cls=ChineseGroup,
    help=HELP,
    elsewhere={
        "import": Elsewhere("zhiyun.cli.patent_import:import_files", "读入专利文件"),
        "columns": Elsewhere("zhiyun.cli.patent_import:columns", "看表格各列会被当作什么"),
        "faults": Elsewhere("zhiyun.cli.patent_import:faults", "列出一个文件里没有看懂的地方"),
        "status": Elsewhere("zhiyun.cli.patent_library:status", "专利库里有多少、读过哪些文件"),
        "show": Elsewhere("zhiyun.cli.patent_library:show", "显示一件专利文献"),
        "reindex": Elsewhere("zhiyun.cli.patent_search:reindex", "建立或者更新检索索引"),
        "regroup": Elsewhere("zhiyun.cli.patent_groups:regroup", "按认定归并申请人"),
        "search": Elsewhere("zhiyun.cli.patent_search:search", "检索专利"),
        "similar": Elsewhere("zhiyun.cli.patent_similar:similar", "找相似的专利"),
        "alerts": Elsewhere("zhiyun.cli.patent_alerts:alerts", "告诉保存检索的人有什么新专利"),
        "landscape": Elsewhere("zhiyun.cli.patent_landscape:landscape", "画专利图景"),
    },
)
def patents_group() -> None:
    """Hold the commands together."""
