"""Tasks: late first, by lead, waiting for one another, read by whom they concern; targets that nobody follows."""

from __future__ import annotations

from datetime import date

import pytest

from solieu import actions
from solieu.app.task_text import loose_text, tasks_text
from solieu.app.tasks import by_unit, loose_targets, tasks
from solieu.catalog import load_bundle
from solieu.facts import EntryEvent
from workplace import COMMUNE, DISTRICT, NEIGHBOUR, Workplace

REGISTER = """
title: Sổ việc thử
owner: van_phong
label: "{viec}"
states: {giao: Đang thực hiện, xong: Đã xong, thoi: Thôi giao}
fields:
  - {id: viec, title: Việc, type: text, required: true}
  - {id: chu_tri, title: Đơn vị chủ trì, type: unit, required: true}
  - {id: phoi_hop, title: Phối hợp, type: unit, many: true}
  - {id: nguoi, title: Người phụ trách, type: text, required: true}
  - {id: han, title: Hạn, type: date, required: true}
  - {id: cho, title: Chờ việc, type: entry, register: viec_thu, many: true}
  - {id: chi_tieu, title: Chỉ tiêu, type: text}
  - {id: tien_do, title: Tiến độ, type: text}
events:
  - {id: giao, title: Giao việc, to: giao}
  - {id: bao_cao, title: Báo cáo tiến độ, from: [giao], needs: [tien_do], by: [{field: chu_tri}]}
  - id: xong
    title: Hoàn thành
    from: [giao]
    to: xong
    by: [{field: chu_tri}, {role: chu_tich}]
    waits: {field: cho, states: [xong]}
  - {id: thoi, title: Thôi giao, from: [giao], to: thoi}
deadlines:
  - {id: han, title: Hạn, field: han, ends: [xong, thoi], warn: 7}
tasks: {lead: chu_tri, support: phoi_hop, person: nguoi, deadline: han, waits: cho, indicator: chi_tieu, progress: tien_do}
"""
GIVEN = {
    "tai_dinh_cu": ("Hoàn thành khu tái định cư", COMMUNE, "2024-02-20", {}),
    "thu_hoi": ("Thu hồi đất", COMMUNE, "2024-03-10", {"cho": "tai_dinh_cu", "phoi_hop": NEIGHBOUR}),
    "bao_cao": ("Báo cáo rà soát", NEIGHBOUR, "2024-05-31", {"chi_tieu": "ngan_sach.thu_tren_dia_ban"}),
}


@pytest.fixture
def desk(office_desk: Workplace) -> Workplace:
    """It is 5 March 2024; three tasks were given on 10 January."""
    context = office_desk.by()
    loaded = load_bundle({**context.catalog.files, "registers/viec_thu.yaml": REGISTER.encode()})
    assert loaded.catalog is not None, loaded.mistakes
    actions.activate_catalog(context, loaded.catalog)
    events = [
        (id, EntryEvent("giao", date(2024, 1, 10), office_desk.clock(), "", tuple({"viec": what, "chu_tri": lead,
                        "nguoi": "minh họa", "han": due, **more}.items())))
        for id, (what, lead, due, more) in GIVEN.items()
    ]  # fmt: skip
    actions.record_events(office_desk.by("van_phong"), "viec_thu", events, unit=DISTRICT)
    return office_desk


def event(desk: Workplace, user: str, id: str, name: str, **fields: str) -> None:
    happened = EntryEvent(name, date(2024, 3, 5), desk.clock(), "", tuple(fields.items()))
    actions.record_events(desk.by(user), "viec_thu", [(id, happened)], unit=DISTRICT)


def listed(desk: Workplace, user: str = "", day: date | None = None) -> list[tuple[str, str]]:
    return [(task.id, task.standing) for task in tasks(desk.by(user), day)]


def test_late_comes_first_then_soon(desk: Workplace) -> None:
    assert listed(desk) == [("tai_dinh_cu", "qua_han"), ("thu_hoi", "sap_den_han"), ("bao_cao", "con_han")]
    assert [lead for lead, _ in by_unit(tasks(desk.by()))] == [COMMUNE, NEIGHBOUR]
    assert listed(desk, day=date(2024, 2, 1))[0] == ("tai_dinh_cu", "con_han"), "as it stood on a past day"


def test_each_sees_what_concerns_it(desk: Workplace) -> None:
    assert [id for id, _ in listed(desk, COMMUNE)] == ["tai_dinh_cu", "thu_hoi"]
    assert [id for id, _ in listed(desk, NEIGHBOUR)] == ["thu_hoi", "bao_cao"], "supporting units too"
    assert listed(desk, "phong_nnptnt") == []


def test_what_waits_for_what(desk: Workplace) -> None:
    waiting = {task.id: [one.label for one in task.waiting] for task in tasks(desk.by())}
    assert waiting == {"tai_dinh_cu": [], "thu_hoi": ["Hoàn thành khu tái định cư"], "bao_cao": []}
    with pytest.raises(actions.RefusalError, match="chờ mục “tai_dinh_cu” đến trạng thái “Đã xong”, nhưng mục đó đang"):
        event(desk, COMMUNE, "thu_hoi", "xong")
    event(desk, COMMUNE, "tai_dinh_cu", "xong")
    event(desk, COMMUNE, "thu_hoi", "xong")
    assert listed(desk) == [("bao_cao", "con_han")]
    done = {task.id: task.standing for task in tasks(desk.by(), with_done=True)}
    assert done == {"bao_cao": "con_han", "tai_dinh_cu": "tre_han", "thu_hoi": "dung_han"}


def test_the_lead_reports_and_nobody_else(desk: Workplace) -> None:
    event(desk, COMMUNE, "tai_dinh_cu", "bao_cao", tien_do="Đã san nền")
    for user in (NEIGHBOUR, "van_phong", "chu_tich"):
        with pytest.raises(actions.RefusalError, match="do người ghi sổ của đơn vị ở “Đơn vị chủ trì” ghi"):
            event(desk, user, "tai_dinh_cu", "bao_cao", tien_do="Đã san nền")
    event(desk, "chu_tich", "bao_cao", "xong")
    with pytest.raises(actions.RefusalError, match="cần “Tiến độ”"):
        event(desk, COMMUNE, "tai_dinh_cu", "bao_cao")


def test_the_list_as_text_names_unit_person_and_days(desk: Workplace) -> None:
    event(desk, COMMUNE, "tai_dinh_cu", "bao_cao", tien_do="Đã san nền")
    lines = tasks_text(desk.by(), tasks(desk.by())).splitlines()
    assert lines == [
        "Xã Bằng Mạc: 2 nhiệm vụ, 1 quá hạn, 1 sắp đến hạn",
        "  tai_dinh_cu: Hoàn thành khu tái định cư (minh họa), hạn 20/02/2024: quá hạn 14 ngày; tiến độ: Đã san nền",
        "  thu_hoi: Thu hồi đất (minh họa), hạn 10/3/2024: còn 5 ngày; chờ: Hoàn thành khu tái định cư",
        "Xã Gia Lộc: 1 nhiệm vụ, 0 quá hạn, 0 sắp đến hạn",
        "  bao_cao: Báo cáo rà soát (minh họa), hạn 31/5/2024: còn 87 ngày",
        "Cộng 3 nhiệm vụ, 1 quá hạn, 1 sắp đến hạn.",
    ]


def test_a_target_that_nobody_follows(desk: Workplace) -> None:
    """KH01 assigns revenue and spending; a task names revenue, nobody follows spending."""
    cells = {("01", "tinh"): "49.700", ("02", "tinh"): "776.000"}
    rows = desk.by().catalog.forms["kh01_gct_n"]
    column = next(one.id for one in rows.columns if one.series.startswith("target"))
    desk.accepted("kh01_gct_n", DISTRICT, {(row, column): value for (row, _), value in cells.items()}, period="2024")
    found = {one.indicator: one.fault for one in loose_targets(desk.by(), 2024)}
    assert "ngan_sach.thu_tren_dia_ban" not in found
    assert found["ngan_sach.chi_tren_dia_ban"] == "chưa có nhiệm vụ"
    assert "ngan_sach.chi_tren_dia_ban" in loose_text(loose_targets(desk.by(), 2024))
    assert loose_targets(desk.by(), 2030) == ()
