"""Files kept by their content: one key, one content, through concurrency, damage and broken uploads."""

import fcntl
import hashlib
import io
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from zhiyun.gateways import safekeeping
from zhiyun.gateways.safekeeping import Kept, Store, Sweep

CONTENT = "演示材料\n".encode()
KEY = hashlib.new("sm3", CONTENT).hexdigest()
LONG_AGO = datetime(2021, 7, 1, tzinfo=UTC)
LATER = datetime(2100, 1, 1, tzinfo=UTC)


def kept_files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def read(store: Store, sm3: str) -> bytes:
    with store.open(sm3) as file:
        return file.read()


def age(folder: Path, sm3: str) -> None:
    old = int(LONG_AGO.timestamp())
    os.utime(folder / sm3[:2] / sm3[2:4] / sm3, (old, old))


def test_a_file_is_kept_under_the_sm3_of_its_content_and_read_back_whole(tmp_path: Path) -> None:
    store = Store(tmp_path / "new" / "store")

    kept = store.keep(io.BytesIO(CONTENT))

    assert kept == Kept(KEY, len(CONTENT))
    assert read(store, KEY) == CONTENT
    assert store.check(KEY) == kept
    assert kept_files(tmp_path / "new" / "store") == sorted([f"{KEY[:2]}/{KEY[2:4]}/{KEY}", "lock"])


def test_the_whole_file_is_kept_even_when_somebody_has_read_in_it(tmp_path: Path) -> None:
    stream = io.BytesIO(CONTENT)
    stream.read()

    assert Store(tmp_path).keep(stream) == Kept(KEY, len(CONTENT))


def test_a_stream_that_cannot_go_back_is_kept_too(tmp_path: Path) -> None:
    out, into = os.pipe()
    os.write(into, CONTENT)
    os.close(into)

    with os.fdopen(out, "rb") as stream:
        assert Store(tmp_path).keep(stream) == Kept(KEY, len(CONTENT))


def test_what_is_kept_can_be_written_by_nobody(tmp_path: Path) -> None:
    Store(tmp_path).keep(io.BytesIO(CONTENT))

    assert (tmp_path / KEY[:2] / KEY[2:4] / KEY).stat().st_mode & 0o777 == 0o440


@pytest.mark.parametrize(
    "key",
    [
        "../../../etc/passwd",
        "/etc/passwd",
        "%2e%2e%2fetc%2fpasswd",
        "..\\..\\windows\\win.ini",
        KEY.upper(),
        KEY[:-1],
        KEY + "0",
        KEY + "\n",
        f"{KEY[:2]}/{KEY[2:4]}/{KEY}",
        "０" * 64,
        "g" * 64,
        "",
        "lock",
    ],
)
def test_paths_and_names_open_nothing(tmp_path: Path, key: str) -> None:
    """Attack case 4: path traversal, absolute paths and encoded slashes."""
    store = Store(tmp_path)
    store.keep(io.BytesIO(CONTENT))

    with pytest.raises(safekeeping.NotAKey, match="64 位小写十六进制数"):
        store.open(key)
    with pytest.raises(safekeeping.NotAKey):
        store.check(key)


def test_a_key_nobody_kept_is_refused(tmp_path: Path) -> None:
    with pytest.raises(safekeeping.NotKept, match=f"没有 SM3 为 {'0' * 64} 的文件"):
        Store(tmp_path).open("0" * 64)


def test_a_file_at_the_limit_is_kept_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path, largest=100)

    assert store.keep(io.BytesIO(b"a" * 100)).size == 100
    with pytest.raises(safekeeping.TooLarge, match="文件超过 100 字节，没有保存"):
        store.keep(io.BytesIO(b"a" * 101))
    assert [name for name in kept_files(tmp_path) if name.startswith("incoming")] == []


def test_a_stream_without_end_is_read_only_to_the_limit(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def seekable(self) -> bool:
            return False

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"\0" * size

    endless = Endless()

    with pytest.raises(safekeeping.TooLarge, match="50 MB"):
        Store(tmp_path).keep(endless)  # type: ignore[arg-type]
    assert endless.given <= safekeeping.LARGEST + safekeeping.PIECE


def test_an_upload_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise ConnectionResetError
            return super().read(10)

    with pytest.raises(ConnectionResetError):
        Store(tmp_path).keep(Broken(CONTENT))
    assert kept_files(tmp_path) == []


def test_a_file_changed_on_the_disk_is_no_longer_evidence(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(io.BytesIO(CONTENT))
    path = tmp_path / KEY[:2] / KEY[2:4] / KEY
    path.chmod(0o640)
    path.write_bytes(CONTENT[:-1] + b"!")

    with pytest.raises(safekeeping.Altered, match="内容与保存时不同"):
        store.check(KEY)


def test_keeping_the_content_again_heals_a_file_changed_on_the_disk(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(io.BytesIO(CONTENT))
    path = tmp_path / KEY[:2] / KEY[2:4] / KEY
    path.chmod(0o640)
    path.write_bytes(b"")

    store.keep(io.BytesIO(CONTENT))

    assert store.check(KEY) == Kept(KEY, len(CONTENT))


def test_twenty_at_once_keep_the_same_content_as_one_file_that_readers_always_see_whole(
    tmp_path: Path,
) -> None:
    content = os.urandom(1 << 18)
    key = hashlib.new("sm3", content).hexdigest()
    store = Store(tmp_path)
    store.keep(io.BytesIO(content))
    results: list[Kept] = []

    def keep_and_check() -> None:
        for _ in range(5):
            store.keep(io.BytesIO(content))
            results.append(store.check(key))

    threads = [threading.Thread(target=keep_and_check) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results == [Kept(key, len(content))] * 100
    assert kept_files(tmp_path) == sorted([f"{key[:2]}/{key[2:4]}/{key}", "lock"])


def test_orphans_are_listed_and_stay_until_deletion_is_asked_for(tmp_path: Path) -> None:
    store = Store(tmp_path)
    orphan, wanted = store.keep(io.BytesIO(b"orphan")), store.keep(io.BytesIO(b"wanted"))

    listed = store.sweep({wanted.sm3}, older_than=LATER)

    assert listed == Sweep((orphan,), 0, is_deleted=False)
    assert read(store, orphan.sm3) == b"orphan"
    assert store.sweep({wanted.sm3}, older_than=LATER, delete=True) == Sweep((orphan,), 0, is_deleted=True)
    assert read(store, wanted.sm3) == b"wanted"
    with pytest.raises(safekeeping.NotKept):
        store.open(orphan.sm3)


def test_a_file_too_young_to_have_its_row_is_no_orphan(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(io.BytesIO(CONTENT))

    assert store.sweep(set(), older_than=LONG_AGO, delete=True) == Sweep((), 0, is_deleted=True)


def test_a_file_kept_again_is_young_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(io.BytesIO(CONTENT))
    age(tmp_path, KEY)
    between = datetime(2021, 8, 1, tzinfo=UTC)
    assert store.sweep(set(), older_than=between).orphans == (Kept(KEY, len(CONTENT)),)

    store.keep(io.BytesIO(CONTENT))

    assert store.sweep(set(), older_than=between).orphans == ()


def test_what_is_acknowledged_is_on_the_disk_with_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, really = [], os.fsync

    def write_through(descriptor: int) -> None:
        written.append(os.fstat(descriptor).st_ino)
        really(descriptor)

    monkeypatch.setattr(os, "fsync", write_through)

    Store(tmp_path).keep(io.BytesIO(CONTENT))

    file = tmp_path / KEY[:2] / KEY[2:4] / KEY
    after_the_file = written[written.index(file.stat().st_ino) :]
    assert file.parent.stat().st_ino == after_the_file[-1]
    assert {file.parents[1].stat().st_ino, tmp_path.stat().st_ino} <= set(after_the_file)


@pytest.mark.parametrize(("held", "waits"), [(fcntl.LOCK_SH, "sweep"), (fcntl.LOCK_EX, "keep")])
def test_keeping_and_sweeping_wait_for_each_other(tmp_path: Path, held: int, waits: str) -> None:
    store = Store(tmp_path)
    store.keep(io.BytesIO(CONTENT))
    acts = {
        "keep": lambda: store.keep(io.BytesIO(CONTENT)),
        "sweep": lambda: store.sweep(set(), older_than=LATER, delete=True),
    }
    thread = threading.Thread(target=acts[waits])

    with (tmp_path / "lock").open("ab") as lock:
        fcntl.flock(lock, held)
        thread.start()
        thread.join(0.2)
        was_waiting = thread.is_alive()
    thread.join()

    assert was_waiting


def test_an_upload_killed_in_the_middle_is_nowhere_and_its_remains_are_swept(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from zhiyun.gateways.safekeeping import Store\n"
        "class Dying:\n"
        "    def seekable(self): return False\n"
        "    def read(self, size):\n"
        "        if hasattr(self, 'began'): os.kill(os.getpid(), signal.SIGKILL)\n"
        "        self.began = True\n"
        "        return b'half'\n"
        "Store(Path(sys.argv[1])).keep(Dying())\n"
    )

    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)

    store = Store(tmp_path)
    assert done.returncode == -9
    assert [name.split("/")[0] for name in kept_files(tmp_path)] == ["incoming"]
    assert store.sweep(set(), older_than=LATER, delete=True) == Sweep((), 1, is_deleted=True)
    assert [name for name in kept_files(tmp_path) if name != "lock"] == []
