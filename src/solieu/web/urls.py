"""Addresses, in Vietnamese without marks."""

from django.urls import path, register_converter

from solieu.core import Period, parse_period
from solieu.web import pages, visitors


class PeriodConverter:
    regex = r"\d{4}(?:-(?:Q\d|M\d\d|H\d|9M))?"

    def to_python(self, value: str) -> Period:
        return parse_period(value)

    def to_url(self, value: Period | str) -> str:
        return str(value)


register_converter(PeriodConverter, "ky")

urlpatterns = [
    path("", pages.home, name="home"),
    path("bao-cao/<slug:report>/<ky:period>/", pages.report, name="report"),
    path("bao-cao/<slug:report>/<ky:period>/tai/<slug:format>", pages.download, name="download"),
    path("bao-cao/<slug:report>/<ky:period>/so/<slug:figure>/", pages.figure, name="figure"),
    path("lan-gui/<str:id>/", pages.submission, name="submission"),
    path("lan-gui/<str:id>/tep", pages.original, name="original"),
    path("tinh/giay.css", pages.paper_css, name="paper_css"),
    path("dang-nhap/", visitors.sign_in, name="sign_in"),
    path("dang-xuat/", visitors.sign_out, name="sign_out"),
]
