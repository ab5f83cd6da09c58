"""A conference that is issued to three sites; its clerk, an officer of the first one, and a browser for each."""

from datetime import timedelta

from confsys.conferences.links import join_token
from confsys.conferences.models import Conference, Participation
from confsys.conferences.queries import participations_of
from confsys.extensions import db
from confsys.invitations.models import Invitation
from confsys.people.models import Person
from tests.build import a_conference, a_person, a_province, a_site, an_ordinary_morning, bearer, signed_in_client

NAMES = ("Xã Bình Thạnh", "Xã Bình Thành", "Phường Sa Đéc")


class Office:
    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            province = a_province()
            kinds = ("xa", "xa", "phuong")
            sites = [a_site(name, kind=kind, parent=province) for name, kind in zip(NAMES, kinds, strict=True)]
            clerk = a_person("Văn phòng", role="secretariat", site=province)
            officer = a_person("Công chức xã", role="officer", site=sites[0])
            chair = a_person("Chủ tịch", role="chair", site=province)
            self.starts_at = an_ordinary_morning() + timedelta(days=7)
            values = {"organiser": province, "by": clerk, "sites": sites, "chairs": [chair]}
            conference = a_conference(state="issued", title="Giao ban", starts_at=self.starts_at, **values)
            self.id, self.clerk_id, self.officer_id = conference.id, clerk.id, officer.id
            self.sites = [site.id for site in sites]
            self.browser, self.own = signed_in_client(app, clerk), signed_in_client(app, officer)
            self.chairs, self.guest = signed_in_client(app, chair), app.test_client()
            self.programs = {"site": bearer(app, officer), "office": bearer(app, clerk)}
            elsewhere = a_person(role="secretariat", site=a_site("Tỉnh Khác", kind="tinh"))
            self.stranger = signed_in_client(app, elsewhere)
        self.guest.environ_base["HTTP_ORIGIN"] = "http://localhost"
        for each in (self.browser, self.own, self.chairs, self.guest, self.stranger):
            each.set_cookie("lang", "en", domain="localhost")

    @property
    def conference(self) -> Conference:
        return db.session.get_one(Conference, self.id)

    @property
    def clerk(self) -> Person:
        return db.session.get_one(Person, self.clerk_id)

    def site(self, number: int = 0) -> Participation:
        rows = {each.site_id: each for each in participations_of(self.conference)}
        return rows[self.sites[number]]

    def invitation(self, number: int = 0) -> Invitation:
        return db.session.get_one(Invitation, self.site(number).id)

    def link(self, number: int = 0) -> str:
        return f"/join/{join_token(self.site(number))}/answer"

    def page(self, number: int = 0) -> str:
        return f"/conferences/{self.id}/sites/{self.sites[number]}/answer"


def said(answer: str = "accepted", heads: int = 12, word: str = "", delegates=(), **more):
    return {"answer": answer, "heads": heads, "word": word, "delegates": list(delegates), **more}


def typed(answer: str = "accepted", heads: str = "12", revision: int = 0, **more):
    return {"answer": answer, "heads": heads, "revision": revision, "lines": "3", **more}
