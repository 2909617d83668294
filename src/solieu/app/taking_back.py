"""Taking back a report that was edited in Word: which draft it is, what changed, and what becomes of each change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from solieu import actions
from solieu.actions import Context, RefusalError
from solieu.app.publishing import Compiled, compiled
from solieu.app.queries import require_whole_area
from solieu.app.workspace import Workspace
from solieu.core import Period
from solieu.derive import Evaluator
from solieu.documents.docx_returned import Returned, read_returned
from solieu.facts import ChangeDecision, Narrative, Override, Remark, RemarkKind, ReturnedFile, Verdict
from solieu.reports import narratives_of
from solieu.reports.adopting import Binder, candidates
from solieu.reports.overriding import quantity_typed
from solieu.reports.printed_page import identified, paper_title
from solieu.reports.setting import Setting
from solieu.reports.taking_back import (
    Belongs,
    FigureChange,
    FigureKind,
    Owners,
    ProseChange,
    TakenBack,
    printed_units,
    returned_units,
    take_back,
)
from solieu.reports.taking_back.rewriting import rewritten
from solieu.reports.taking_back.typing_in import binding_in

Change = FigureChange | ProseChange
_KEPT = (FigureKind.CHANGED, FigureKind.REWRITTEN)


@dataclass(frozen=True)
class Came:
    """A file that came back, beside the report as it was printed. ``by_identity`` says that the file itself named it."""

    workspace: Workspace
    content: bytes
    name: str
    done: Compiled
    returned: Returned
    taken: TakenBack
    moment: datetime
    by_identity: bool

    @property
    def period(self) -> Period:
        return self.done.report.period

    @property
    def report(self) -> str:
        return self.done.report.id

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def labelled(self) -> Mapping[str, Change]:
        """``S1`` for the first figure, ``L1`` for the first change of words: the same file gives the same labels."""
        figures = {f"S{number}": change for number, change in enumerate(self.taken.figures, 1)}
        return {**figures, **{f"L{number}": change for number, change in enumerate(self.taken.prose, 1)}}

    @property
    def decided(self) -> Mapping[str, ChangeDecision]:
        """By id of the change: what was decided last."""
        return {one.change: one for one in self.workspace.store.change_decisions(self.sha256)}

    @property
    def open(self) -> tuple[str, ...]:
        """Labels of what nobody has decided yet."""
        decided = self.decided
        return tuple(
            label for label, change in self.labelled.items() if change.id not in decided and needs_decision(change)
        )


def needs_decision(change: Change) -> bool:
    """Figures that moved or were said again go with the words around them."""
    return not isinstance(change, FigureChange) or change.kind not in (FigureKind.MOVED, FigureKind.DUPLICATED)


def take_back_file(
    workspace: Workspace, content: bytes, name: str, *, report: str = "", period: Period | None = None, user: str = ""
) -> Came:
    """Raises UnreadableError for a file that cannot be read, RefusalError for one that is no report of this workspace."""
    require_whole_area(workspace.context(user))
    returned = read_returned(content, name)
    if returned.document.stamp:
        raise RefusalError(f"văn bản đóng dấu {returned.document.stamp}; không đưa văn bản mật vào hệ thống này")
    known = identified(returned.identity) or _titled(workspace, returned)
    named = known or _named(workspace, report, period)
    done = compiled(workspace, named[0], named[1], as_of=named[2], is_judged=False)
    return Came(workspace, content, name, done, returned, _taken(done, returned), named[2], known is not None)


def _titled(workspace: Workspace, returned: Returned) -> tuple[str, Period, datetime] | None:
    """By the title and the moment in the properties: they outlive the keywords in the old .doc."""
    try:
        second = datetime.fromisoformat(returned.created).astimezone(UTC).replace(microsecond=0)
    except ValueError:
        return None
    rows = [row for row in workspace.store.reports() if second <= row.moment < second + timedelta(seconds=1)]
    moment = rows[-1].moment if rows else second + timedelta(seconds=1, microseconds=-1)
    for definition in workspace.definitions().catalog.reports.values():
        for period in {row.period for row in workspace.store.reports() if row.report == definition.id}:
            if returned.title == paper_title(definition, period):
                return definition.id, period, moment
    return None


def _named(workspace: Workspace, report: str, period: Period | None) -> tuple[str, Period, datetime]:
    """The last draft, of a report and period where they are given."""
    rows = [row for row in workspace.store.reports() if report in ("", row.report) and period in (None, row.period)]
    if not rows:
        raise RefusalError("tệp không cho biết là dự thảo nào và chưa có dự thảo báo cáo nào; nêu --report và --period")
    return rows[-1].report, rows[-1].period, rows[-1].moment


def _taken(done: Compiled, returned: Returned) -> TakenBack:
    figures = frozenset(figure.id for figure in done.report.figures)
    units = returned_units(returned, figures)
    owners = Owners(done.held.catalog, done.snapshot)
    return take_back(
        done.report, printed_units(done.report, done.paper), returned, units, owners, lambda: _binder(done)
    )


def _binder(done: Compiled) -> Binder:
    evaluator = Evaluator(done.held.catalog, done.held.territory, done.snapshot)
    setting = Setting(evaluator, done.report.id, done.report.period, done.report.unit)
    return Binder(setting, candidates(setting))


# --- decisions


def hand_in(came: Came, user: str = "") -> ReturnedFile:
    """Keep the file with its tracked changes; its comments become opinions to be answered."""
    history = [[one.kind, one.author, one.at, one.words] for one in came.returned.changes]
    file = ReturnedFile(came.sha256, came.report, came.period, came.done.draft, came.moment, came.name, "", came.moment,
                        json.dumps(history, ensure_ascii=False))  # fmt: skip
    opinions = [
        Remark("", RemarkKind.OPINION, came.report, came.period, one.author, one.text, "", came.moment, words=one.words,
               said_at=one.at)
        for one in came.returned.comments
    ]  # fmt: skip
    return actions.take_back(came.workspace.context(user), file, came.content, opinions)


def decide(came: Came, labels: Sequence[str], verdict: Verdict, *, reason: str = "", user: str = "") -> tuple[str, ...]:
    """Do one thing with some changes, all of them or none; what was done, a line each."""
    context = came.workspace.context(user)
    chosen = [_labelled(came, label) for label in labels]
    with came.workspace.store.transaction():
        hand_in(came, user)
        match verdict:
            case Verdict.ACCEPT:
                return tuple(_accept(came, context, chosen))
            case Verdict.KEEP:
                return tuple(_keep(came, context, change, reason) for change in chosen)
            case Verdict.ASK:
                return tuple(_ask(came, context, change, reason) for change in chosen)
        return tuple(_undo(came, context, change, reason) for change in chosen)


def acceptable(came: Came) -> tuple[str, ...]:
    """Labels of the prose that can become a narrative."""
    prose = {label: change for label, change in came.labelled.items() if isinstance(change, ProseChange)}
    return tuple(label for label, change in prose.items() if change.belongs is Belongs.NARRATIVE)


def _labelled(came: Came, label: str) -> Change:
    found = came.labelled.get(label.strip().upper())
    if found is None:
        raise RefusalError(f"tệp không có thay đổi “{label}”; xem danh sách bằng solieu take-back TỆP.docx")
    return found


def _accept(came: Came, context: Context, chosen: Sequence[Change]) -> Iterator[str]:
    for change in chosen:
        if not isinstance(change, ProseChange):
            raise RefusalError(
                "số liệu không tiếp nhận như lời văn; đề nghị hỏi nơi gửi (--ask) hoặc giữ riêng (--keep)"
            )
        if change.belongs is not Belongs.NARRATIVE:
            raise RefusalError(
                f"“{_short(change.now or change.was)}” thuộc mẫu báo cáo, không phải phần viết; sửa ở danh mục"
            )
    before = {one.change for one in came.decided.values() if one.verdict is Verdict.ACCEPT}
    type_in = binding_in(_binder(came.done))
    old, new = (
        rewritten(came.taken, before, type_in),
        rewritten(came.taken, {*before, *(one.id for one in chosen)}, type_in),
    )
    for name, text in new.items():
        if text != old.get(name):
            yield _sent(came, context, name, text, old.get(name))
    for change in chosen:
        actions.decide_change(context, came.sha256, change.id, Verdict.ACCEPT, report=came.report, period=came.period)


def _sent(came: Came, context: Context, name: str, text: str, before: str | None) -> str:
    """A narrative as its next version; refused where somebody wrote a newer one since the draft."""
    drafted, latest = (
        _latest(came.done.snapshot.narratives, came, name),
        _latest(context.store.snapshot(context.now).narratives, came, name),
    )
    known = before if before is not None else drafted.text if drafted else ""
    if (latest.text if latest else "") != known.strip():
        raise RefusalError(f"phần viết {name} đã có bản mới hơn dự thảo này; đề nghị lập dự thảo mới rồi đối chiếu lại")
    if not text.strip():
        raise RefusalError(f"bỏ hết phần viết {name} thì báo cáo còn chỗ trống; đề nghị gửi phần viết khác")
    owners = {node.id: node.owner for node in narratives_of(came.done.definition)}
    sender = latest.sender if latest else owners.get(name) or came.done.report.unit
    kept = actions.accept_narrative(context, report=came.report, section=name, period=came.period, unit=came.done.report.unit,
                                    sender=sender, text=text)  # fmt: skip
    return f"Phần viết {name}: đã nhận bản {kept.version}."


def _latest(narratives: Sequence[Narrative], came: Came, name: str) -> Narrative | None:
    wanted = (came.report, name, came.period, came.done.report.unit)
    found = [one for one in narratives if (one.report, one.section, one.period, one.unit) == wanted]
    return max(found, key=lambda one: one.version, default=None)


def _keep(came: Came, context: Context, change: Change, reason: str) -> str:
    if not isinstance(change, FigureChange) or change.figure is None or change.kind not in _KEPT:
        raise RefusalError("chỉ giữ riêng được số của báo cáo đã đổi giá trị hoặc cách viết")
    if quantity_typed(change.now, change.figure.quantity) is None:
        raise RefusalError(f"“{change.now}” không đọc được thành một số liệu")
    kept = Override(
        came.report, came.period, change.figure.id, change.now, change.was, reason, "", came.moment, came.sha256
    )
    actions.keep_figure(context, kept, change.id)
    return f"Giữ “{change.now}” riêng cho văn bản này, thay cho “{change.was}”."


def _ask(came: Came, context: Context, change: Change, text: str) -> str:
    if not isinstance(change, FigureChange) or not change.owner:
        raise RefusalError("chỉ hỏi được nơi gửi về một số liệu có nơi gửi")
    key = str(change.figure.key) if change.figure and change.figure.key else ""
    said = f"Báo cáo ghi “{change.was}”, bản sửa ghi “{change.now}”. Đề nghị kiểm tra và gửi lại biểu nếu số đã đổi."
    question = Remark("", RemarkKind.QUESTION, came.report, came.period, ", ".join(change.authors), f"{said} {text}".strip(), "",
                      came.moment, change.owner, key, change.figure.id if change.figure else "", change.words,
                      sha256=came.sha256)  # fmt: skip
    actions.ask_owner(context, question, change.id)
    name = came.done.held.territory.name(change.owner, came.period.end)
    return f"Đã hỏi {name} về “{change.was or change.now}”."


def _undo(came: Came, context: Context, change: Change, reason: str) -> str:
    actions.decide_change(
        context, came.sha256, change.id, Verdict.UNDO, report=came.report, period=came.period, reason=reason
    )
    return f"Bỏ thay đổi “{_short(change.now or change.was)}”; dự thảo sau ghi như cũ."


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59].rstrip()}…"
