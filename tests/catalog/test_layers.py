"""A catalogue over its base, its version by content, and what the commands say about it."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from solieu.catalog import content_hash, load_bundle, load_catalog, read_folder, shipped, shipped_names
from solieu.cli import cli
from solieu.core import Finding
from solieu.rules import rule_list, rule_page

SOUND = Path(__file__).parent / "sound"


def write(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")


@pytest.fixture
def locality(tmp_path: Path) -> Path:
    """A locality beside the sound catalogue, which is its base."""
    shutil.copytree(SOUND, tmp_path / "thu_nghiem")
    folder = tmp_path / "xa_moi"
    write(folder, "catalog.yaml", "name: xa_moi\ntitle: Xã Mới\nbase: thu_nghiem\nroot_unit: huyen_thu\n")
    return folder


def places(mistakes: tuple[Finding, ...]) -> list[str]:
    return [f"{one.where} {one.message}" for one in mistakes]


# --- layers


def test_a_locality_has_what_its_base_defines(locality: Path) -> None:
    loaded = load_catalog(locality)
    assert loaded.mistakes == ()
    assert loaded.catalog is not None
    base = load_catalog(SOUND).catalog
    assert base is not None
    assert loaded.catalog.name == "xa_moi"
    assert loaded.catalog.indicators.keys() == base.indicators.keys()
    assert loaded.catalog.target_levels == base.target_levels
    assert [folder.name for folder in loaded.folders] == ["xa_moi", "thu_nghiem"]


def test_a_file_of_the_same_path_replaces_the_base_whole(locality: Path) -> None:
    write(
        locality,
        "indicators/thu/phi.yaml",
        "title: Phí của xã\nmeasure: tỷ đồng\nnature: flow\nover_time: sum\nover_units: sum\n",
    )
    write(locality, "rules/thu/DAT201_total_differs_from_parts.yaml",
          "kind: order\nless: thu.thue\nmore: thu.tong\nexamples:\n  good: [{thu.thue: '1', thu.tong: '9'}]\n"
          "  bad: [{thu.thue: '9', thu.tong: '1'}]\n")  # fmt: skip
    loaded = load_catalog(locality)
    assert loaded.mistakes == ()
    assert loaded.catalog is not None
    phi = loaded.catalog.indicators["thu.phi"]
    assert (phi.title, phi.measure, phi.owner) == ("Phí của xã", "tỷ đồng", "")
    assert loaded.catalog.rules["DAT201"].kind == "order"
    assert len(loaded.catalog.rules) == 1


def test_a_rule_of_the_base_under_another_name_is_a_second_rule_of_the_same_code(locality: Path) -> None:
    write(locality, "rules/thu/DAT201_another.yaml", "kind: order\nless: thu.thue\nmore: thu.tong\n")
    assert places(load_catalog(locality).mistakes) == [
        "rules/thu/DAT201_total_differs_from_parts.yaml:1:1 mã quy tắc DAT201 đã dùng ở rules/thu/DAT201_another.yaml"
    ]


def test_bases_may_stand_on_bases(tmp_path: Path) -> None:
    shutil.copytree(SOUND, tmp_path / "duoi")
    write(tmp_path, "giua/catalog.yaml", "name: giua\ntitle: Giữa\nbase: duoi\nroot_unit: huyen_thu\n")
    write(tmp_path, "giua/target_levels/xa.yaml", "title: kế hoạch xã giao\n")
    write(tmp_path, "tren/catalog.yaml", "name: tren\ntitle: Trên\nbase: giua\nroot_unit: huyen_thu\n")
    write(tmp_path, "tren/target_levels/tinh.yaml", "title: tỉnh giao\n")
    loaded = load_catalog(tmp_path / "tren")
    assert loaded.catalog is not None
    assert loaded.catalog.title == "Trên"
    assert loaded.catalog.target_levels == {
        "tinh": "tỉnh giao",
        "huyen": "kế hoạch huyện giao",
        "xa": "kế hoạch xã giao",
    }


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("khong_co", "catalog.yaml:3:7 không có danh mục “khong_co”; hiện có: chi_lang, viet_nam"),
        ("vong", "catalog.yaml:1:1 danh mục “vong” dựa vòng quanh trên chính nó"),
        ("../sound", "catalog.yaml:3:7 “../sound” không phải mã (chữ thường không dấu, số, gạch dưới)"),
        ("[a]", "catalog.yaml:3:7 cần một đoạn chữ, không phải danh sách hay bảng"),
    ],
)
def test_a_base_that_is_none_is_a_mistake(tmp_path: Path, base: str, message: str) -> None:
    folder = tmp_path / "vong"
    write(folder, "catalog.yaml", f"name: vong\ntitle: Vòng\nbase: {base}\n")
    assert message in places(load_catalog(folder).mistakes)


def test_the_national_catalogue_stands_alone_and_chi_lang_stands_on_it() -> None:
    assert shipped_names() == ("chi_lang", "viet_nam")
    national, district = load_catalog(shipped("viet_nam")), load_catalog(shipped("chi_lang"))
    assert national.mistakes == district.mistakes == ()
    assert national.catalog is not None
    assert district.catalog is not None
    assert [folder.name for folder in district.folders] == ["chi_lang", "viet_nam"]
    assert national.catalog.phrases.keys() <= district.catalog.phrases.keys()
    assert national.catalog.cut_offs.keys() <= district.catalog.cut_offs.keys()
    assert national.catalog.phrases


# --- versions


def test_the_version_follows_the_content_and_nothing_else(locality: Path) -> None:
    version = content_hash(read_folder(locality))
    files = read_folder(locality)
    assert content_hash(dict(reversed(files.items()))) == version
    head = locality / "catalog.yaml"
    head.write_bytes(b"\xef\xbb\xbf" + head.read_bytes().replace(b"\n", b"\r\n"))
    (locality / ".git").mkdir()
    (locality / ".git" / "x.yaml").write_text("a: 1", encoding="utf-8")
    (locality / "anh.png").write_bytes(b"\x89PNG")
    assert content_hash(read_folder(locality)) == version
    head.write_text(head.read_text(encoding="utf-8").replace("Mới", "Mới"), encoding="utf-8")
    assert content_hash(read_folder(locality)) == version, "letters composed or not"
    head.write_text(head.read_text(encoding="utf-8") + "# một chú thích\n", encoding="utf-8")
    assert content_hash(read_folder(locality)) != version


def test_a_path_and_a_content_never_run_into_each_other() -> None:
    assert content_hash({"a": b"bc"}) != content_hash({"ab": b"c"})
    assert content_hash({"a": b"b", "c": b""}) != content_hash({"a": b"", "bc": b""})


def test_a_kept_version_loads_to_the_same_catalogue_without_its_folders(locality: Path) -> None:
    first = load_catalog(locality).catalog
    assert first is not None
    again = load_bundle(first.files).catalog
    assert again == first
    assert again.version == content_hash(first.files)


def test_a_form_has_its_own_version() -> None:
    first = load_catalog(SOUND).catalog
    assert first is not None
    changed = dict(first.files)
    changed["indicators/thu/phi.yaml"] += b"decimals: 1\n"
    other = load_bundle(changed).catalog
    assert other is not None
    assert other.version != first.version
    assert other.forms["b01"].version == first.forms["b01"].version
    changed["forms/b01.yaml"] += b"remarks: [Ghi chu]\n"
    third = load_bundle(changed).catalog
    assert third is not None
    assert third.forms["b01"].version != first.forms["b01"].version


# --- commands


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_check_and_test_of_a_sound_catalogue_end_calmly() -> None:
    assert run("catalog", "check", str(SOUND)) == (
        0,
        "Danh mục thu_nghiem: 5 chỉ tiêu, 1 biểu, 1 sổ, 1 quy tắc, 1 cụm từ, 1 báo cáo; không có lỗi.\n",
    )
    assert run("catalog", "test", str(SOUND)) == (0, "Đã chạy 6 ví dụ của danh mục, tất cả đều đúng.\n")


def test_check_shows_the_line_with_a_mark_and_the_right_spelling(locality: Path) -> None:
    write(
        locality,
        "forms/b01.yaml",
        (SOUND / "forms/b01.yaml").read_text(encoding="utf-8").replace("thu.thue", "thu.thuee"),
    )
    status, said = run("catalog", "check", str(locality))
    assert status == 1
    assert said.splitlines() == [
        f"{locality}/forms/b01.yaml:16:42: CAT103 không có chỉ tiêu “thu.thuee”",
        '   16 |   - {code: "02", title: Thuế, indicator: thu.thuee}',
        "      | " + " " * 41 + "^",
        "      → Có phải là “thu.thue”?",
        "Danh mục có 1 lỗi trong 1 tệp.",
    ]


def test_check_names_the_file_of_the_base_where_the_mistake_is(locality: Path) -> None:
    base = locality.parent / "thu_nghiem"
    write(base, "dimensions/nguon.yaml", "title: Nguồn\nmember: {tinh: Tỉnh}\n")
    status, said = run("catalog", "check", str(locality))
    assert status == 1
    assert said.startswith(f"{base}/dimensions/nguon.yaml:1:1: CAT106 thiếu khóa “members”\n")


def test_check_as_json_lists_every_mistake(locality: Path) -> None:
    write(locality, "dimensions/nguon.yaml", "title: Nguồn\nmembers: {tinh: Tỉnh}\ntitel: x\n")
    status, said = run("catalog", "check", str(locality), "--format", "json")
    assert status == 1
    assert [(one["line"], one["column"], one["code"], one["name"]) for one in json.loads(said)] == [
        (3, 1, "CAT105", "unknown-key")
    ]
    assert run("catalog", "check", str(SOUND), "--format", "json") == (0, "[]\n")


def test_an_example_that_does_not_hold_fails_the_test_command(locality: Path) -> None:
    path = "indicators/thu/ty_le_thue.yaml"
    write(locality, path, (SOUND / path).read_text(encoding="utf-8").replace('"25,0"', '"26,0"'))
    status, said = run("catalog", "test", str(locality))
    assert status == 1
    assert f"{locality}/{path}:9:5: CAT202 ví dụ cho kết quả “25,0”, định nghĩa ghi “26,0”" in said


@pytest.mark.parametrize("path", ["khong_co", "/khong/co", "", "."])
def test_a_folder_that_is_no_catalogue_is_refused_in_one_line(path: str) -> None:
    status, said = run("catalog", "check", path)
    assert status == 1
    assert "không có danh mục" in said.lower()
    assert len(said.splitlines()) == 1


def test_a_file_that_the_machine_does_not_give_is_named_and_no_traceback(
    locality: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refused)
    status, said = run("catalog", "check", str(locality))
    assert status == 2
    assert said == f"Lỗi: không đọc được {locality}/catalog.yaml: Permission denied.\n"


def test_list_names_the_shipped_catalogues_with_their_base() -> None:
    status, said = run("catalog", "list")
    assert status == 0
    assert [line.split()[0] for line in said.splitlines()] == ["chi_lang", "viet_nam"]
    assert "(dựa trên viet_nam)" in said.splitlines()[0]


def test_an_exported_catalogue_is_the_same_version(tmp_path: Path) -> None:
    status, _ = run("catalog", "export", str(tmp_path / "ban_sao"))
    assert status == 0
    first, copy = load_catalog(shipped("chi_lang")).catalog, load_catalog(tmp_path / "ban_sao").catalog
    assert first is not None
    assert copy is not None
    assert copy.version == first.version
    assert run("catalog", "export", str(tmp_path / "ban_sao"))[0] == 1


def test_a_rule_explains_itself_with_its_example_worked_out() -> None:
    status, said = run("rule", "dat213")
    assert status == 0
    for words in (
        "DAT213  Vốn phân bổ khác kế hoạch vốn của nguồn thu tiền sử dụng đất",
        "Mức: Cần giải trình",
        "kế hoạch vốn – Nguồn thu tiền sử dụng đất (kế hoạch vốn giao)",
        "→ tổng ghi 3.000 triệu đồng nhưng cộng các thành phần được 2.100 triệu đồng (chênh 900 triệu đồng)",
        "Ví dụ đúng, không báo gì",
        "Định nghĩa: rules/dau_tu/DAT213_",
    ):
        assert words in said


def test_every_rule_of_the_shipped_catalogue_has_a_page_and_a_title() -> None:
    catalog = load_catalog(shipped("chi_lang")).catalog
    assert catalog is not None
    listed = rule_list(catalog).splitlines()
    assert [line[:6] for line in listed] == sorted(catalog.rules)
    for code, rule in catalog.rules.items():
        assert rule.title, code
        assert (rule_page(catalog, code) or "").startswith(f"{code}  {rule.title}\n")
    assert rule_page(catalog, "DAT000") is None


def test_an_unknown_rule_is_refused_with_the_nearest_code() -> None:
    status, said = run("rule", "DAT2133")
    assert status == 1
    assert "Danh mục chi_lang không có quy tắc DAT2133. Có phải là DAT213? Xem đủ bằng “solieu rule”." in said
