"""The tree speaks of itself only: no address of a package index, no place on anyone's machine."""

import re

from tests.structure.sources import ROOT, kept_files

# Written so that this file does not find itself.
FOREIGN = re.compile(
    r"py[p]i\.(org|tuna|python)|pythonh[o]sted|np[m]js\.org|np[m]mirror|deb[.]debian|archive[.]ubuntu"
    r"|(?<![\w.])/(ro[o]t|ho[m]e/\w+|Us[e]rs|wo[r]k|fa[r]m)/"
)


def test_no_file_names_a_package_index_or_a_place_on_a_machine() -> None:
    named = [
        f"{file.relative_to(ROOT)}:{number} {found[0]}"
        for file in kept_files()
        for number, line in enumerate(file.read_bytes().decode("utf-8", "replace").splitlines(), start=1)
        if (found := FOREIGN.search(line))
    ]

    assert named == []
