"""Build the wheel and use it as a stranger would: an empty environment, outside the repository, from the hashed lock.

Prints one line a step and ends with an exit status other than 0 when anything is missing.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PIP = ["-m", "pip", "--disable-pip-version-check", "--quiet"]
MUST_HOLD = (
    "solieu/assets/vendor/fonts/Tinos-Regular.ttf",
    "solieu/assets/vendor/css/bootstrap.min.css",
    "solieu/assets/catalogs/chi_lang/catalog.yaml",
    "solieu/assets/catalogs/chi_lang/reports/bao_cao_quy/report.yaml",
    "solieu/assets/sample/chi_lang/b05_ns_q.2024-Q1.csv",
    "solieu/documents/official.typ",
    "solieu/web/templates/base.html",
)
REPORT = "demo/bao_cao/bao_cao_quy.2024-Q1"


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="solieu-wheel-") as name:
        folder = Path(name)
        wheel = _built(folder)
        _holds(wheel)
        python = _environment(folder / "env", wheel)
        _works(folder, python.parent / "solieu")
    return 0


def _built(folder: Path) -> Path:
    options = ["--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    _run(sys.executable, *PIP, "wheel", *options, str(ROOT))
    wheel = next(folder.glob("solieu-*.whl"))
    _say(f"{wheel.name}: {wheel.stat().st_size / 2**20:.1f} MB")
    return wheel


def _holds(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    missing = [name for name in MUST_HOLD if name not in names]
    if missing:
        raise SystemExit("missing in the wheel: " + ", ".join(missing))
    _say(f"it holds catalogue, templates, fonts and style sheets ({len(names)} files)")


def _environment(folder: Path, wheel: Path) -> Path:
    _run(sys.executable, "-m", "venv", str(folder))
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    _run(str(python), *PIP, "install", "--require-hashes", "-r", str(ROOT / "requirements" / "run.txt"))
    _run(str(python), *PIP, "install", "--no-deps", str(wheel))
    _say("installed into an empty environment from the hashed lock")
    return python


def _works(folder: Path, solieu: Path) -> None:
    _run(str(solieu), "demo", "--no-serve", cwd=folder)
    for ending in ("docx", "pdf", "html", "json"):
        if not (folder / f"{REPORT}.{ending}").stat().st_size:
            raise SystemExit(f"{REPORT}.{ending} is empty")
    _run(str(solieu), "proofread", f"{REPORT}.docx", cwd=folder)
    _say("solieu demo and solieu proofread work outside the repository")


def _run(*command: str, cwd: Path | None = None) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise SystemExit(f"{' '.join(command[:3])} ended with status {done.returncode}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    raise SystemExit(main())
