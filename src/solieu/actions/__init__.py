"""One verb a file: rights, one transaction, one row of the journal."""

from solieu.actions.accept import accept, beside, checked, findings_of, stated_by, unanswered
from solieu.actions.activate_catalog import activate_catalog
from solieu.actions.actor import Actor
from solieu.actions.close_period import close_period, reopen_period
from solieu.actions.confirm import confirm
from solieu.actions.context import Context, JournalRow, RefusalError, ReportRow, Store, deed
from solieu.actions.count import count_differences, count_register
from solieu.actions.decide import decide
from solieu.actions.decide_change import ask_owner, decide_change, end_override, keep_figure
from solieu.actions.explain import explain
from solieu.actions.grant import grant, revoke
from solieu.actions.journal import broken_rows
from solieu.actions.narrate import accept_narrative
from solieu.actions.record_event import record_events
from solieu.actions.redact import redact
from solieu.actions.register_rights import keeps, may_record
from solieu.actions.reindex import reindex
from solieu.actions.reply import reply
from solieu.actions.report_life import draft_report, issue, recall, replace_report, sign_content, sign_layout
from solieu.actions.return_back import return_back
from solieu.actions.senders import is_collected, sender_fault, senders_of
from solieu.actions.submit import submit
from solieu.actions.take_back import take_back
from solieu.actions.verify import anchor, journal_faults
from solieu.core import ROLES

__all__ = [
    "ROLES",
    "Actor",
    "Context",
    "JournalRow",
    "RefusalError",
    "ReportRow",
    "Store",
    "accept",
    "accept_narrative",
    "activate_catalog",
    "anchor",
    "ask_owner",
    "beside",
    "broken_rows",
    "checked",
    "close_period",
    "confirm",
    "count_differences",
    "count_register",
    "decide",
    "decide_change",
    "deed",
    "draft_report",
    "end_override",
    "explain",
    "findings_of",
    "grant",
    "is_collected",
    "issue",
    "journal_faults",
    "keep_figure",
    "keeps",
    "may_record",
    "recall",
    "record_events",
    "redact",
    "reindex",
    "reopen_period",
    "replace_report",
    "reply",
    "return_back",
    "revoke",
    "sender_fault",
    "senders_of",
    "sign_content",
    "sign_layout",
    "stated_by",
    "submit",
    "take_back",
    "unanswered",
]
