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
        anh, ân nhân, bà, bà con, bà mẹ, bạn, bạn đọc, bé, bé gái, bé trai, bị can, bị cáo, bị hại, ca, cá nhân,
        cán bộ, cán sự, cặp, cặp vợ chồng, cháu, chị, chị em, chủ hộ, chủ rừng, chủ thể, chủ tịch, chuyên gia,
        chuyên viên, con nuôi, công an, công chức, công dân, công nhân, cộng tác viên, cụ, cử tri, cựu chiến
        binh, cựu thanh niên xung phong, dân, dân công, dân quân, diễn viên, doanh nhân, du khách, đại biểu,
        đảng viên, đảng viên mới, đoàn viên, đối tượng, đồng bào, đồng chí, em, gia đình, giám đốc, giảng viên,
        giáo dân, giáo sĩ, giáo viên, hạ sĩ quan, hành khách, hòa giải viên, họa sĩ, học sinh, học viên, hội
        viên, huấn luyện viên, hướng dẫn viên, kế toán, khách, khách du lịch, khách hàng, khách mời, khách quốc
        tế, khách tham quan, khẩu, kỹ sư, kỹ thuật viên, lái xe, lãnh đạo, lao động, liệt sĩ, luật sư, lượt bệnh
        nhân, lượt con, lượt hộ, lượt hội viên, lượt khách, lượt người, mẹ, mẹ Việt Nam anh hùng, nam, nam giới,
        nạn nhân, nghệ nhân, nghệ sĩ, nghi phạm, ngư dân, người, người bệnh, người dân, người lao động, nhà báo,
        nhà đầu tư, nhà giáo, nhà khoa học, nhà tài trợ, nhà thầu, nhà văn, nhân chứng, nhân khẩu, nhân sự, nhân
        viên, nhân viên y tế, nông dân, nữ, nữ giới, ông, phạm nhân, phật tử, phóng viên, phụ huynh, phụ nữ,
        quan chức, quần chúng, quân nhân, quân nhân dự bị, sản phụ, sĩ quan, sĩ tử, sinh viên, tăng ni, tân
        binh, tập thể, thai phụ, thanh niên, thanh thiếu niên, thành viên, thân nhân, thầy, thầy cô, thí sinh,
        thiếu nhi, thiếu niên, thủ khoa, thuyền viên, thương binh, thương nhân, tiểu thương, tín đồ, tình nguyện
        viên, tổ viên, trẻ, trẻ em, trẻ sơ sinh, trí thức, trưởng thôn, tu sĩ, tuyên truyền viên, ứng cử viên,
        ứng viên, vận động viên, vị, viên chức, vợ chồng, xã viên
    """,
    "households and places": """
        ấp, bản làng, buôn, châu, chòm, cụm dân cư, đảo, đặc khu, địa bàn, địa chỉ, địa điểm, địa phương, điểm,
        điểm cầu, điểm dân cư, điểm du lịch, điểm nóng, điểm trường, điểm tuyển sinh, đô thị, đội sản xuất, đơn
        vị, đơn vị hành chính, hộ, hộ cận nghèo, hộ dân, hộ gia đình, hộ kinh doanh, hộ nghèo, huyện, khóm, khu,
        khu công nghiệp, khu dân cư, khu di tích, khu đô thị, khu phố, khu tái định cư, khu vực, làng, làng
        nghề, miền, nước, phường, quận, quốc gia, thành phố, thị trấn, thị xã, thôn, thôn bản, tỉnh, tổ dân phố,
        trung tâm, vị trí, vùng, xã, xóm
    """,
    "agriculture, forestry, water": """
        ao, bầu, bè, bể, bó, búi, cánh đồng, cánh đồng lớn, cây, cây con, cây giống, cây trồng, chu kỳ, chủng
        loại, chuỗi, chuỗi liên kết, chuồng, con, con giống, con heo, cống, cơ sở, cụm, cửa hàng, cửa khẩu, đàn,
        đàn ong, đầm, đập, đầu gia súc, đoạn, đoạn đê, đội, giếng, giếng khoan, giống, giống lúa, gốc, hầm, hầm
        biogas, hom, hom giống, hồ, hồ chứa, hợp tác xã, kênh, kênh mương, lán, lò mổ, loài, lồng, lồng bè,
        luống, lứa, mã số, mã số cơ sở đóng gói, mã số vùng trồng, mã vùng trồng, máy, máy bơm, máy cày, máy
        gặt, mô hình, mùa, mũi vắc xin, nái, nhà kính, nhà lưới, nhà màng, nhánh, ong, ô, ổ, ổ dịch, ô tiêu
        chuẩn, phao, quả, quả trứng, rọ, rọ đá, sản phẩm, sản phẩm OCOP, tàu, tàu cá, thuyền, tổ hợp tác, tổ
        ong, trạm, trạm bơm, trang trại, trứng, túi, túi bầu, tuyến, tuyến đê, tuyến kênh, vật nuôi, vụ, vụ
        cháy, vụ cháy rừng, vụ phá rừng, vùng trồng, vườn, vườn ươm, xâu
    """,
    "industry, construction, transport": """
        ao nuôi, ba rem, bãi, bảng, băng chuyền, bến, bến xe, biển, biển báo, bóng, bóng đèn, bộ đèn, cảng, căn,
        căn hộ, căn nhà, cầu, chiếc, chốt, chuyến, chuyến bay, chuyến tàu, chuyến xe, công trình, cột, cột điện,
        cột mốc, cụm công nghiệp, cửa, dãy, dãy nhà, dây chuyền, đầu máy, đèn, điểm đấu nối, điểm đen, điểm sạt
        lở, điểm ùn tắc, đoạn tuyến, đường, đường dây, đường ống, gian, gian hàng, gói, gói thầu, hạng mục, hạng
        mục công trình, hầm mỏ, hố ga, hộc, kè, khách sạn, kho, khối nhà, khu trọ, làn, làn xe, lò, lô, lô đất,
        lô hàng, máy biến áp, máy móc, máy xúc, mỏ, mỏ đá, ngã tư, ngầm, ngầm tràn, ngôi, ngôi nhà, nhà, nhà
        máy, nhà ở, nhà trọ, nhà xưởng, nhịp, nhịp cầu, nút giao, ô tô, phân xưởng, phòng, phòng học, phòng ngủ,
        phòng trọ, phương tiện, quốc lộ, tầng, thang máy, thiết bị, thùng, thửa, thửa đất, toa, tòa, tòa nhà, tổ
        máy, trạm biến áp, trạm BTS, trạm thu phí, trụ, trụ điện, tua, tua bin, tuabin, tuyến đường, tuyến phố,
        tuyến xe, vòng xoay, xe, xe buýt, xe container, xe khách, xe máy, xe mô tô, xe ô tô, xe tải, xí nghiệp,
        xưởng
    """,
    "trade, enterprise, tourism, finance": """
        ATM, bao, chai, chi nhánh, chợ, chủng loại hàng hóa, chuyến hàng, container, công ty, cơ sở kinh doanh,
        cơ sở sản xuất, cuộc đấu giá, doanh nghiệp, đại lý, đại siêu thị, điểm bán, điểm bán hàng, điểm giao
        dịch, đơn hàng, giao dịch, giấy phép, hãng, hàng hóa, hóa đơn, homestay, hội chợ, hộp, hợp đồng, lon,
        lượt giao dịch, lượt vay, máy ATM, máy POS, mặt hàng, món, món vay, ngành hàng, ngân hàng, nhà hàng, nhà
        nghỉ, nhãn hiệu, nhãn hiệu chứng nhận, nhóm hàng, pallet, phiên, phiên chợ, phiên đấu giá, phòng giao
        dịch, quầy, quầy hàng, quỹ, sàn, sàn thương mại điện tử, sạp, siêu thị, sổ, sổ tiết kiệm, tài khoản, tập
        đoàn, thẻ, thẻ ATM, thị trường, thùng hàng, thương hiệu, tour, trung tâm thương mại, tuyến du lịch, vé
    """,
    "planning, budget, investment": """
        báo cáo, bậc, biểu, biểu mẫu, cấp, chỉ số, chỉ số thành phần, chỉ tiêu, chỉ tiêu thành phần, chương
        trình, công việc, danh mục, dự án, dự án thành phần, đề án, đề án thành phần, định hướng, đồ án, đồ án
        quy hoạch, giải pháp, gói hỗ trợ, hình thức, hoạt động, hồ sơ, hồ sơ quyết toán, kế hoạch, khâu đột phá,
        khoản, khoản chi, khoản thu, kịch bản, lĩnh vực, lĩnh vực đột phá, loại, loại hình, mục, mục tiêu, mục
        tiêu cụ thể, mức, ngành, ngành kinh tế, ngành nghề, nghề, nguồn, nguồn vốn, nhiệm vụ, nhiệm vụ chi,
        nhóm, nhóm chỉ tiêu, nhóm giải pháp, nhóm nhiệm vụ, nội dung, phần, phần việc, phong trào, phụ lục,
        phương án, quy hoạch, quy hoạch chi tiết, sắc thuế, số liệu, tiêu chí, tiêu chí thành phần, tiêu chuẩn,
        tiểu dự án, trụ cột, vấn đề, việc
    """,
    "education, science": """
        bài, bài báo, bài dạy, bài dự thi, bài giảng, bài học, bài thi, bài viết, bằng sáng chế, bậc học, bộ bàn
        ghế, bộ đồ dùng, bộ sách, câu hỏi, chỗ ngồi, chuyên đề, công bố, công trình nghiên cứu, cơ sở giáo dục,
        cơ sở giáo dục nghề nghiệp, cuốn, cuốn sách, đầu sách, đề tài, đề thi, điểm thi, giải, giải ba, giải
        khuyến khích, giải nhất, giải nhì, giải pháp hữu ích, giải thưởng, giờ dạy, HCB, HCĐ, HCV, học bổng, hội
        đồng thi, huy chương, huy chương bạc, huy chương đồng, huy chương vàng, khoa, khóa, khóa đào tạo, khóa
        học, khóa tập huấn, lớp, lớp bồi dưỡng, lớp ghép, lớp học, lớp tập huấn, lượt học sinh, lượt học viên,
        máy tính, môn, môn học, môn thi, nghiên cứu, nguyện vọng, nhà khoa, nhóm lớp, nhóm trẻ, phát minh, phòng
        bộ môn, phòng máy, phòng thi, quyển, quyển sách, sách, sáng chế, sáng kiến, sáng kiến kinh nghiệm, suất
        học bổng, tập, thạc sĩ, tiến sĩ, tiết, tiết dạy, tiết học, trang, trường, trường học, trường hợp bỏ học,
        tựa sách, văn bằng, văn bằng bảo hộ
    """,
    "health, social protection": """
        bác sĩ, bàn tiêm, bệnh, bệnh nhân, bệnh nhi, bệnh viện, ca bệnh, ca cấp cứu, ca dương tính, ca mắc, ca
        mắc mới, ca nhiễm, ca phẫu thuật, ca sốt xuất huyết, ca tử vong, chứng chỉ hành nghề, con dấu, cơ sở
        khám chữa bệnh, cơ sở y tế, danh mục kỹ thuật, dịch vụ kỹ thuật, dược sĩ, điều dưỡng, đơn vị máu,
        giường, giường bệnh, giường bệnh nội trú, hộ lý, khoa phòng, kỹ thuật, kỹ thuật mới, liều, liều vaccine,
        liều vắc xin, liều vắc-xin, loại thuốc, lượt khám, lượt khám bệnh, lượt khám chữa bệnh, mái ấm, máy thở,
        mâm, mẫu, mẫu bệnh phẩm, mẫu giám sát, mẫu máu, mẫu thực phẩm, mẫu xét nghiệm, mũi, mũi tiêm, mũi
        vaccine, nhà dột nát, nhà đại đoàn kết, nhà đại đoàn kết dân tộc, nhà tạm, nhà thuốc, nhà tiêu, nhà tiêu
        hợp vệ sinh, nhà tình nghĩa, nhà tình thương, nhà vệ sinh, nữ hộ sinh, phần quà, phần thưởng, phiếu,
        phòng khám, phòng khám đa khoa, quầy thuốc, sản phẩm thuốc, sổ BHXH, suất, suất ăn, suất quà, tấm thẻ,
        thẻ bảo hiểm y tế, thẻ BHYT, thi thể, trạm y tế, trang thiết bị, trung tâm y tế, trường hợp, trường hợp
        mắc, trường hợp tử vong, túi an sinh, túi quà, túi thuốc, vị thuốc, viên thuốc, vụ ngộ độc, vụ ngộ độc
        thực phẩm, xe đạp, xe lắc, xe lăn, y bác sĩ, y sĩ, y tá
    """,
    "culture, sport, information": """
        ảnh, áp phích, âm phẩm, bản tin, bảng tin, báo, bảo tàng, bảo vật, bảo vật quốc gia, băng đĩa, bằng
        khen, băng rôn, băng rôn khẩu hiệu, bộ phim, buổi, buổi biểu diễn, buổi chiếu, buổi chiếu phim, buổi
        diễn, buổi tuyên truyền, câu lạc bộ, chiến dịch, chùa, chuyên mục, chuyên trang, chương, chương trình
        nghệ thuật, chương trình phát thanh, chương trình truyền hình, CLB, clip, cổ vật, cờ, cỡ, cờ chuỗi, cờ
        phướn, cuộc thi, danh hiệu, danh thắng, di sản, di sản văn hóa, di sản văn hóa phi vật thể, di tích, di
        tích lịch sử, dự thảo, đài, đài phát thanh, đầu báo, đền, đĩa, đình, đoàn, đoàn công tác, đoàn khách,
        đoàn nghệ thuật, đội bóng, đội tuyên truyền, đội văn nghệ, đợt, đợt tuyên truyền, giải đấu, hạng mục
        trưng bày, hiện vật, hình ảnh, hoạt động văn hóa, hội diễn, hội thao, hội thi, khán giả, khẩu hiệu, kỷ
        lục, lễ hội, ma kết, miếu, ngày hội, nhà sinh hoạt cộng đồng, nhà thi đấu, nhà thờ, nhà văn hóa, nhóm
        thợ, pa nô, pano, panô, phim, phóng sự, poster, sân, sân bóng, sân chơi, sân khấu, sân thể thao, sân vận
        động, sự kiện, tác phẩm, tạp chí, thiết chế, thiết chế văn hóa, thư, thư viện, tiết mục, tin, tin bài,
        tin nhắn, tờ gấp, tờ rơi, trang fanpage, trận, trận đấu, trò chơi, tủ sách, tủ sách pháp luật, tượng
        đài, video, video clip, vở, vở diễn, xe tuyên truyền
    """,
    "government, administration, digital": """
        ban, bàn ghế, ban ngành, báo cáo viên, biên bản, biên chế, biên lai, bộ, bộ hồ sơ, bộ ngành, bộ phận, bộ
        phận một cửa, bộ thủ tục hành chính, bộ tiêu chí, bộ TTHC, bưu phẩm, camera, chi cục, chính sách, chữ ký
        số, chức danh, chứng thư chữ ký số, chứng thư số, cổng, công điện, cổng thông tin, công văn, công văn
        chỉ đạo, cơ quan, cơ quan hành chính, cơ sở dữ liệu, CSDL, cụm thi đua, cuộc, cuộc đối thoại, cuộc gọi,
        cuộc họp, cuộc kiểm tra, cuộc làm việc, dịch vụ, dịch vụ công, dịch vụ công trực tuyến, dòng, dữ liệu,
        DVC, DVCTT, đầu mối, điểm kết nối, điểm truy cập, định danh, đoàn giám sát, đoàn kiểm tra, đoàn thanh
        tra, đoàn thể, đơn vị sự nghiệp, GCN, GCNQSDĐ, giấy, giấy chứng nhận, giấy chứng nhận quyền sử dụng đất,
        giấy khai sinh, giấy khen, giấy mời, giấy phép xây dựng, giấy tờ, gương, gương điển hình, gương người
        tốt việc tốt, hạ tầng, hệ thống, hệ thống thông tin, hòm thư, hội, hội đồng, hội nghị, hội nghị trực
        tuyến, hội thảo, huân chương, huy hiệu, kết luận, khâu, khối, khối thi đua, kiến nghị, kiến nghị cử tri,
        kỳ, kỳ họp, lãnh đạo phòng, lần, lịch, lượt, lượt hồ sơ, lượt truy cập, lượt ý kiến, lý do, mạng lưới,
        máy chủ, máy in, máy quét, máy vi tính, nền tảng, nền tảng số, nghị định, nghị quyết, nghị quyết quy
        phạm pháp luật, nhóm thủ tục, nhóm vấn đề, nhóm Zalo, phần mềm, phần mềm dùng chung, phiên giải trình,
        phiên họp, phiếu khảo sát, phòng ban, phòng họp, quy chế, quy định, quy trình, quy trình nội bộ, quyết
        định, quyết định cá biệt, sở, sở ban ngành, sở ngành, tài khoản định danh, tài khoản định danh điện tử,
        tài liệu, tên miền, thông báo, thông báo kết luận, thông tin, thông tư, thủ tục, thủ tục hành chính, tổ,
        tổ chức, tổ chức hội, tổ công nghệ số, tổ công tác, tổ giúp việc, tờ, tờ khai, tờ trình, trang thông
        tin, trang thông tin điện tử, TTHC, ứng dụng, văn bản, văn bản chỉ đạo, văn bản mật, văn bản pháp luật,
        văn bản QPPL, văn bản quy phạm pháp luật, văn phòng, vị trí việc làm, ý kiến, ý kiến góp ý, ý kiến kiến
        nghị, ý kiến phản ánh
    """,
    "land, environment, disaster": """
        bãi chôn lấp, bãi rác, bộ xử lý, cơn, cơn bão, đám cháy, điểm khai thác, điểm mỏ, điểm ngập, điểm quan
        trắc, điểm tập kết, điểm tập kết rác, điểm thu gom, đợt không khí lạnh, đợt lũ, đợt mưa, đợt mưa lớn,
        đợt nắng nóng, đợt rét, đợt thiên tai, đường dẫn, giấy phép khai thác, hố rác, lò đốt, lò đốt rác, mảnh,
        mảnh bản đồ, mẫu nước, mốc, mốc giới, phiếu lấy ý kiến, thùng rác, tờ bản đồ, trạm quan trắc, trận bão,
        trận động đất, trận lũ, trận mưa, vụ cháy nổ, vụ sạt lở, vụ thiên tai, xe chở rác, xe rác
    """,
    "justice, inspection, petitions": """
        án, bản, bản án, bản cam kết, bản ghi nhớ, bản kê khai, bản kê khai tài sản, bản sao, bị đơn, chứng
        thực, công dân đến, cuộc thanh tra, cuộc tiếp công dân, đảng viên vi phạm, đơn, đơn khiếu nại, đơn kiến
        nghị, đơn phản ánh, đơn thư, đơn tố cáo, đơn tố giác, đương sự, hành vi, hành vi vi phạm, hòa giải, hồ
        sơ hộ tịch, hồ sơ vụ án, kết luận thanh tra, khiếu nại, kiến nghị phản ánh, lời khai, lượt công dân,
        lượt đơn, nguyên đơn, phản ánh, phản ánh kiến nghị, phiên tòa, phiên tòa giả định, phiên tòa rút kinh
        nghiệm, phiếu lý lịch tư pháp, quyết định thi hành án, quyết định xử phạt, sai phạm, thông tin tố giác,
        tin báo, tin báo tố giác, tin tố giác, tố cáo, tổ hòa giải, tủ, vi phạm, việc kiện, việc thi hành án, vụ
        án, vụ khiếu kiện, vụ tranh chấp, vụ việc
    """,
    "defence, police, order": """
        bánh, bánh heroin, bao thuốc lá, băng, băng nhóm, bình chữa cháy, bình xịt, bộ quân phục, ca tuần tra,
        cán bộ chiến sĩ, CBCS, chi tiết, chi tiết súng, chiến sĩ, chốt kiểm soát, công cụ hỗ trợ, công trình
        phòng thủ, cuộc diễn tập, dao, dùi cui, đại đội, đạn, đao, đội dân phòng, đối tượng nghiện, đối tượng
        truy nã, đồn, đồn biên phòng, gói ma túy, khẩu pháo, khẩu súng, khẩu súng săn, khẩu súng tự chế, kiếm,
        kíp, kíp nổ, lực lượng, lượt cán bộ chiến sĩ, lượt CBCS, lượt tuần tra, lựu đạn, mã tấu, mìn, mũ bảo
        hiểm, mục tiêu bảo vệ, nghĩa vụ, ngòi nổ, nguồn tin, người bị thương, người chết, người mất tích, nhóm
        đối tượng, pháo, quả bom, quả đạn, quả lựu đạn, quả mìn, quả nổ, quả pháo, quân, quân số, súng, tang
        vật, tép, tép ma túy, tên, tên trộm, tiểu đoàn, tiểu đội, tổ an ninh trật tự, tổ chức phản động, tổ liên
        gia, tổ tuần tra, tổ tự quản, tội danh, tội phạm, trung đội, tụ điểm, tụ điểm đánh bạc, tù nhân, vật
        chứng, viên, viên đạn, viên gạch, viên hồng phiến, viên ma túy, viên ma túy tổng hợp, vỏ đạn, vòi chữa
        cháy, vụ án hình sự, vụ cố ý gây thương tích, vụ gây rối, vũ khí, vũ khí thô sơ, vụ phạm pháp hình sự,
        vụ phạm tội, vụ tai nạn, vụ tai nạn giao thông, vụ trộm, vụ trộm cắp, vụ va chạm, vụ vi phạm, xác
    """,
    "Party, unions, religion": """
        ấn phẩm, ban chấp hành, cấp ủy, chi bộ, chi đoàn, chi đoàn cơ sở, chi hội, chi hội phụ nữ, chỉ thị,
        chuyên đề giám sát, chức sắc, chức việc, công đoàn, công đoàn cơ sở, cơ sở đảng, cơ sở thờ tự, cơ sở tôn
        giáo, cuộc kiểm tra giám sát, cuộc vận động, dân tộc, dân tộc thiểu số, dòng họ, đại hội, đảng bộ, đảng
        bộ bộ phận, đảng bộ cơ sở, đoàn cơ sở, đoàn xã, đóng góp, hội viên mới, hướng dẫn, lời kêu gọi, nghiệp
        đoàn, nhà nguyện, nhóm tín hữu, phần việc thanh niên, quần chúng ưu tú, tổ chức cơ sở đảng, tổ chức
        đảng, tổ chức hội cơ sở, tổ chức tôn giáo, tổ đảng, tổ hội, tổ phụ nữ, tổ tiết kiệm và vay vốn, tổ vay
        vốn, tôn giáo
    """,
    "classifiers, wholes and parts": """
        bát, bình, bức, bức ảnh, bức tranh, cái, can, câu, chậu, chỉ, chùm, chữ, công, công đất, công lao động,
        cục, cuộn, dạng, dạng bài, đầu, đầu điểm, đầu việc, đầu xe, đề xuất, điều khoản, điều kiện, đôi, đống,
        đợt kiểm tra, đợt vận động, gia cầm, gia súc, giai đoạn, giọt, hàng, hạng, hòn, hướng, két, kênh truyền
        thông, khía cạnh, kì, kiện, kiểu, lá, lá cờ, lá phiếu, lọ, lỗi, lượng, lượng vàng, máng, mảnh đất, mặt,
        mặt hàng thiết yếu, mặt trận, mầm, mét hàng rào, miếng, mồi, mối, năm học, năm tuổi, nắp, nét, ngày
        công, ngày công lao động, ngày lễ, nguyên nhân, nhân, nhóm người, ống, phần trăm điểm, phương thức,
        ruột, rương, sọt, sợi, tạ rau, tác động, tấm, tấm gương, tấm pin, thanh, thành phần, thế hệ, thể loại,
        thỏi, thời điểm, thời kỳ, tia, tiêu đề, tổ hợp, tổng đài, trang sách, trường phái, vạch, vế, xu hướng,
        xuất, yêu cầu, yếu tố
    """,
}

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_LONGEST = 5


class CountedNoun(NamedTuple):
    name: str
    end: int


@cache
def _nouns() -> frozenset[str]:
    return frozenset[str]().union(*(listed(field) for field in COUNT_NOUNS.values()))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(noun.split(" ", 1)[0] for noun in _nouns())


def key_of(words: Sequence[str]) -> str:
    return " ".join(spelling_key(word) for word in words)


def listed(words: str) -> frozenset[str]:
    """The keys of words and groups of words that a list names between commas."""
    return frozenset(key_of(word.split()) for word in words.split(",") if word.strip())


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
        if " ".join(keys[:count]) in _nouns():
            words = [text[start:end] for start, end in spans[:count]]
            return CountedNoun(
                " ".join(word if word.isupper() else word.lower() for word in words), spans[count - 1][1]
            )
    return None
