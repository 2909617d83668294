"""What the command line says by itself (usage, missing options), in Vietnamese: click asks gettext for these words."""

from __future__ import annotations

import sys

import click

WORDS = {
    "Usage:": "Cách dùng:",
    "Options": "Tùy chọn",
    "Positional arguments": "Tham số",
    "Commands": "Lệnh",
    "Aborted!": "Đã dừng.",
    "Error: {message}": "Lỗi: {message}",
    "Error: The two entered values do not match.": "Lỗi: hai lần nhập không giống nhau.",
    "Error: invalid input": "Lỗi: giá trị không hợp lệ",
    "Repeat for confirmation": "Nhập lại để xác nhận",
    "Try '{command} {option}' for help.": "Xem hướng dẫn: {command} {option}",
    "Show this message and exit.": "Xem hướng dẫn này.",
    "Show the version and exit.": "Xem phiên bản.",
    "%(prog)s, version %(version)s": "%(prog)s, phiên bản %(version)s",
    "default: {default}": "mặc định: {default}",
    "required": "bắt buộc",
    "deprecated": "không nên dùng nữa",
    "Missing command.": "Thiếu tên lệnh.",
    "Missing argument": "Thiếu tham số",
    "Missing option": "Thiếu tùy chọn",
    "Missing parameter": "Thiếu tham số",
    "Missing {param_type}": "Thiếu {param_type}",
    "Missing parameter: {param_name}": "Thiếu tham số: {param_name}",
    "No such option {name!r}.": "Không có tùy chọn {name}.",
    "No such command {name!r}.": "Không có lệnh {name}.",
    "Option {name!r} does not take a value.": "Tùy chọn {name} không nhận giá trị.",
    "Argument {name!r} takes {nargs} values.": "Tham số {name} cần {nargs} giá trị.",
    "Invalid value: {message}": "Giá trị chưa đúng: {message}",
    "Invalid value for {param_hint}: {message}": "Giá trị của {param_hint} chưa đúng: {message}",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "{value!r} is not a valid {number_type}.": "“{value}” không phải số.",
    "{value} is not in the range {range}.": "{value} ngoài khoảng {range}.",
    "Could not open file {filename!r}: {message}": "Không mở được tệp {filename}: {message}",
    "unknown error": "không rõ nguyên nhân",
    "file": "tệp",
    "directory": "thư mục",
    "path": "đường dẫn",
    "File": "Tệp",
    "Directory": "Thư mục",
    "Path": "Đường dẫn",
    "{name} {filename!r} does not exist.": "không có {name} {filename}.",
    "{name} {filename!r} is a file.": "{filename} là tệp, cần thư mục.",
    "{name} {filename!r} is a directory.": "{filename} là thư mục, cần tệp.",
    "{name} {filename!r} is not readable.": "không có quyền đọc {name} {filename}.",
    "{name} {filename!r} is not writable.": "không có quyền ghi {name} {filename}.",
}
COUNTED = {
    "Got unexpected extra argument ({args})": "Thừa tham số ({args})",
    "{value!r} is not {choice}.": "“{value}” phải là {choice}.",
    "{value!r} is not one of {choices}.": "“{value}” không thuộc: {choices}.",
    "Option {name!r} requires an argument.": "Tùy chọn {name} cần một giá trị.",
    "Did you mean {possibility}?": "Có phải {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Có phải một trong: {possibilities}?)",
}
ARGUMENTS = {"folder": "THƯ_MỤC", "path": "ĐƯỜNG_DẪN", "file": "TỆP", "files": "TỆP...", "code": "MÃ"}
HELPS = {"format_": "Cách in.", "name": "Tên danh mục."}
METAVARS = {"text": "CHỮ", "integer": "SỐ", "integer range": "SỐ", "path": "ĐƯỜNG_DẪN"}


def speak_vietnamese() -> None:
    """Every module of click that asks for words gets these; what is not in the table stays as it is."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "click" and module is not None:
            if hasattr(module, "_"):
                module.__dict__["_"] = said
            if hasattr(module, "ngettext"):
                module.__dict__["ngettext"] = said_of_many


def in_vietnamese(command: click.Command) -> click.Command:
    """Words that a command carries itself: what stands for its options, its commands and a value."""
    command.options_metavar = "[TÙY_CHỌN]"
    for parameter in command.params:
        name = parameter.name or ""
        if isinstance(parameter, click.Option):
            parameter.metavar = parameter.metavar or METAVARS.get(parameter.type.name)
            parameter.help = parameter.help or HELPS.get(name)
        elif name in ARGUMENTS and parameter.metavar in (None, "FILE..."):
            parameter.metavar = ARGUMENTS[name] if parameter.required else f"[{ARGUMENTS[name]}]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = "LỆNH [THAM_SỐ]..."
        for inner in command.commands.values():
            in_vietnamese(inner)
    return command


def said(text: str) -> str:
    return WORDS.get(text, text)


def said_of_many(one: str, many: str, number: int) -> str:
    """Vietnamese has one form for any number; two texts of click differ by more than the number."""
    chosen = one if number == 1 else many
    return COUNTED.get(chosen) or COUNTED.get(one, chosen)
