"""A rich paper with invented content: every kind of block and run, two pages of text, an annex wider than its page."""

from datetime import UTC, datetime

from solieu.documents import (
    Annex,
    Block,
    Cell,
    FigureRun,
    Gap,
    Heading,
    ListBlock,
    Note,
    NoteMark,
    PageParts,
    Paper,
    Paragraph,
    Runs,
    Table,
    Text,
)

MOMENT = datetime(2031, 4, 9, 7, 30, tzinfo=UTC)


def figure(text: str, name: str, *, bold: bool = False) -> FigureRun:
    return FigureRun(text, name, (f"mau.{name.lower()}:h.suoi_may:2031-Q1",), bold=bold)


def say(*runs: str | Text | FigureRun | Gap | NoteMark) -> Runs:
    return tuple(Text(run) if isinstance(run, str) else run for run in runs)


PARTS = PageParts(
    parent_body="UBND TỈNH HẢI ĐÔNG",
    issuing_body="ỦY BAN NHÂN DÂN HUYỆN SUỐI MÂY",
    number="        /BC-UBND",
    place_and_date="Suối Mây, ngày      tháng 4 năm 2031",
    type_name="BÁO CÁO",
    subject="Kết quả trồng cây bóng mát, chăm sóc vườn ươm quý I năm 2031 và việc cần làm trong quý II năm 2031",
    draft_mark="Dự thảo lần 2",
    closing="Trên đây là kết quả trồng cây bóng mát quý I năm 2031, Ủy ban nhân dân huyện Suối Mây kính báo cáo./.",
    recipients=(
        "UBND tỉnh (b/c);",
        "Sở Xây dựng",
        "Chủ tịch, các Phó Chủ tịch UBND huyện,",
        "Các trường học, trạm y tế và nhà văn hóa trên địa bàn (t/h).",
        "Lưu: VT, KT (Lan)",
    ),
    authority="TM. ỦY BAN NHÂN DÂN",
    title="CHỦ TỊCH",
    signer="Đinh Thị Mẫu",
)

NOTE = Note(
    (
        say("Trong đó: xã Bến Đò ", figure("412", "T03"), " cây, xã Cầu Tre ", figure("388,5", "T04"), " cây quy đổi."),
        say(
            "Số cây quy đổi tính theo đường kính tán; cây chết trong tháng đầu được ",
            Text("trồng thay", italic=True),
            ".",
        ),
    )
)
SECOND_NOTE = Note((say("Giá tạm tính theo báo giá của ba vườn ươm."),))

_LONG = (
    "Các tổ dân phố tự chọn loài cây, đào hố trước mười ngày, nhận cây tại vườn ươm và cùng tưới trong mùa khô; "
    "mỗi tuyến đường có một người theo dõi, ghi sổ số cây sống, số cây phải thay và gửi về huyện vào cuối tháng. "
)

BODY: tuple[Block, ...] = (
    Heading(1, "Phần I\nKẾT QUẢ QUÝ I"),
    Heading(2, "I. TRỒNG MỚI"),
    Heading(3, "1. Cây bóng mát"),
    Heading(4, "a) Trên đường huyện"),
    Heading(5, "- Tuyến bờ sông"),
    Paragraph(
        say(
            "Đến ngày 31/3/2031, toàn huyện trồng được ",
            figure("1.250", "T01", bold=True),
            " cây, ",
            Text("đạt ", bold=True),
            figure("62,5%", "T02"),
            " kế hoạch năm",
            NoteMark(NOTE),
            Text("; cây lim xẹt và cây sấu chiếm phần lớn", italic=True),
            ". ",
            _LONG,
        )
    ),
    ListBlock(
        (
            say("Lim xẹt: ", figure("700", "T05"), " cây, trồng ở các tuyến ven sông, nơi đất ẩm và có kè;"),
            say("Sấu: ", figure("550", "T06"), " cây."),
        )
    ),
    Heading(3, "2. Vườn ươm"),
    Paragraph(say("Vườn ươm trung tâm giao ", Gap("[chưa có số: Trạm giống cây]"), " cây giống. ", _LONG, _LONG)),
    *(Paragraph(say(f"Đợt {number}: ", _LONG * 2)) for number in range(1, 5)),
    Heading(2, "II. CHI PHÍ"),
    Paragraph(
        say("Chi phí ước ", figure("845", "T07"), " triệu đồng", NoteMark(SECOND_NOTE), " & các khoản < 5 triệu.")
    ),
    Table(
        widths=(12, 70, 30),
        head=(Cell(say("STT")), Cell(say("Khoản chi")), Cell(say("Số tiền"))),
        marks=("A", "B", "1"),
        rows=(
            (Cell(say("1"), "center"), Cell(say("Cây giống")), Cell(say(figure("600", "T08")), "right")),
            (Cell(say("2"), "center"), Cell(say("Công trồng")), Cell(say(figure("245", "T09")), "right")),
        ),
        unit_line="ĐVT: triệu đồng",
        notes=("Chưa gồm công của người dân.",),
    ),
    *(Paragraph(say(f"Việc thứ {number}: ", _LONG * 2)) for number in range(1, 5)),
)


def _row(number: int) -> tuple[Cell, ...]:
    total = number % 9 == 1
    values = (number * 37, number * 41, number * 1000, number * 12.5)
    shown = (f"{value:,}".replace(",", " ").replace(".", ",").replace(" ", ".") for value in values)
    return (
        Cell(say(str(number)), "center", total),
        Cell(say(f"Xã số {number}, gồm các tuyến đường liên thôn và sân trường"), "left", total, 0 if total else 1),
        *(Cell(say(figure(text, f"B{number:02}{place}")), "right", total) for place, text in enumerate(shown)),
        Cell(say("Số của cùng kỳ: suy ra" if number % 4 == 0 else ""), "left"),
    )


WIDE = Table(
    widths=(12, 92, 36, 36, 36, 36, 52),
    head=tuple(
        Cell(say(text), "center", True)
        for text in ("STT", "Tên xã", "TH quý I/2030", "TH quý I/2031", "KH năm 2031", "% so cùng kỳ", "Ghi chú")
    ),
    marks=("A", "B", "1", "2", "3", "4=2/1", "C"),
    rows=tuple(_row(number) for number in range(1, 31)),
    unit_line="ĐVT: cây",
    notes=("Ký hiệu: “…” chưa có số liệu.",),
)

PAPER = Paper(
    title="Kết quả trồng cây bóng mát quý I/2031",
    parts=PARTS,
    blocks=BODY,
    annexes=(
        Annex(
            title="Phụ lục I",
            subtitle="SỐ CÂY TRỒNG THEO XÃ",
            attached_to="(Kèm theo Báo cáo số      /BC-UBND ngày      tháng 4 năm 2031 của UBND huyện Suối Mây)",
            blocks=(Paragraph(say("Số cây đếm tại chỗ, không tính cây trồng trong vườn nhà.")), WIDE),
        ),
        Annex(
            title="Phụ lục II",
            subtitle="LOÀI CÂY NÊN TRỒNG",
            attached_to="",
            blocks=(ListBlock((say("Lim xẹt;"), say("Sấu;"), say("Bằng lăng."))),),
            landscape=False,
        ),
    ),
    figures={f"T{number:02}": (f"mau.t{number:02}:h.suoi_may:2031-Q1",) for number in range(1, 10)},
)
