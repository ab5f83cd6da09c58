"""What was sent about accounts, as values this keeper may set."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from werkzeug.datastructures import MultiDict

from confsys import clock, forms
from confsys.accounts import access, queries
from confsys.accounts.access import Keeper
from confsys.conferences.models import Conference
from confsys.errors import Invalid, NotFound, Refused
from confsys.forms import Unreadable
from confsys.people.forms import PERSON
from confsys.people.models import ROLES, Person, RoleHeld
from confsys.shown import day
from confsys.sites.models import Site
from confsys.sites.queries import by_ids
from confsys.words import _


def _role(raw: Any) -> str:
    if raw not in ROLES:
        raise Unreadable(_("Choose a role."))
    return raw


def _unit(raw: Any) -> str:
    try:
        return forms.identifier(raw)
    except Unreadable:
        raise Unreadable(CHOOSE_A_UNIT) from None


def _somebody(raw: Any) -> str:
    try:
        return forms.identifier(raw)
    except Unreadable:
        raise Unreadable(CHOOSE_SOMEBODY) from None


CHOOSE_SOMEBODY = _("Choose who comes after.")
CHOOSE_A_UNIT = _("Choose one of the units you look after.")
GIVEN = {"role": _role, "site": _unit, "valid_from": forms.optional_day, "valid_to": forms.optional_day}
MAY_STAY_EMPTY = ("role", "site", "valid_to")


def told(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Name, office title and how somebody is reached. Raises Invalid."""
    return forms.read(PERSON, sent)


def role_given(keeper: Keeper, sent: Mapping[str, Any]) -> dict[str, Any]:
    """A role with what it is for and its days, if this keeper may give it. Raises Invalid."""
    values = forms.read(GIVEN, sent)
    site = by_ids([values["site"]]).get(values["site"])
    if values["role"] not in keeper.roles:
        raise Invalid({"role": _("Only an administrator gives this role.")})
    if site is None or not keeper.covers(site):
        raise Invalid({"site": CHOOSE_A_UNIT})
    _refuse_days(site, values["valid_from"], values["valid_to"])
    return {name: values[name] for name in ("role", "valid_from", "valid_to")} | {"site_id": site.id}


def _refuse_days(site: Site, first, last) -> None:
    if first and last and last < first:
        raise Invalid({"valid_to": _("The last day comes before the first.")})
    for name, each in (("valid_from", first), ("valid_to", last)):
        if each and not site.exists_on(each):
            raise Invalid({name: _("%(name)s does not exist on %(day)s.", name=site.name, day=day(each))})


def first_role(keeper: Keeper, sent: Mapping[str, Any]) -> dict[str, Any] | None:
    """The role of somebody new; only an administrator may leave it for later. Raises Invalid."""
    if keeper.is_administrator and not any(sent.get(name) for name in MAY_STAY_EMPTY):
        return None
    return role_given(keeper, sent)


def entered(keeper: Keeper, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Somebody new, `told`, with a first `role`; every sentence comes at once. Raises Invalid."""
    errors: dict[str, Any] = {}
    values: dict[str, Any] = {}
    for name, read in (("told", told), ("role", partial(first_role, keeper))):
        try:
            values[name] = read(sent)
        except Invalid as error:
            errors |= error.errors
    if errors:
        raise Invalid(errors)
    return values


def successor_and_day(keeper: Keeper, leaver: Person, sent: Mapping[str, Any]) -> tuple[Person, date]:
    """Who comes after `leaver`, from which day on. Raises Invalid."""
    values = forms.read({"to": _somebody, "day": forms.day}, sent)
    try:
        successor = access.seen(keeper, values["to"])
    except NotFound:
        successor = leaver
    if successor.id == leaver.id:
        raise Invalid({"to": CHOOSE_SOMEBODY})
    if successor.disabled_at is not None:
        raise Invalid({"to": _("This account is closed. Open it again first.")})
    return successor, values["day"]


def handed_over(
    keeper: Keeper, leaver: Person, day: date, sent: MultiDict[str, str]
) -> tuple[list[RoleHeld], list[Conference]]:
    """What was chosen of all that can go along. Raises Invalid if it is nothing, Refused if it went meanwhile."""
    roles = {role.id: role for role, _site in access.roles_to_hand_over(keeper, leaver, day)}
    conferences = {each.id: each for each, _parts in queries.to_come_with(keeper, leaver, day)}
    chosen = {*sent.getlist("roles"), *sent.getlist("conferences")}
    if not chosen:
        raise Invalid({"chosen": _("Choose at least one role or conference.")})
    if chosen - roles.keys() - conferences.keys():
        raise Refused(_("Something of this has changed meanwhile. Look again at what goes along."))
    return _chosen(roles, chosen), _chosen(conferences, chosen)


def _chosen(all_of: dict[str, Any], chosen: set[str]) -> list[Any]:
    return [each for each_id, each in all_of.items() if each_id in chosen]


def blank_role() -> dict[str, Any]:
    return {"role": "", "site": "", "valid_from": day(clock.today()), "valid_to": ""}
