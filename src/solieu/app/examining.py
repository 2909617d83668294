"""A catalogue looked at from end to end: files, names, templates and examples, every mistake in one run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from solieu.catalog import Catalog, Draft, Loaded, load_catalog
from solieu.core import Finding, Where
from solieu.derive import check_formulas, run_formula_examples
from solieu.reports import check_reports, run_phrase_examples, run_statement_examples
from solieu.rules import check_rules, run_rule_examples
from solieu.territory import Territory


class _Defined(Protocol):
    @property
    def where(self) -> Where: ...


D = TypeVar("D", bound=_Defined)


@dataclass(frozen=True, slots=True)
class Examined:
    """``draft`` is what could be read; it is a catalogue to work with only when ``found`` is empty. ``examples`` says
    how many were run, ``folders`` from which layers the files came, topmost first."""

    draft: Draft
    found: tuple[Finding, ...]
    examples: int
    folders: tuple[Path, ...]

    def file_of(self, where: Where) -> Path:
        """The file of a mistake on this machine."""
        held = (folder / where.file for folder in self.folders)
        return next((path for path in held if path.is_file()), Path(where.file))


def examine(folder: Path) -> Examined:
    """Everything that can be wrong with a catalogue, in the order of its files."""
    return examine_loaded(load_catalog(folder))


def examine_loaded(loaded: Loaded) -> Examined:
    """What is still wrong with a catalogue beside the mistakes of its loading."""
    unsound = {mistake.where.file for mistake in loaded.mistakes}
    catalog, territory = loaded.draft.catalog, loaded.draft.territory
    sound = replace(
        catalog,
        indicators=_sound(catalog.indicators, unsound),
        rules=_sound(catalog.rules, unsound),
        phrases=_sound(catalog.phrases, unsound),
        statements=_sound(catalog.statements, unsound),
    )
    found = (*loaded.mistakes, *_checked(catalog, territory), *_run(sound, territory))
    return Examined(loaded.draft, _in_order(found), _examples(sound), loaded.folders)


def examples_of(catalog: Catalog, territory: Territory) -> tuple[Finding, ...]:
    """Everything that a loaded catalogue must still prove: templates fit, examples hold."""
    return _in_order((*_checked(catalog, territory), *_run(catalog, territory)))


def _checked(catalog: Catalog, territory: Territory) -> tuple[Finding, ...]:
    return (*check_reports(catalog, territory), *check_formulas(catalog), *check_rules(catalog))


def _run(catalog: Catalog, territory: Territory) -> tuple[Finding, ...]:
    return (
        *run_formula_examples(catalog),
        *run_rule_examples(catalog),
        *run_phrase_examples(catalog, territory),
        *run_statement_examples(catalog),
    )


def _sound(defined: Mapping[str, D], unsound: Iterable[str]) -> dict[str, D]:
    """Only what has no mistake in its file can be asked to prove itself."""
    return {name: one for name, one in defined.items() if one.where.file not in unsound}


def _examples(catalog: Catalog) -> int:
    formulas = sum(len(indicator.examples) for indicator in catalog.indicators.values())
    rules = sum(len(rule.bad) + len(rule.good) for rule in catalog.rules.values())
    said = sum(len(statement.bad) + len(statement.good) for statement in catalog.statements.values())
    return formulas + rules + said + sum(len(phrase.examples) for phrase in catalog.phrases.values())


def _in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda f: (f.where.file, f.where.line or 0, f.where.column or 0, f.code)))
