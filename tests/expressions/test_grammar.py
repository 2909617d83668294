"""What is written reads back to the same tree; what is no expression is named with its place and the right spelling."""

import expression_trees as trees
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.expressions import (
    Binary,
    Expression,
    ExpressionError,
    Reference,
    Shift,
    Sort,
    Word,
    parse_expression,
    parse_reference,
    references,
    sort_of,
    write_expression,
    write_reference,
)
from solieu.expressions.grammar import DEEPEST, LONGEST

atoms = st.one_of(trees.numbers, trees.references)


@given(st.one_of(trees.arithmetic(atoms), trees.conditions(trees.arithmetic(atoms))))
def test_what_is_written_reads_back_to_the_same_tree(expression: Expression) -> None:
    written = write_expression(expression)
    again = parse_expression(written)
    assert trees.placeless(again) == trees.placeless(expression)
    assert write_expression(again) == written


@given(trees.references)
def test_a_reference_reads_back_alone(reference: Reference) -> None:
    found = parse_reference(write_reference(reference))
    assert trees.placeless(found) == reference
    assert list(references(found)) == [found]


@given(st.text(max_size=60) | st.text(alphabet='ab.@[]()=;+-*/<>!"0123456789 andornotsum\n_', max_size=60))
def test_any_text_is_an_expression_or_a_named_mistake_inside_of_it(text: str) -> None:
    try:
        expression = parse_expression(text, line=7, column=5)
    except ExpressionError as error:
        assert error.message
        lines = text.split("\n")
        assert 7 <= error.line < 7 + len(lines)
        start = 5 if error.line == 7 else 1
        assert start <= error.column <= start + len(lines[error.line - 7])
    else:
        assert trees.placeless(parse_expression(write_expression(expression))) == trees.placeless(expression)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("a+b*c", "a + b * c"),
        ("(a+b)*c", "(a + b) * c"),
        ("((a))", "a"),
        ("a-(b-c)-d", "a - (b - c) - d"),
        ("a/(b*c)", "a / (b * c)"),
        ("--a", "--a"),
        ("-(a+b)", "-(a + b)"),
        ("sum (a;b ; c)", "sum(a; b; c)"),
        ("min", "min"),
        ("a.b [x = 1; d=e] @cung_ky @ke_hoach( tinh )", "a.b[d=e; x=1]@cung_ky@ke_hoach(tinh)"),
        ("not(a=1)and(b=2)or(c=3)", "not a = 1 and b = 2 or c = 3"),
        ("a = 1 and (b = 2 or c = 3)", "a = 1 and (b = 2 or c = 3)"),
        ("orange + android / notion", "orange + android / notion"),
        ("0.10 * a", "0.10 * a"),
        ('trang_thai = "đang làm; tạm dừng"', 'trang_thai = "đang làm; tạm dừng"'),
        ("a\n  + b", "a + b"),
        ("(" * 3000 + "a" + ")" * 3000, "a"),
    ],
    ids=lambda text: text[:24],
)
def test_one_canonical_text(text: str, canonical: str) -> None:
    assert write_expression(parse_expression(text)) == canonical


MISTAKES = [
    ("", "biểu thức dừng giữa chừng", 1),
    ("a +", "biểu thức dừng giữa chừng", 4),
    ("a@ke_hoach(tinh", "biểu thức dừng giữa chừng", 16),
    ("1,5 * a", "không hiểu “,” tại đây; các đối số cách nhau bằng “;”, phần thập phân viết bằng “.”", 2),
    ("a × b", "không hiểu “×” tại đây; phép nhân viết là “*”", 3),
    ("a : b", "không hiểu “:” tại đây; phép chia viết là “/”", 3),
    ("a − b", "không hiểu “−” tại đây; phép trừ viết là “-”", 3),
    ("a ≥ b", "không hiểu “≥” tại đây; viết là “>=”", 3),
    ("a == b", "không hiểu “=” tại đây; so sánh bằng viết là “=”", 4),
    ("a <> b", "không hiểu “>” tại đây; khác nhau viết là “!=”", 4),
    ("a % b", "không hiểu “%” tại đây; tỷ lệ phần trăm viết là “* 100”", 3),
    ("a = 1 && b = 2", "không hiểu “&” tại đây; viết là “and”", 7),
    ("a = 1 adn b = 2", "không hiểu “adn” tại đây; có phải là “and”?", 7),
    ("a = 1 hoac b = 2", "không hiểu “hoac” tại đây; có phải là “or”?", 7),
    ("a = 1 orb = 2", "không hiểu “orb” tại đây; có phải là “or”?", 7),
    ("thu ngan_sach", "không hiểu “ngan_sach” tại đây", 5),
    ("summ(a; b)", "không hiểu “(” tại đây; hàm chỉ có sum, count, min, max; có phải là “sum”?", 5),
    ("tong(a; b)", "không hiểu “(” tại đây; hàm chỉ có sum, count, min, max; có phải là “sum”?", 5),
    ("Thu / b", "không hiểu “Thu” tại đây; tên viết bằng chữ thường không dấu", 1),
    ("thu + đất", "không hiểu “đất” tại đây; tên viết bằng chữ thường không dấu", 7),
    ("٣ + a", "không hiểu “٣” tại đây", 1),
    ('a = "x', 'không hiểu “"” tại đây; thiếu dấu ngoặc kép đóng', 5),
    ("a[x]", "không hiểu “]” tại đây", 4),
    ("a[x=1; x=2]", "chiều “x” xuất hiện hai lần trong ngoặc vuông", 1),
    ("a + (b = c)", "“+” cần số, ở đây là điều kiện", 6),
    ("a and b = 1", "“and” cần điều kiện, ở đây là số", 1),
    ("not a", "“not” cần điều kiện, ở đây là số", 5),
    ('a < "x"', "“<” cần số, ở đây là đoạn chữ", 5),
    ('"x" = "y"', "chữ trong ngoặc kép chỉ so sánh được với một tên", 7),
    ('sum(a; "x")', "“sum” cần số, ở đây là đoạn chữ", 8),
]


@pytest.mark.parametrize(("text", "message", "column"), MISTAKES, ids=[text for text, _, _ in MISTAKES])
def test_a_slip_is_named_with_its_column_and_the_right_spelling(text: str, message: str, column: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_expression(text)
    assert (caught.value.message, caught.value.line, caught.value.column) == (message, 1, column)


def test_a_slip_on_a_later_line_has_the_place_of_its_file() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_expression("a\n  + b\n  ) c", line=12, column=10)
    assert (caught.value.line, caught.value.column) == (14, 3)


def test_what_could_have_stood_there_is_said_in_words() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_expression("a@cung_ky@")
    assert caught.value.expected == ("tên",)


@pytest.mark.parametrize(
    "text",
    [
        "-" * (DEEPEST + 5) + "a",
        "not " * (DEEPEST + 5) + "a = 1",
        " + ".join(["a"] * (DEEPEST + 5)),
        "min(" * 999 + "a" + ")" * 999,
    ],
    ids=["minus", "not", "chain", "calls"],
)
def test_what_is_too_deep_is_a_mistake_and_no_crash(text: str) -> None:
    with pytest.raises(ExpressionError, match=r"đề nghị|sum\("):
        parse_expression(text)


def test_what_is_as_deep_as_allowed_can_still_be_written_and_read() -> None:
    expression = parse_expression("-" * (DEEPEST - 2) + "a")
    assert parse_expression(write_expression(expression)) == expression


def test_what_is_too_long_is_a_mistake() -> None:
    with pytest.raises(ExpressionError, match="dài quá"):
        parse_expression("a" * (LONGEST + 1))


@pytest.mark.parametrize(
    ("text", "wanted", "message"),
    [
        ("a = 1", Sort.NUMBER, "ở đây cần một số, biểu thức này cho một điều kiện"),
        ("a + 1", Sort.CONDITION, "ở đây cần một điều kiện, biểu thức này cho một số"),
        ('"x"', Sort.NUMBER, "ở đây cần một số, biểu thức này cho một đoạn chữ"),
    ],
)
def test_a_formula_gives_a_number_and_a_filter_a_condition(text: str, wanted: Sort, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_expression(text, wanted=wanted)
    assert caught.value.message == message
    assert sort_of(parse_expression(text)) is not wanted


def test_places_of_names_and_shifts_are_kept() -> None:
    expression = parse_expression("a + b.c[x=1]@cung_ky@ke_hoach(tinh)", line=3, column=11)
    assert isinstance(expression, Binary)
    found = expression.right
    assert isinstance(found, Reference)
    assert (found.at.line, found.at.column) == (3, 15)
    assert [(shift.at.column if shift.at else 0) for shift in found.shifts] == [23, 31]
    assert found.shifts == (Shift("cung_ky"), Shift("ke_hoach", "tinh"))


def test_a_computation_is_no_reference() -> None:
    with pytest.raises(ExpressionError, match="chỉ nhận tên một số liệu"):
        parse_reference("a + b")


def test_a_text_may_stand_on_either_side() -> None:
    for text in ('ten = "x"', '"x" = ten'):
        found = parse_expression(text)
        assert isinstance(found, Binary)
        assert {type(found.left), type(found.right)} == {Reference, Word}
