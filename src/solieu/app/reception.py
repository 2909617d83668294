"""What comes in: a file becomes a submission with its doubts; answers to them; acceptance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from solieu.actions import Context, RefusalError, submit
from solieu.app.workspace import Workspace
from solieu.core import Finding, Period
from solieu.facts import Submission, SubmissionState
from solieu.intake import ReadForm, blank_form, read_form
from solieu.intake.recognition import Identity


@dataclass(frozen=True, slots=True)
class Received:
    """``submission`` is None when the file was not taken; ``findings`` then say why."""

    submission: Submission | None
    findings: tuple[Finding, ...]
    read: ReadForm


def receive(
    workspace: Workspace,
    content: bytes,
    filename: str,
    *,
    user: str = "",
    expected: Identity | None = None,
    sender_key: str = "",
    on_behalf_of: str = "",
) -> Received:
    """Read one file and hand it in. A stop leaves nothing behind; every other doubt travels with the submission."""
    context = workspace.context(user)
    read = read_form(content, filename, catalog=context.catalog, territory=context.territory, expected=expected)
    if read.at is not None:
        prefill = workspace.prefill(read.at)
        read = read_form(content, filename, catalog=context.catalog, territory=context.territory, expected=expected,
                         prefill=prefill)  # fmt: skip
    if read.at is None:
        return Received(None, read.findings, read)
    draft = Submission(
        id="",
        form=read.at.form.id,
        form_version=read.at.form.version,
        unit=read.at.unit,
        period=read.at.period,
        sender=read.at.sender,
        actor="",
        sent_at=datetime.min.replace(tzinfo=UTC),
        state=SubmissionState.DRAFT,
        sender_key=sender_key,
        filename=filename,
        on_behalf_of=on_behalf_of,
        staged=read.staged,
        stated=read.stated,
        doubts=read.findings,
    )
    try:
        return Received(submit(context, draft, content), read.findings, read)
    except RefusalError:
        if any(finding.consequence.value == "stop" for finding in read.findings):
            return Received(None, read.findings, read)
        raise


def blank(workspace: Workspace, form: str, unit: str, period: Period, sender: str = "") -> bytes:
    """The sheet to send out, with what is known already."""
    at = workspace.occasion(form, unit, period, sender)
    held = workspace.definitions()
    return blank_form(at, catalog=held.catalog, territory=held.territory, prefill=workspace.prefill(at),
                      moment=workspace.clock())  # fmt: skip


def submission_or_refuse(context: Context, id: str) -> Submission:
    found = context.store.submission(id)
    if found is None:
        near = [known.id for known in context.store.submissions() if id in known.id][:5]
        raise RefusalError(f"không có lần gửi “{id}”" + (f"; gần giống: {', '.join(near)}" if near else ""))
    return found
