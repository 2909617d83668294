"""What LibreOffice makes of a form: other formats, and back again. One conversion makes them all."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import form_desk as desk

from mishandled import case

OFFICE = shutil.which("soffice")


@cache
def converted() -> dict[str, bytes]:
    """The desk's form in every format; xlsx -> xls -> xlsx and xlsx -> ods -> xlsx among them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "m01.xlsx").write_bytes(desk.filled("m01", notes={("02", "th"): "minh họa: lấy ví dụ"}))
        convert(folder, "xls", "m01.xlsx")
        convert(folder, "ods", "m01.xlsx")
        for middle in ("xls", "ods"):
            (folder / f"from_{middle}.{middle}").write_bytes((folder / f"m01.{middle}").read_bytes())
        convert(folder, "xlsx", "from_xls.xls", "from_ods.ods")
        convert(folder, "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false", "m01.xlsx")
        return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def convert(folder: Path, target: str, *names: str) -> None:
    assert OFFICE is not None
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run([OFFICE, profile, "--headless", "--convert-to", target, "--outdir", str(folder),
                    *(str(folder / name) for name in names)], check=True, capture_output=True, timeout=120)  # fmt: skip


@case("m01", filename="bieu.xls", needs_office=True)
def saved_as_xls() -> bytes:
    """Saved as .xls."""
    return converted()["m01.xls"]


@case("m01", filename="bieu.ods", needs_office=True)
def saved_as_ods() -> bytes:
    """Saved as .ods."""
    return converted()["m01.ods"]


@case("m01", needs_office=True)
def to_xls_and_back() -> bytes:
    """xlsx -> xls -> xlsx."""
    return converted()["from_xls.xlsx"]


@case("m01", needs_office=True)
def to_ods_and_back() -> bytes:
    """xlsx -> ods -> xlsx."""
    return converted()["from_ods.xlsx"]


@case("m01", filename="bieu.csv", needs_office=True)
def saved_as_csv() -> bytes:
    """Saved as CSV UTF-8 on a machine with English settings."""
    return converted()["m01.csv"]
