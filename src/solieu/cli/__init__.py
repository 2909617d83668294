"""The command line. Commands are loaded when they are called: proofreading starts without Django."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from solieu import __version__
from solieu.cli.wording import in_vietnamese, speak_vietnamese

speak_vietnamese()
COMMANDS = {
    "demo": "demo:demo",
    "init": "administration:init",
    "serve": "administration:serve",
    "backup": "administration:backup",
    "restore": "administration:restore",
    "upgrade": "administration:upgrade",
    "user": "administration:user",
    "journal": "administration:journal",
    "new-period": "administration:new_period",
    "period": "administration:period",
    "catalog": "definitions:catalog",
    "rule": "definitions:rule",
    "form": "forms:form",
    "submit": "forms:submit",
    "check": "submissions:check",
    "explain": "submissions:explain",
    "confirm": "submissions:confirm",
    "accept": "submissions:accept",
    "return": "submissions:return_",
    "register": "registers:register",
    "tasks": "tasks:tasks",
    "list": "lists:list_",
    "compile": "reports:compile_",
    "master": "exports:master",
    "foreign": "foreign:foreign",
    "report": "report_life:report",
    "proofread": "proofreading:proofread",
    "trace": "reports:trace",
    "decide": "reports:decide",
    "narrate": "reports:narrate",
    "chase": "chasing:chase",
    "target": "targets:target",
    "extract": "extraction:extract",
    "adopt": "adopting:adopt",
    "compare": "comparing:compare_",
    "take-back": "taking_back:take_back",
    "remark": "taking_back:remark",
}


class Commands(click.Group):
    """Knows its commands by name and imports one only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(f"solieu.cli.{module}"), name)
        return in_vietnamese(command) if isinstance(command, click.Command) else None


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="SoLieu")
@click.option("--workspace", "folder", type=click.Path(), default=None, help="Thư mục không gian làm việc.")
@click.option("--as", "user", default="", help="Người thực hiện (mặc định: chủ không gian làm việc).")
@click.pass_context
def cli(ctx: click.Context, folder: str | None, user: str) -> None:
    """SoLieu: từ biểu của xã đến báo cáo đã ký, mỗi số liệu đều truy được nguồn."""
    ctx.obj = {"folder": folder, "user": user}


def main() -> None:
    """Entry point of ``solieu``. Exit status: 0 done, 1 refused or something to answer, 2 input that cannot be read."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    if any("\udc80" <= letter <= "\udcff" for argument in sys.argv for letter in argument):
        click.echo("Lỗi: tham số không phải chữ viết bằng UTF-8.", err=True)
        sys.exit(2)
    in_vietnamese(cli)(prog_name="solieu")
