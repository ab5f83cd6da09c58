"""Whom to call at a site gets its letters too, without an account."""

import pytest

from confsys.letters.receivers import sites_reached
from confsys.sites import contacting
from tests.letters.office import Office, after_the_hold, moved, the_letter, written


@pytest.fixture
def office(app):
    return Office()


def a_contact(site, word, **values):
    return contacting.add_contact(None, site, name=f"Bà {word.title()}", email=f"{word}@example.vn", **values)


def test_who_is_known_by_address_only_is_invited_with_the_link_of_his_site_and_no_page_to_sign_in(office):
    a_contact(office.site, "hai")
    office.conference("issued")

    assert written() == [("chu", "issued"), ("hai", "issued"), ("xa", "issued")]
    letter = the_letter("hai")
    assert (letter.name, letter.person_id, "Kính gửi Bà Hai" in letter.text) == ("Bà Hai", None, True)
    assert "{link:answer}" in letter.text and "{link:conference}" not in letter.text


def test_his_letters_follow_each_other_like_those_of_a_person(office):
    a_contact(office.site, "hai")
    conference = office.conference("issued")
    moved(office, conference, 1)
    assert (written().count(("hai", "issued")), written("withdrawn").count(("hai", "issued"))) == (1, 1)
    after_the_hold()

    moved(office, conference, 1)
    moved(office, conference, -1)

    assert ("hai", "moved") not in written()


def test_nobody_gets_the_same_letter_twice_by_one_address(office):
    a_contact(office.site, "XA")
    a_contact(office.site, "hai")
    a_contact(office.site, "hai")
    a_contact(office.elsewhere, "khac")
    office.conference("issued")

    assert written() == [("chu", "issued"), ("hai", "issued"), ("xa", "issued")]


def test_a_site_whose_contact_has_an_address_is_reached(office):
    lonely = office.conference().main_site
    assert sites_reached([lonely.id]) == set()
    a_contact(lonely, "hai")
    assert sites_reached([lonely.id]) == {lonely.id}
