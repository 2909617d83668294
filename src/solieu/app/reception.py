"""What comes in: a file becomes submissions with their doubts; answers to them; acceptance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath

from solieu.actions import Context, RefusalError, submit
from solieu.app.workspace import Workspace
from solieu.core import Finding, Period
from solieu.facts import Submission, SubmissionState
from solieu.intake import Identity, ReadForm, answer_workbook, blank_form, read_forms
from solieu.intake.opening import open_file


@dataclass(frozen=True, slots=True)
class Received:
    """One form of a file. ``submission`` is None when it was not taken; ``refused`` and ``findings`` then say why.
    ``again`` is the same send that came before."""

    submission: Submission | None
    findings: tuple[Finding, ...]
    read: ReadForm
    refused: str = ""
    again: bool = False


def receive(
    workspace: Workspace,
    content: bytes,
    filename: str,
    *,
    user: str = "",
    expected: Identity | None = None,
    sender_key: str = "",
    on_behalf_of: str = "",
) -> tuple[Received, ...]:
    """Read one file and hand in each form of it. A stop leaves nothing of its form behind; every other doubt travels
    with the submission. One form that is refused does not keep the others out."""
    context = workspace.context(user)
    forms = read_forms(content, filename, catalog=context.catalog, territory=context.territory, expected=expected,
                       prefill=workspace.prefill)  # fmt: skip
    received = []
    for form in forms:
        key = _key(sender_key, form) if sender_key and len(forms) > 1 else sender_key
        received.append(_hand_in(workspace.context(user), form, key, on_behalf_of))
    return tuple(received)


def _key(key: str, form: ReadForm) -> str:
    """Forms of one file are several sends; each keeps its own key, so that the file sent again is known."""
    return f"{key}:{form.at.form.id}:{form.at.unit}:{form.at.period}" if form.at else key


def _hand_in(context: Context, form: ReadForm, sender_key: str, on_behalf_of: str) -> Received:
    if form.at is None or form.is_stopped:
        return Received(None, form.findings, form)
    draft = Submission(
        id="",
        form=form.at.form.id,
        form_version=form.at.form.version,
        unit=form.at.unit,
        period=form.at.period,
        sender=form.at.sender,
        actor="",
        sent_at=datetime.min.replace(tzinfo=UTC),
        state=SubmissionState.DRAFT,
        sender_key=sender_key,
        filename=form.filename,
        on_behalf_of=on_behalf_of,
        remark=form.remark,
        staged=form.staged,
        stated=form.stated,
        doubts=form.findings,
    )
    before = {sent.id for sent in context.store.sends_of(draft.form, draft.unit, draft.period, draft.sender)}
    try:
        sent = submit(context, draft, form.original)
    except RefusalError as refusal:
        return Received(None, form.findings, form, refused=str(refusal))
    return Received(sent, form.findings, form, again=sent.id in before)


def answers(received: Sequence[Received], *, moment: datetime) -> Iterator[tuple[str, bytes]]:
    """For each workbook that there is something to say about: a file name, and the workbook with what is to be said."""
    for name in dict.fromkeys(one.read.filename for one in received):
        forms = [one.read for one in received if one.read.filename == name]
        findings = [finding for form in forms for finding in form.findings]
        if findings:
            content = answer_workbook(forms[0].content, name, findings, moment=moment)
            yield f"{PurePath(name).stem}.tra_loi.xlsx", content


def answer_to(context: Context, submission: Submission, findings: Sequence[Finding]) -> bytes:
    """The workbook of a submission with everything that was found about it. A count of a register has no workbook."""
    content = context.store.content(submission.sha256) if submission.sha256 else b""
    inside = {opened.filename: opened.content for opened in open_file(content, submission.filename)}
    workbook = inside.get(submission.filename, content)  # one of an archive, or the file itself
    return answer_workbook(workbook, submission.filename, findings, moment=context.now)


def blank(workspace: Workspace, form: str, unit: str, period: Period, sender: str = "") -> bytes:
    """The sheet to send out, with what is known already."""
    at = workspace.occasion(form, unit, period, sender)
    held = workspace.definitions()
    return blank_form(at, catalog=held.catalog, territory=held.territory, prefill=workspace.prefill(at),
                      moment=workspace.clock())  # fmt: skip
