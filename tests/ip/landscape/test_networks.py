"""Main path, communities, white spots and comparisons, on small examples worked out by hand."""

import pytest

from zhiyun.ip.landscape import Spot, Tie, communities, compared, concentration, main_path, white_spots


def test_the_main_path_follows_the_citations_most_paths_run_through() -> None:
    """d cites b and c, b and c cite a, e cites d, f cites c: through d→e run a-b-d-e and a-c-d-e."""
    path = main_path([("b", "a"), ("c", "a"), ("d", "b"), ("d", "c"), ("e", "d"), ("f", "c")])

    assert path is not None
    assert path.documents == ("a", "c", "d", "e")
    assert path.weights == (2, 1, 2)
    assert (path.nodes, path.citations, path.dropped) == (6, 6, 0)
    assert path.heaviest[:2] == (("a", "c", 2), ("d", "e", 2))
    assert len(path.heaviest) == 6


def test_a_circle_is_cut_and_counted() -> None:
    path = main_path([("a", "b"), ("b", "a"), ("c", "a")])

    assert path is not None
    assert path.dropped == 1
    assert set(path.documents) <= {"a", "b", "c"}


@pytest.mark.parametrize("citations", [[], [("a", "a")]])
def test_without_citations_there_is_no_path(citations: list[tuple[str, str]]) -> None:
    assert main_path(citations) is None


def test_a_long_chain_of_citations_is_walked_without_recursion() -> None:
    path = main_path([(f"{at + 1:05d}", f"{at:05d}") for at in range(5000)])

    assert path is not None
    assert len(path.documents) == 5001


def test_who_files_together_belongs_together() -> None:
    ties = [Tie("a", "b", 9), Tie("b", "c", 9), Tie("a", "c", 9), Tie("x", "y", 8), Tie("c", "x", 1)]

    assert communities(ties) == (("a", "b", "c"), ("x", "y")) or communities(ties)[0] == ("c", "a", "b")


def test_a_cell_with_less_than_its_row_and_column_promise_is_a_white_spot() -> None:
    cells = {("电池", "重庆"): 1, ("电池", "北京"): 60, ("水泵", "重庆"): 59, ("水泵", "北京"): 60}

    (spot,) = white_spots(dict(cells.items()), most=1)

    assert isinstance(spot, Spot)
    assert (spot.row, spot.column, spot.seen) == ("电池", "重庆", 1)
    assert spot.expected == pytest.approx(61 * 60 / 180)
    assert spot.residual == pytest.approx((1 - 61 / 3) / (61 / 3 * (1 - 61 / 180) * (1 - 60 / 180)) ** 0.5)


def test_where_little_is_expected_nothing_is_a_white_spot() -> None:
    assert white_spots({("a", "x"): 0, ("a", "y"): 4, ("b", "x"): 5, ("b", "y"): 4}, most=9) == ()
    assert white_spots({}, most=9) == ()


def test_few_patents_do_not_look_like_strength() -> None:
    few, many = compared({"H01M": 2, "G06F": 40}, {"H01M": 1, "G06F": 10}, of_one=100, of_other=100)[::-1]

    assert few.key == "H01M"
    assert few.ratio == pytest.approx(2)
    assert not few.is_apart
    assert many.is_apart


def test_a_class_that_one_set_lacks_has_no_ratio() -> None:
    (only,) = compared({"H01M": 3}, {}, of_one=10, of_other=10)

    assert only.ratio is None
    assert not only.is_apart


def test_concentration_is_the_share_of_four_and_the_sum_of_squares() -> None:
    """Shares .4, .3, .2, .05, .05: four hold .95, the index is 10,000 times .2950."""
    dense = concentration([40, 30, 20, 5, 5], applicants=5, total=100, squares=1600 + 900 + 400 + 25 + 25)

    assert dense is not None
    assert (dense.first_four, dense.index) == (950, 2950)
    assert concentration([], applicants=0, total=0, squares=0) is None


def test_an_index_is_told_to_the_nearest() -> None:
    dense = concentration([2, 1], applicants=2, total=3, squares=5)

    assert dense is not None
    assert dense.index == 5556
