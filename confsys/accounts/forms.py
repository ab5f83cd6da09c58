"""What was sent about accounts, as values this keeper may set."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from confsys import clock, forms
from confsys.accounts.access import Keeper
from confsys.errors import Invalid
from confsys.forms import Unreadable
from confsys.people.forms import PERSON
from confsys.people.models import ROLES
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


def blank_role() -> dict[str, Any]:
    return {"role": "", "site": "", "valid_from": day(clock.today()), "valid_to": ""}
