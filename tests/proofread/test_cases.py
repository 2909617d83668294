"""Every line of the case files."""

import pytest

from proofread.sentences import Case, answered, read_cases

ALL = list(read_cases())


@pytest.mark.parametrize("case", ALL, ids=str)
def test_a_case_says_what_it_should(case: Case) -> None:
    assert answered(case.text) == case.expected, case.text


def test_there_are_as_many_right_sentences_as_wrong_ones() -> None:
    right = sum(not case.expected for case in ALL)
    assert right >= len(ALL) // 2 >= 125
