"""The command line as a person meets it, in this process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from solieu.cli import cli
from solieu.cli.wording import in_vietnamese


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    out: str
    err: str
    content: bytes

    @property
    def said(self) -> str:
        return self.out + self.err


@dataclass(frozen=True, slots=True)
class CommandLine:
    """``solieu --workspace FOLDER --as USER``."""

    folder: Path | None = None
    user: str = ""

    def __call__(self, *words: object) -> Answer:
        head: list[str] = ["--workspace", str(self.folder)] if self.folder else []
        head += ["--as", self.user] if self.user else []
        result = CliRunner().invoke(in_vietnamese(cli), [*head, *map(str, words)], prog_name="solieu")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr, result.stdout_bytes)

    def by(self, user: str) -> CommandLine:
        return CommandLine(self.folder, user)

    def done(self, *words: object) -> Answer:
        answer = self(*words)
        assert answer.status == 0, answer.said
        return answer


def every_command() -> list[tuple[str, ...]]:
    """solieu, solieu form, solieu form blank, ..."""
    import click

    found: list[tuple[str, ...]] = []

    def walk(command: click.Command, path: tuple[str, ...]) -> None:
        found.append(path)
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                inner = command.get_command(context, name)
                assert inner is not None
                walk(inner, (*path, name))

    walk(cli, ())
    return found


Words = Sequence[object]
