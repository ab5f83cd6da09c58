"""Every address × every role: who comes in, who is refused, who may not even know.

The table names each endpoint; one that is missing fails, so nothing opens by being forgotten.
"""

from confsys.people.models import ROLES

IN, REFUSED, HIDDEN, SIGN_IN = "in", "refused", "hidden", "sign in"
EVERYBODY = dict.fromkeys((*ROLES, "elsewhere", "stranger"), IN)


def allowed(*roles: str, others: str = REFUSED, unseen: tuple[str, ...] = ()) -> dict[str, str]:
    """These roles come in; others are refused, those who may not know see nothing, strangers are asked to sign in."""
    told = {role: IN if role in roles else others for role in ROLES}
    hidden = dict.fromkeys((*unseen, "elsewhere", "delegate"), HIDDEN)
    return told | {role: HIDDEN for role in hidden if role not in roles} | {"stranger": SIGN_IN}


SIGNED_IN = dict.fromkeys((*ROLES, "elsewhere"), IN) | {"stranger": SIGN_IN}
OWN_ROW = dict.fromkeys((*ROLES, "elsewhere"), HIDDEN) | {"stranger": SIGN_IN}
UNKNOWN_LINK = dict.fromkeys((*ROLES, "elsewhere", "stranger"), HIDDEN)
