"""What an operator sets, and what production refuses to start without."""

import string
import subprocess
import sys
from pathlib import Path

import pytest

from zhiyun.config.environment import Environment

KEY = string.ascii_letters[:50]
GOOD = {"ZHIYUN_PRODUCTION": "1", "ZHIYUN_SECRET_KEY": KEY, "ZHIYUN_ALLOWED_HOSTS": "zhiyun.example.cn"}

NO_KEY = "缺少密钥：请设置 ZHIYUN_SECRET_KEY，或先运行一次 ./run 生成密钥文件。"
WEAK_KEY = "密钥太容易猜到：请换成至少 50 个字符的随机串。"
NO_HOST = "没有写明网站的域名：请设置 ZHIYUN_ALLOWED_HOSTS，多个域名用英文逗号分开。"
ANY_HOST = "ZHIYUN_ALLOWED_HOSTS 不能写 *：请逐个写明网站的域名。"
NO_SEAL = "ZHIYUN_E_SEAL 写的签章接口不存在：请写 包.模块:工厂，或者不设置（模拟签章）。"
NO_SITE = "ZHIYUN_SITE 要写成 https://域名 的样式，后面不带路径。"
NO_CLUSTER = "ZHIYUN_SEARCH 要写成检索集群的地址，例如 http://search-1:9200；不设就在本机检索。"
DEBUG = "正式运行不能打开调试：请去掉 ZHIYUN_DEBUG=1。"


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({}, []),
        ({"ZHIYUN_SECRET_KEY": ""}, [NO_KEY]),
        ({"ZHIYUN_SECRET_KEY": KEY[:49]}, [WEAK_KEY]),
        ({"ZHIYUN_SECRET_KEY": "abcdefghi" * 9}, [WEAK_KEY]),
        ({"ZHIYUN_SECRET_KEY": "abcdefghij" * 5}, []),
        ({"ZHIYUN_SECRET_KEY": "django-insecure-" + KEY}, [WEAK_KEY]),
        ({"ZHIYUN_ALLOWED_HOSTS": " , "}, [NO_HOST]),
        ({"ZHIYUN_ALLOWED_HOSTS": "a.example.cn,*"}, [ANY_HOST]),
        ({"ZHIYUN_DEBUG": "1"}, [DEBUG]),
        ({"ZHIYUN_SITE": "https://zhiyun.example.cn/"}, []),
        ({"ZHIYUN_E_SEAL": "simulated"}, []),
        ({"ZHIYUN_E_SEAL": "zhiyun.nothing:Sealer"}, [NO_SEAL]),
        ({"ZHIYUN_SITE": "http://zhiyun.example.cn"}, [NO_SITE]),
        ({"ZHIYUN_SEARCH": "https://a:b@search-1:9200/patents"}, []),
        ({"ZHIYUN_SEARCH": "opensearch"}, [NO_CLUSTER]),
        ({"ZHIYUN_SITE": "https://zhiyun.example.cn/sub"}, [NO_SITE]),
        (
            {"ZHIYUN_DEBUG": "1", "ZHIYUN_SECRET_KEY": "", "ZHIYUN_ALLOWED_HOSTS": ""},
            [DEBUG, NO_KEY, NO_HOST],
        ),
    ],
)
def test_production_names_everything_it_lacks_at_once(
    tmp_path: Path, changed: dict[str, str], faults: list[str]
) -> None:
    environment = Environment.read({"ZHIYUN_HOME": str(tmp_path)} | GOOD | changed)

    assert environment.production_faults() == faults


def test_a_desk_needs_none_of_it(tmp_path: Path) -> None:
    environment = Environment.read({"ZHIYUN_HOME": str(tmp_path), "ZHIYUN_DEBUG": "1"})

    assert environment == Environment(
        home=tmp_path, debug=True, production=False, secret_key=None, allowed_hosts=(), demo=True
    )
    assert environment.production_faults() == []


def test_the_kept_key_is_taken_when_no_variable_holds_one(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text(KEY + "\n")

    environment = Environment.read({"ZHIYUN_HOME": str(tmp_path), "ZHIYUN_ALLOWED_HOSTS": "a.cn, b.cn"})

    assert (environment.secret_key, environment.allowed_hosts) == (KEY, ("a.cn", "b.cn"))


@pytest.mark.parametrize(
    ("module", "arguments", "told"),
    [
        ("zhiyun.config.prepare", [], f"不能以正式方式启动：\n{NO_HOST}\n"),
        (
            "django",
            ["check"],
            f"django.core.exceptions.ImproperlyConfigured: 不能以正式方式启动：\n{NO_KEY}\n{NO_HOST}\n",
        ),
    ],
)
def test_production_does_not_start_half_safe(
    tmp_path: Path, module: str, arguments: list[str], told: str
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env={
            "DJANGO_SETTINGS_MODULE": "zhiyun.config.settings",
            "PORT": "0",
            "PYTHONUTF8": "1",
            "ZHIYUN_HOME": str(tmp_path),
            "ZHIYUN_PRODUCTION": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr[-len(told) :] == told
    assert ("Traceback" in ended.stderr) == (module == "django")


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({}, "http://127.0.0.1:8001"),
        (GOOD, "https://zhiyun.example.cn"),
        (GOOD | {"ZHIYUN_ALLOWED_HOSTS": ".example.cn, b.cn"}, "https://example.cn"),
        (GOOD | {"ZHIYUN_SITE": "https://a.example.cn:8443/"}, "https://a.example.cn:8443"),
    ],
)
def test_documents_lead_to_the_address_the_operator_named(
    tmp_path: Path, variables: dict[str, str], address: str
) -> None:
    environment = Environment.read({"ZHIYUN_HOME": str(tmp_path)} | variables)

    assert environment.public_address(port="8001") == address


@pytest.mark.parametrize(("told", "proxies"), [("", 0), ("1", 1), ("2", 2), ("x", 0), ("-1", 0)])
def test_proxies_are_believed_only_when_counted(tmp_path: Path, told: str, proxies: int) -> None:
    environment = Environment.read({"ZHIYUN_HOME": str(tmp_path), "ZHIYUN_PROXIES": told})

    assert environment.proxies == proxies
