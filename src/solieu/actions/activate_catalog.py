"""A new version of the catalogue holds from now on; every version that was used is kept by its content hash."""

from __future__ import annotations

from solieu.actions.context import Context, deed
from solieu.actions.journal import record
from solieu.actions.reindex import changed_registers, reindex
from solieu.catalog import Catalog

SHIPPED = "shipped"


def activate_catalog(context: Context, catalog: Catalog, *, shipped: bool = False) -> None:
    """``shipped``: it came with the software, and a later version of the software may bring its own later version."""
    with deed(context) as context:
        context.require("catalog.activate", "")
        context.store.add_catalog(catalog.version, catalog.files, context.now)
        reindex(context, changed_registers(context.catalog, catalog))
        record(context, "catalog.activate", catalog.name, version=catalog.version,
               origin=SHIPPED if shipped else "")  # fmt: skip
