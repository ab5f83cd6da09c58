"""What the API gives of what the hall sees; see `shapes`."""

from typing import Annotated, TypedDict

from confsys.api.schemas import Also
from confsys.api.shapes import Moment
from confsys.stage.scenes import CHOICES, SCENES, STRIPS, THEMES


class Stage(TypedDict):
    scene: Annotated[str, Also(enum=list(CHOICES))]
    shown: Annotated[str, Also(enum=list(SCENES))]
    resumes_at: Moment | None
    lower_third: Annotated[str, Also(enum=list(STRIPS))]
    theme: Annotated[str, Also(enum=list(THEMES))]
