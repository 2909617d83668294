"""Definition files of one locality, read into one frozen catalogue."""

from solieu.catalog.bundles import content_hash, read_folder, shipped, shipped_names
from solieu.catalog.loading import Draft, Loaded, load_bundle, load_catalog
from solieu.catalog.model import (
    Catalog,
    Column,
    ColumnKind,
    Form,
    FormRow,
    Indicator,
    Phrase,
    Register,
    RegisterCount,
    ReportDefinition,
    RuleDefinition,
    TemplateText,
)

__all__ = [
    "Catalog",
    "Column",
    "ColumnKind",
    "Draft",
    "Form",
    "FormRow",
    "Indicator",
    "Loaded",
    "Phrase",
    "Register",
    "RegisterCount",
    "ReportDefinition",
    "RuleDefinition",
    "TemplateText",
    "content_hash",
    "load_bundle",
    "load_catalog",
    "read_folder",
    "shipped",
    "shipped_names",
]
