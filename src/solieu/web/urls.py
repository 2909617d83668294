"""Addresses, in Vietnamese without marks."""

from django.urls import path, register_converter

from solieu.core import Period, parse_period
from solieu.web import (
    faults,
    figures,
    foreign,
    language,
    proofreading,
    recording,
    registers,
    reports,
    sending,
    submissions,
    taking_back,
    tasks,
    visitors,
    work,
)


class PeriodConverter:
    regex = r"\d{4}(?:-(?:Q\d|M\d\d|H\d|9M))?"

    def to_python(self, value: str) -> Period:
        return parse_period(value)

    def to_url(self, value: Period | str) -> str:
        return str(value)


register_converter(PeriodConverter, "ky")

urlpatterns = [
    path("", work.home, name="home"),
    path("bieu/", sending.forms, name="forms"),
    path("bieu/<slug:form>/<ky:period>/<slug:unit>/<slug:sender>/bieu-trang", sending.blank_sheet, name="blank"),
    path("gui-bieu/", sending.send, name="send"),
    path("lan-gui/", submissions.listing, name="submissions"),
    path("lan-gui/<str:id>/", submissions.page, name="submission"),
    path("lan-gui/<str:id>/tep", submissions.original, name="original"),
    path("lan-gui/<str:id>/tiep-nhan", submissions.accept, name="accept"),
    path("lan-gui/<str:id>/tra-lai", submissions.return_back, name="return_back"),
    path("lan-gui/<str:id>/giai-trinh", submissions.explain, name="explain"),
    path("lan-gui/<str:id>/xac-nhan", submissions.confirm, name="confirm"),
    path("bao-cao/", reports.listing, name="reports"),
    path("bao-cao/<slug:report>/<ky:period>/", reports.page, name="report"),
    path("bao-cao/<slug:report>/<ky:period>/du-thao", reports.draft, name="draft"),
    path("bao-cao/<slug:report>/<ky:period>/tai/<slug:format>", reports.download, name="download"),
    path("bao-cao/<slug:report>/<ky:period>/so/<slug:figure>/", figures.page, name="figure"),
    path("chot-so/", figures.decide, name="decide"),
    path("don-doc/<ky:period>/cong-van", work.reminder_letter, name="reminder"),
    path("bieu-cap-tren/", foreign.listing, name="foreign"),
    path("bieu-cap-tren/them", foreign.add, name="add_foreign"),
    path("bieu-cap-tren/<slug:name>/", foreign.page, name="foreign_blank"),
    path("bieu-cap-tren/<slug:name>/sua", foreign.save, name="save_foreign"),
    path("bieu-cap-tren/<slug:name>/tai", foreign.download, name="foreign_filled"),
    path("nhiem-vu/", tasks.listing, name="tasks"),
    path("so/", registers.listing, name="registers"),
    path("so/<slug:register>/", registers.page, name="register"),
    path("so/<slug:register>/tai", registers.download, name="download_register"),
    path("so/<slug:register>/nhap/", recording.import_file, name="import_register"),
    path("so/<slug:register>/ghi/<slug:event>/", recording.record, name="record"),
    path("so/<slug:register>/muc/<path:entry>/", registers.entry, name="entry"),
    path("doc-soat/", proofreading.page, name="proofreading"),
    path("nhan-lai/", taking_back.page, name="take_back"),
    path("nhan-lai/<slug:sha256>/", taking_back.file_page, name="taken_back"),
    path("nhan-lai/<slug:sha256>/so-sanh", taking_back.compared, name="taken_back_compared"),
    path("tinh/doc-soat.css", proofreading.css, name="proofreading_css"),
    path("tinh/giay.css", reports.paper_css, name="paper_css"),
    path("dang-nhap/", visitors.sign_in, name="sign_in"),
    path("dang-xuat/", visitors.sign_out, name="sign_out"),
    path("ngon-ngu/", language.switch, name="language"),
    path("qua-lon/", faults.too_large),
]
handler400, handler403, handler404, handler500 = (
    faults.not_understood,
    faults.not_allowed,
    faults.not_found,
    faults.failed,
)
