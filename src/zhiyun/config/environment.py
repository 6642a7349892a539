"""What the machine tells zhiyun through its environment, and what production may not do without."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from zhiyun.gateways import e_seal, installation

LOCAL_HOSTS: Final = ("127.0.0.1", "localhost", "[::1]")
_CLUSTER: Final = re.compile(
    r"https?://(?:[^@/\s]+@)?[a-z0-9.\-\[\]:]+(?:/[a-z0-9][a-z0-9_-]*)?", re.IGNORECASE
)
SECRET_KEY_CHARACTERS: Final = 50
SECRET_KEY_DISTINCT_CHARACTERS: Final = 10
_SITE: Final = re.compile(r"https://[a-z0-9.-]+(?::[0-9]{1,5})?", re.IGNORECASE)


@dataclass(frozen=True)
class Environment:
    """The switches an operator can set, read once."""

    home: Path
    debug: bool
    production: bool
    secret_key: str | None
    allowed_hosts: tuple[str, ...]
    database: str | None = None
    clamd: str | None = None
    demo: bool = False
    proxies: int = 0
    smtp: str | None = None
    site: str = ""
    e_seal: str = "simulated"
    search: str = ""

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> Self:
        """Read the `ZHIYUN_*` variables, and the secret key from its file when no variable holds one."""
        home = installation.home(variables)
        production = variables.get("ZHIYUN_PRODUCTION") == "1"
        named_hosts = (host.strip() for host in variables.get("ZHIYUN_ALLOWED_HOSTS", "").split(","))
        return cls(
            home=home,
            debug=variables.get("ZHIYUN_DEBUG") == "1",
            production=production,
            secret_key=variables.get("ZHIYUN_SECRET_KEY") or _kept_key(secret_key_file(home)),
            allowed_hosts=tuple(host for host in named_hosts if host),
            database=variables.get("ZHIYUN_DATABASE") or None,
            clamd=variables.get("ZHIYUN_CLAMD") or None,
            demo=variables.get("ZHIYUN_DEMO", "" if production else "1") == "1",
            smtp=variables.get("ZHIYUN_SMTP") or None,
            proxies=_count(variables.get("ZHIYUN_PROXIES", "")),
            e_seal=variables.get("ZHIYUN_E_SEAL", "").strip() or "simulated",
            search=installation.search(variables),
            site=variables.get("ZHIYUN_SITE", "").strip().rstrip("/"),
        )

    def production_faults(self) -> list[str]:
        """List, in Chinese and all at once, what forbids serving the public; empty outside production."""
        if not self.production:
            return []
        faults = []
        if self.debug:
            faults.append("正式运行不能打开调试：请去掉 ZHIYUN_DEBUG=1。")
        if self.demo:
            faults.append("正式运行不能带演示数据：请去掉 ZHIYUN_DEMO=1。")
        if self.secret_key is None:
            faults.append("缺少密钥：请设置 ZHIYUN_SECRET_KEY，或先运行一次 ./run 生成密钥文件。")
        elif _is_guessable(self.secret_key):
            faults.append(f"密钥太容易猜到：请换成至少 {SECRET_KEY_CHARACTERS} 个字符的随机串。")
        if not self.allowed_hosts:
            faults.append("没有写明网站的域名：请设置 ZHIYUN_ALLOWED_HOSTS，多个域名用英文逗号分开。")
        elif "*" in self.allowed_hosts:
            faults.append("ZHIYUN_ALLOWED_HOSTS 不能写 *：请逐个写明网站的域名。")
        if self.site and not _SITE.fullmatch(self.site):
            faults.append("ZHIYUN_SITE 要写成 https://域名 的样式，后面不带路径。")
        if self.search and not _CLUSTER.fullmatch(self.search):
            faults.append("ZHIYUN_SEARCH 要写成检索集群的地址，例如 http://search-1:9200；不设就在本机检索。")
        if not e_seal.is_known(self.e_seal):
            faults.append("ZHIYUN_E_SEAL 写的签章接口不存在：请写 包.模块:工厂，或者不设置（模拟签章）。")
        return faults

    def public_address(self, *, port: str = "8000") -> str:
        """Give the address the public finds this installation at, without a slash at its end.

        It is printed on documents and written into mails, so no request is asked for it: a forged Host leads nowhere.
        """
        if self.site:
            return self.site
        if self.production and self.allowed_hosts:
            return f"https://{self.allowed_hosts[0].removeprefix('.')}"
        return f"http://127.0.0.1:{port}"


def secret_key_file(home: Path) -> Path:
    """Name the file that keeps the secret key of one installation."""
    return home / "secret_key"


def _kept_key(file: Path) -> str | None:
    return file.read_text(encoding="ascii").strip() or None if file.exists() else None


def _count(text: str) -> int:
    return int(text) if text.strip().isdecimal() else 0


def _is_guessable(key: str) -> bool:
    return (
        len(key) < SECRET_KEY_CHARACTERS
        or len(set(key)) < SECRET_KEY_DISTINCT_CHARACTERS
        or key.startswith("django-insecure-")
    )
