"""A new version of the catalogue holds from now on; every version that was used is kept by its content hash."""

from __future__ import annotations

from solieu.actions.context import Context
from solieu.actions.journal import record
from solieu.catalog import Catalog


def activate_catalog(context: Context, catalog: Catalog) -> None:
    context.require("catalog.activate", "")
    with context.store.transaction():
        context.store.add_catalog(catalog.version, catalog.files, context.now)
        record(context, "catalog.activate", catalog.name, version=catalog.version)
