"""Data that travels with the product: catalogues, the sample, and fonts and style sheets fetched at set-up."""

from __future__ import annotations

from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"


def asset_folder(name: str) -> Path:
    """A folder of fetched assets (fonts, css). Raises FileNotFoundError that names the command that fetches them."""
    folder = VENDOR / name
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is missing; run 'make setup' (or 'python tools/fetch_assets.py')")
    return folder
