"""What a local report counts: the nouns that stand after a numeral, by field, and the longest of them at a place.

A noun of several words stands here when it is what is counted (*tin báo*, *bài thi*, *khẩu súng*); a classifier with
its describing words (*phòng chuyên môn*) is counted by the classifier alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from solieu.vietnamese.text import spelling_key

COUNT_NOUNS: dict[str, str] = {
    "people": """
        anh, ân bà, bà con, bà mẹ, bạn, bạn đọc, bé, bé gái, bé trai, bị can, bị cáo, bị hại, bộ đội, ca, cá nhân,
        cán bộ, cán sự, cặp, cháu, chị, chị em, chủ hộ, chủ rừng, chủ thể, chủ tịch, chủ cơ sở, chủ đầu tư, chủ nhà,
        chủ tàu, chủ xe, chuyên gia, chuyên viên, con nuôi, công an, công an viên, công chức, công dân, công nhân,
        cộng tác viên, cụ, cử tri, cựu chiến binh, cựu thanh niên xung phong, dân, dân công, dân quân, diễn viên,
        doanh nhân, du khách, đại biểu, đảng viên, đoàn viên, đối tượng, đồng bào, đồng chí, em, gia đình, giám đốc,
        giảng viên, giáo dân, giáo sĩ, giáo viên, hạ sĩ quan, hành khách, hòa giải viên, họa sĩ, học sinh, học viên,
        hội viên, huấn luyện viên, hướng dẫn viên, kế toán, khách, khách hàng, khẩu, HK, kỹ sư, kỹ thuật viên, lái xe,
        lãnh đạo, lao động, liệt sĩ, luật sư, lượt bệnh nhân, lượt con, lượt hộ, lượt khách, lượt người, mẹ,
        mẹ Việt Nam anh hùng, nam, nam giới, nạn nhân, nghệ nhân, nghệ sĩ, nghi phạm, ngư dân, người, nhà báo,
        nhà đầu tư, nhà giáo, nhà khoa học, nhà tài trợ, nhà thầu, nhà văn, nhân chứng, nhân khẩu, nhân sự, nhân viên,
        nông dân, nữ, nữ giới, ông, phạm nhân, phật tử, phóng viên, phụ huynh, phụ nữ, quan chức, quần chúng,
        quân nhân, sản phụ, sĩ quan, sĩ tử, sinh viên, tăng ni, tân binh, tập thể, thai phụ, thanh niên,
        thanh thiếu niên, thành viên, thân nhân, thầy, thầy cô, thí sinh, thiếu nhi, thiếu niên, thủ khoa,
        thuyền viên, thương binh, thương nhân, tiểu thương, tín đồ, tình nguyện viên, tổ viên, trẻ, trẻ em,
        trẻ sơ sinh, trí thức, trưởng thôn, tu sĩ, tuyên truyền viên, ứng cử viên, ứng viên, vận động viên, vị,
        viên chức, vợ chồng, xã viên, nhà sư, thực tập sinh, tu nghiệp sinh
    """,
    "households and places": """
        ấp, bản làng, buôn, châu, chòm, đảo, đặc khu, địa bàn, địa chỉ, địa điểm, địa phương, điểm, điểm cầu, điểm
        nóng, điểm trường, đô thị, đơn vị, hộ, huyện, khóm, khu, khu phố, khu vực, làng, làng nghề, miền, nước,
        phường, quận, quốc gia, thành phố, thị trấn, thị xã, thôn, tỉnh, tổ dân phố, trung tâm, vị trí, vùng, xã, xóm
    """,
    "agriculture, forestry, water": """
        ao, bầu, bè, bể, bó, búi, cánh đồng, cây, chu kỳ, chủng loại, chuỗi, chuồng, con, cống, cơ sở, cụm, cửa hàng,
        cửa khẩu, đàn, đầm, đập, đoạn, đội, giếng, giống, gốc, hầm, hom, hồ, hợp tác xã, kênh, lán, loài, lồng, luống,
        lứa, mã, mã số, mã vùng trồng, máy, máy bơm, máy cày, máy gặt, mô hình, mùa, nái, nhánh, ong, ô, ổ, ổ dịch,
        phao, quả, quả trứng, rọ, sản phẩm, tàu, tàu cá, thuyền, tổ hợp tác, tổ ong, trạm, trạm bơm, trang trại,
        trứng, túi, tuyến, vật nuôi, vụ, vùng trồng, vườn, xâu
    """,
    "industry, construction, transport": """
        ao nuôi, ba rem, bãi, bảng, băng chuyền, bến, bến xe, biển, biển báo, bóng, bóng đèn, cảng, căn, căn hộ, căn
        nhà, cầu, cây xăng, chiếc, chốt, chuyến, con đường, công trình, cột, cột mốc, cửa, dãy, dây chuyền, đầu máy,
        đèn, điểm đen, đường, đường dây, đường ống, gian, gian hàng, gói, gói thầu, hạng mục, hầm mỏ, hố ga, hộc, kè,
        khách sạn, khẩu trang, kho, khối nhà, làn, lò, lô, máy bay, máy biến áp, máy kéo, máy móc, máy xúc, mỏ, ngã
        tư, ngầm, ngầm tràn, ngôi, ngôi nhà, nhà, nhà dân, nhà máy, nhà trọ, nhà xưởng, nhịp, nút giao, ô tô, phân
        xưởng, phòng, phòng học, phòng ngủ, phòng trọ, phương tiện, quốc lộ, tàu hỏa, tầng, thang máy, thiết bị,
        thùng, thửa, toa, tòa, tòa nhà, toa tàu, tổ máy, trạm biến áp, trạm BTS, trạm thu phí, trụ, tua, tua bin,
        tuabin, vòng xoay, xe, xe buýt, xe container, xe cứu thương, xe khách, xe máy, xe mô tô, xe ô tô, xe tải, xí
        nghiệp, xưởng
    """,
    "trade, enterprise, tourism, finance": """
        ATM, bao, chai, chi nhánh, chợ, container, công ty, doanh nghiệp, đại lý, đại siêu thị, đơn hàng, giao dịch,
        giấy phép, hãng, hàng hóa, hóa đơn, homestay, hội chợ, hộp, hợp đồng, ki ốt, kiốt, lon, máy ATM, máy POS, mặt
        hàng, món, món vay, ngành hàng, ngân hàng, nhà hàng, nhà nghỉ, nhãn hiệu, nhóm hàng, pallet, phiên, phiên chợ,
        phòng giao dịch, quầy, quỹ, sàn, sạp, siêu thị, sổ, tài khoản, tập đoàn, thẻ, thị trường, thông số, thuê bao,
        thương hiệu, tour, vé
    """,
    "planning, budget, investment": """
        báo cáo, bậc, biểu, biểu mẫu, cấp, chỉ số, chỉ tiêu, chương trình, công việc, danh mục, dự án, đề án, đề nghị,
        định hướng, đồ án, giải pháp, hình thức, hoạt động, hồ sơ, kế hoạch, khoản, khoản vay, kịch bản, lĩnh vực,
        loại, loại hình, mối quan hệ, mục, mục đích, mục tiêu, mức, mức độ, ngành, ngành nghề, nghề, nguồn, nguồn lực,
        nguồn thu, nguồn vốn, nhiệm vụ, nhóm, nội dung, phần, phần việc, phong trào, phụ lục, phương án, quy hoạch,
        sắc thuế, số liệu, tiêu chí, tiêu chuẩn, tiểu dự án, trụ cột, vấn đề, việc, việc làm
    """,
    "education, science": """
        bài, bài báo, bài dạy, bài dự thi, bài giảng, bài học, bài thi, bài viết, bằng sáng chế, bậc học, câu hỏi, chỗ
        ngồi, chuyên đề, công bố, cuốn, đầu sách, đề tài, đề thi, giải, giải thưởng, giờ dạy, HCB, HCĐ, HCV, học bổng,
        hội đồng thi, huy chương, khoa, khóa, lớp, máy tính, môn, nghiên cứu, nguyện vọng, nhóm trẻ, phát minh, phòng
        bộ môn, phòng máy, phòng thi, quyển, sách, sáng chế, sáng kiến, tập, thạc sĩ, tiến sĩ, tiết, trang, trường,
        tựa sách, văn bằng
    """,
    "health, social protection": """
        bác sĩ, bàn tiêm, bệnh, bệnh binh, bệnh nhân, bệnh nhi, bệnh viện, chứng chỉ hành nghề, con dấu, dược sĩ, điều dưỡng,
        giường, giường bệnh, hộ lý, kỹ thuật, liều, mái ấm, máy thở, mâm, mẫu, mũi, nhà thuốc, nhà tiêu, nhà vệ sinh,
        nữ hộ sinh, phần quà, phần thưởng, phiếu, phòng khám, suất, tấm thẻ, thi thể, trạm y tế, trang thiết bị,
        trường hợp, viên thuốc, xe đạp, xe lắc, xe lăn, y bác sĩ, y sĩ, y tá
    """,
    "culture, sport, information": """
        ảnh, áp phích, âm phẩm, bản tin, báo, bảo tàng, bảo vật, băng đĩa, bằng khen, băng rôn, bộ phim, buổi, câu lạc
        bộ, chiến dịch, chùa, chuyên mục, chuyên trang, chương, CLB, clip, cổ vật, cờ, cỡ, cuộc thi, danh hiệu, danh
        thắng, di sản, di tích, dự thảo, đài, đầu báo, đền, đĩa, đình, đoàn, đợt, giải đấu, hiện vật, hình ảnh, hội
        diễn, hội thao, hội thi, khán giả, khẩu hiệu, kỷ lục, lễ hội, ma kết, miếu, ngày hội, nhà sinh hoạt cộng đồng,
        nhà thi đấu, nhà thờ, nhà văn hóa, pa nô, pano, panô, phim, phóng sự, poster, sân, sân bóng, sân chơi, sân
        khấu, sân thể thao, sân vận động, sự kiện, tác phẩm, tạp chí, thiết chế, thư, thư viện, tiết mục, tin, tin
        bài, tin nhắn, tờ gấp, tờ rơi, trận, trò chơi, tủ sách, tượng đài, video, vở, xe tuyên truyền
    """,
    "government, administration, digital": """
        ban, bàn ghế, ban ngành, báo cáo viên, biên bản, biên chế, biên lai, bộ, bộ ngành, bộ phận, bộ tiêu chí, bưu
        phẩm, camera, căn cước, căn cước công dân, cấp phó, cấp trưởng, chi cục, chính sách, chữ ký, chữ ký số, chức
        danh, chứng thư chữ ký số, chứng thư số, cổng, công điện, công văn, cơ quan, cơ sở dữ liệu, CSDL, cuộc, cuộc
        gọi, cuộc họp, dịch vụ, dịch vụ công, dòng, dữ liệu, DVC, DVCTT, đầu mối, điện thoại, định danh, đoàn thể,
        GCN, GCNQSDĐ, giấy, giấy chứng nhận, giấy khai sinh, giấy khen, giấy mời, giấy tờ, gương, hạ tầng, hệ thống,
        hòm thư, hội, hội đồng, hội nghị, hội thảo, huân chương, huy hiệu, kết luận, khâu, khối, khối thi đua, kiến
        nghị, kỳ, kỳ họp, lần, lịch, lượt, lý do, mã QR, mạng lưới, máy chủ, máy điện thoại, máy in, máy quét, máy vi
        tính, nền tảng, nghị định, nghị quyết, phần mềm, phiên họp, phòng ban, phòng họp, quy chế, quy định, quy
        trình, quyết định, sở, sở ban ngành, sở ngành, tài liệu, tên miền, thông báo, thông tin, thông tư, thủ tục,
        thủ tục hành chính, tổ, tổ chức, tờ, tờ khai, tờ trình, trang thông tin, TTHC, ứng dụng, văn bản, văn phòng,
        vị trí việc làm, ý kiến
    """,
    "land, environment, disaster": """
        bãi chôn lấp, bãi rác, cơn, cơn bão, đám cháy, đường dẫn, hố rác, mảnh, mốc, mốc giới, trạm quan trắc, xe chở
        rác, xe rác
    """,
    "justice, inspection, petitions": """
        án, bản, bản án, bản cam kết, bản ghi nhớ, bị đơn, chứng thực, đơn, đương sự, hành vi, hòa giải, khiếu nại,
        lời khai, nguyên đơn, phản ánh, phiên tòa, sai phạm, tin báo, tin tố giác, tố cáo, tủ, vi phạm, vụ việc
    """,
    "defence, police, order": """
        bánh, bánh heroin, băng, băng nhóm, cán bộ chiến sĩ, CBCS, chi tiết, chiến sĩ, công cụ, công cụ hỗ trợ, dao, dùi cui,
        đại đội, đạn, đao, đồn, đồn biên phòng, khẩu pháo, khẩu súng, kiếm, kíp, kíp nổ, lực lượng, lựu đạn, mã tấu,
        mìn, mũ bảo hiểm, nghĩa vụ, ngòi nổ, nguồn tin, pháo, quả bom, quả đạn, quả lựu đạn, quả mìn, quả nổ, quả
        pháo, quân, quân số, súng, tang vật, tép, tép ma túy, tên, tiểu đoàn, tiểu đội, tội danh, tội phạm, trung đội,
        tụ điểm, tù nhân, vật chứng, viên, viên đạn, viên gạch, viên hồng phiến, viên ma túy, vỏ đạn, vòi chữa cháy,
        vũ khí, xác
    """,
    "Party, unions, religion": """
        ấn phẩm, ban chấp hành, cấp ủy, chi bộ, chi đoàn, chi hội, chỉ thị, chức sắc, chức việc, công đoàn, cuộc vận
        động, dân tộc, dòng họ, đại hội, đảng bộ, đoàn cơ sở, đóng góp, hướng dẫn, lời kêu gọi, nghiệp đoàn, nhà
        nguyện, tôn giáo, cấp ủy viên, kỷ niệm chương
    """,
    "classifiers, wholes and parts": """
        bát, bình, bức, bức ảnh, bức tranh, cái, can, câu, chậu, chỉ, chùm, chữ, công, công đất, cục, cuộn, dạng, đầu,
        đầu điểm, đầu việc, đầu xe, đề xuất, điều khoản, điều kiện, đôi, đống, gia cầm, gia súc, giai đoạn, giọt,
        hàng, hạng, hòn, hướng, két, kênh truyền thông, khía cạnh, kì, kiện, kiểu, lá, lọ, lỗi, lượng, lượng vàng,
        máng, mặt trận, mầm, mét hàng rào, miếng, mồi, mối, năm học, năm tuổi, nắp, nét, ngày công, ngày lễ, nguyên
        nhân, nhân, ống, phương thức, ruột, rương, sọt, sợi, tạ rau, tác động, tấm, tấm gương, tấm pin, thanh, thành
        phần, thế hệ, thể loại, thỏi, thời điểm, thời kỳ, tia, tiêu đề, tổ hợp, tổng đài, trường phái, vạch, vế, xu
        hướng, xuất, yêu cầu, yếu tố
    """,
}

# Words that begin like a count noun and are none: nhà máy thủy điện Sông Giang 2 | công suất 37 MW.
NOT_COUNTED = """
    án phí, anh hùng, ảnh hưởng, bài trừ, ban đầu, bản địa, ban hành, bản thân, bao bì, bao che, báo động, bao gồm,
    bao phủ, bao tiêu, bệnh tật, bình ổn, bình quân, bình thường, bình xét, bóng đá, bộ mặt, bộ trưởng, bức xúc, ca
    ngợi, can thiệp, căn cứ, cấp bách, cấp cứu, cấp đổi, cấp nước, cấp phát, cấp phép, chỉ đạo, chỉ định, chi phí, chi
    trả, chủ động, chủ yếu, con em, con số, công bằng, công cộng, công khai, công lập, công nghệ, công nghiệp, công
    nhận, công suất, công tác, cơ bản, cơ cấu, cụ thể, cục bộ, cuộc sống, dao động, dân chủ, dân cư, dân sinh, dân số,
    dân vận, dịch bệnh, đầu kỳ, đầu năm, đầu tháng, đầu tiên, đầu tư, đầu vụ, đền bù, điểm số, điều chỉnh, điều hành,
    điều tra, đình chỉ, đoàn kết, đơn giá, đơn phương, đường bộ, đường kính, giải ngân, giải phóng, giải quyết, giải
    tỏa, giải trình, gian lận, gương mẫu, hàng đầu, hàng loạt, hàng năm, hàng quý, hàng tháng, hộ khẩu, hộ tịch, hộ
    trợ, hội nhập, kế hoạch vốn, khóa cửa, khối lượng, kiện toàn, kỳ hạn, kỳ này, kỳ trước, kỳ vọng, lần đầu, lần
    lượt, lịch sử, loại bỏ, loại trừ, lớp thẳng bài bản, lượng khách, mặt bằng, mũi nhọn, mức sống, nghề nghiệp, nguồn
    gốc, nhà nước, nhân dân, nhân lực, nhân rộng, nhóm họp, nước biển, nước ngoài, nước sạch, phân bổ, phần lớn, phần
    nào, phòng cháy, phòng chống, phòng hộ, phòng ngừa, phòng thủ, phòng trừ, phòng vệ, quân dân, quân đội, quân sự,
    quỹ đất, sản lượng, sản xuất, sở hữu, tập huấn, tập trung, tên gọi, thành công, thành lập, thanh lý, thanh toán,
    thanh tra, thu hoạch, tiết kiệm, tin cậy, tin học, tin tưởng, tổ chức lại, trang bị, trang trí, trẻ hóa, trụ sở,
    trung bình, trường kỳ, vị thành niên, vị thế, vụ mùa, vùng sâu, xã hội, xác định, xác minh, xác nhận, xe
    cộ, xuất bản, xuất chuồng, xuất hiện, xuất khẩu, xuất sắc, xuất siêu
"""
# Count nouns that are verbs as well: after the number of a name (Phường 2 tổ chức ...) they say what the name does.
ALSO_VERBS = """
    bổ sung
"""
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_LONGEST = 5


class CountedNoun(NamedTuple):
    name: str
    end: int


@cache
def _nouns() -> dict[str, str]:
    """Every count noun by its key, written as it stands in the lists; the empty text for what is none."""
    named = {
        key_of(noun.split()): " ".join(noun.split()) for field in COUNT_NOUNS.values() for noun in field.split(",")
    }
    return named | dict.fromkeys(listed(NOT_COUNTED) - named.keys(), "")


@cache
def _first_words() -> frozenset[str]:
    return frozenset(noun.split(" ", 1)[0] for noun in _nouns())


@cache
def _verbs() -> frozenset[str]:
    return listed(ALSO_VERBS)


def is_also_verb(noun: str) -> bool:
    return key_of(noun.split()) in _verbs()


def key_of(words: Sequence[str]) -> str:
    return " ".join(spelling_key(word) for word in words)


def listed(words: str) -> frozenset[str]:
    """The keys of words and groups of words that a list names between commas."""
    return frozenset(key_of(word.split()) for word in words.split(",") if word.strip())


def is_noun_of_two(key: str) -> bool:
    """Whether the key is one of a count noun of two words (thị trường)."""
    return key.count(" ") == 1 and bool(_nouns().get(key))


def is_not_counted(text: str, at: int) -> bool:
    """Whether words stand at ``at`` that begin like a count noun and are none (lần lượt, dân số)."""
    return any(_nouns().get(key_of([text[a:b] for a, b in words_at(text, at, count)])) == "" for count in (2, 3))


def words_at(text: str, at: int, most: int = _LONGEST) -> list[tuple[int, int]]:
    """The spans of the words that follow one another from ``at`` with nothing but a space or line end between."""
    spans: list[tuple[int, int]] = []
    while len(spans) < most and (match := WORD.match(text, at)):
        spans.append(match.span())
        at = match.end() + 1
        if text[match.end() : at] not in (" ", "\n"):
            break
    return spans


def noun_at(text: str, at: int) -> CountedNoun | None:
    """The longest known count noun whose first word begins at ``at``."""
    first = WORD.match(text, at)
    if first is None or spelling_key(first[0]) not in _first_words():
        return None
    spans = words_at(text, at)
    keys = [spelling_key(text[start:end]) for start, end in spans]
    for count in range(len(spans), 0, -1):
        name = _nouns().get(" ".join(keys[:count]))
        if name is not None:
            return CountedNoun(name, spans[count - 1][1]) if name else None
    return None
