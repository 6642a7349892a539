"""A cluster asked over HTTP, and what it refuses said in our words."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from zhiyun.gateways.search_engine.interface import NoIndex, TooWide
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

SECONDS: Final = 60


class ClusterSilent(Refusal):
    """The cluster does not answer, or not as it should."""

    def __init__(self) -> None:
        super().__init__(Said("检索集群没有应答，请稍后再试；一直如此时请联系管理员"))


class NoAddress(Refusal):
    """What is named as a cluster's address is none."""

    def __init__(self) -> None:
        super().__init__(
            Said("ZHIYUN_SEARCH 要写成检索集群的地址，例如 http://search-1:9200；不设就在本机检索")
        )


class Cluster:
    """Where a cluster is, such as ``https://user:password@search-1:9200``."""

    def __init__(self, address: str) -> None:
        split = urlsplit(address)
        if split.scheme not in ("http", "https") or not split.hostname:
            raise NoAddress
        self._scheme, self._host, self._port = split.scheme, split.hostname, split.port or 9200
        self._says = {}
        if split.username:
            who = f"{unquote(split.username)}:{unquote(split.password or '')}"
            self._says = {"Authorization": f"Basic {b64encode(who.encode()).decode()}"}

    def ask(self, verb: str, path: str, body: Mapping[str, object] | None = None) -> dict[str, Any]:
        """Ask for JSON with JSON. Refuses with `ClusterSilent`, `NoIndex` or `TooWide`."""
        return self.send(verb, path, json.dumps(body) if body is not None else None, "application/json")

    def send(self, verb: str, path: str, text: str | None, kind: str) -> dict[str, Any]:
        """Send a text of some kind, and read the answer, as `ask` does."""
        connect = HTTPSConnection if self._scheme == "https" else HTTPConnection
        connection = connect(self._host, self._port, timeout=SECONDS)
        try:
            connection.request(
                verb, path, text and text.encode(), self._says | ({"Content-Type": kind} if text else {})
            )
            response = connection.getresponse()
            answer: dict[str, Any] = json.loads(response.read())
        except (OSError, HTTPException, ValueError):
            raise ClusterSilent from None
        finally:
            connection.close()
        if response.status < 300:
            return answer
        said = json.dumps(answer)
        if "index_not_found_exception" in said:
            raise NoIndex
        if "too_many_clauses" in said or "too_many_nested_clauses" in said or "maxClauseCount" in said:
            raise TooWide
        raise ClusterSilent from AssertionError(said[:2000])
