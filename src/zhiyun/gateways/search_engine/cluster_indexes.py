"""The indexes of an installation in a cluster: numbered, and a name that stands for the one that answers."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Final
from urllib.parse import quote, urlsplit

from zhiyun.gateways.search_engine.cluster import Cluster
from zhiyun.gateways.search_engine.interface import NoIndex, RebuildNeeded
from zhiyun.gateways.search_engine.opensearch import OpenSearch, create

NAME: Final = "zhiyun-patents"
"""What indexes are called where the address names none."""


class ClusterIndexes:
    """Indexes ``NAME-000001`` and on; the address is ``http://search-1:9200`` or ``http://search-1:9200/name``."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._name = urlsplit(address).path.strip("/") or NAME
        self._cluster = Cluster(address)

    def answering(self) -> OpenSearch:
        """Give the one that answers. Refuses with `NoIndex`, `RebuildNeeded` or `ClusterSilent`."""
        return OpenSearch(self._address, self._name)

    def begun(self, *, shards: int, is_anew: bool, expected: int = 0) -> OpenSearch:
        """Go on with the one that was broken off, if this version made it; else begin one, whatever is ``expected``."""
        standing = self._standing()
        newest = max(standing, default=0)
        if newest and not standing[newest] and not is_anew:
            with suppress(NoIndex, RebuildNeeded):
                return OpenSearch(self._address, self._numbered(newest))
        for number, is_answering in standing.items():
            if not is_answering:
                self._cluster.ask("DELETE", f"/{quote(self._numbered(number))}")
        return create(self._address, self._numbered(newest + 1), shards=shards or 1)

    def turn_to(self, made: OpenSearch) -> None:
        """Let the new one answer, in one step, and remove the old."""
        old = [self._numbered(number) for number, is_answering in self._standing().items() if is_answering]
        actions = [{"remove": {"index": each, "alias": self._name}} for each in old]
        add = {"add": {"index": made.name, "alias": self._name}}
        self._cluster.ask("POST", "/_aliases", {"actions": [*actions, add]})
        for each in old:
            if each != made.name:
                self._cluster.ask("DELETE", f"/{quote(each)}")

    def _standing(self) -> Mapping[int, bool]:
        """Give the numbers there are, and whether each answers."""
        found = self._cluster.ask("GET", f"/{quote(self._name)}-*/_alias")
        return {
            int(number): self._name in told["aliases"]
            for name, told in found.items()
            if (number := name.removeprefix(f"{self._name}-")).isdecimal()
        }

    def _numbered(self, number: int) -> str:
        return f"{self._name}-{number:06d}"
