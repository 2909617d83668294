"""Which state leads where. What is not in a table is refused with what was expected."""

from __future__ import annotations

from collections.abc import Mapping

from solieu.actions.context import RefusalError
from solieu.facts import SubmissionState as S

SUBMISSION: Mapping[tuple[str, str], str] = {
    (S.DRAFT, "confirm"): S.SENT,
    (S.DRAFT, "return"): S.RETURNED,
    (S.DRAFT, "supersede"): S.SUPERSEDED,
    (S.SENT, "explain"): S.SENT,
    (S.ACCEPTED, "explain"): S.ACCEPTED,  # what is found later: a register was corrected, another form contradicts
    (S.SENT, "accept"): S.ACCEPTED,
    (S.SENT, "return"): S.RETURNED,
    (S.ACCEPTED, "supersede"): S.SUPERSEDED,
    (S.SENT, "supersede"): S.SUPERSEDED,
    (S.RETURNED, "supersede"): S.SUPERSEDED,
}
REPORT: Mapping[tuple[str, str], str] = {
    ("draft", "draft"): "draft",
    ("draft", "sign_content"): "content_signed",
    ("content_signed", "draft"): "draft",
    ("content_signed", "sign_layout"): "layout_signed",
    ("layout_signed", "draft"): "draft",
    ("layout_signed", "issue"): "issued",
    ("issued", "replace"): "replaced",
    ("issued", "recall"): "recalled",
    ("replaced", "draft"): "draft",
    ("recalled", "draft"): "draft",
}
IN_VIETNAMESE = {
    "draft": "dự thảo",
    "sent": "đã gửi",
    "returned": "trả lại",
    "accepted": "đã tiếp nhận",
    "superseded": "đã được thay thế",
    "content_signed": "đã ký duyệt nội dung",
    "layout_signed": "đã ký duyệt thể thức",
    "issued": "đã phát hành",
    "replaced": "đã thay thế",
    "recalled": "đã thu hồi",
}
VERBS = {
    "confirm": "xác nhận",
    "explain": "giải trình",
    "accept": "tiếp nhận",
    "return": "trả lại",
    "supersede": "thay thế",
    "draft": "lập dự thảo",
    "sign_content": "ký duyệt nội dung",
    "sign_layout": "ký duyệt thể thức",
    "issue": "phát hành",
    "replace": "thay thế",
    "recall": "thu hồi",
}


def following(table: Mapping[tuple[str, str], str], state: str, verb: str, object: str) -> str:
    """The state that a verb leads to. Raises RefusalError that names the states from which it would be possible."""
    target = table.get((state, verb))
    if target is not None:
        return target
    wanted = sorted({IN_VIETNAMESE[start] for start, known in table if known == verb})
    raise RefusalError(
        f"không {VERBS[verb]} được {object} khi đang “{IN_VIETNAMESE[state]}”; cần ở trạng thái: {', '.join(wanted)}"
    )
