"""The notice on personal information (个人信息处理告知书): shown before anything is collected."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import AfterValidator, BaseModel

from api.forms import Code
from api.problems import unseen
from api.saying import ArticleCited, Words, both, cited
from rules.words.personal_notice import BASIS, CURRENT, NOTICES

router = APIRouter(tags=["个人信息 personal information"])


class PersonalNotice(BaseModel):
    """D-36. ``version`` is what a registration names as ``notice`` when this was shown before it."""

    version: str
    title: Words
    paragraphs: list[Words]
    article: ArticleCited


def _known(version: str) -> str:
    if version not in NOTICES:
        raise ValueError("version")
    return version


# Of a registration: which version was shown to the person before.
NoticeShown = Annotated[Code, AfterValidator(_known)]


@router.get(
    "/public/personal-information-notice",
    operation_id="read_personal_notice",
    summary="个人信息处理告知书 The notice on personal information",
)
async def read_personal_notice() -> PersonalNotice:
    """The version in use."""
    return notice_of(CURRENT)


@router.get(
    "/public/personal-information-notice/{version}",
    operation_id="read_a_personal_notice",
    summary="某一版告知书 One version of the notice",
)
async def read_a_personal_notice(
    version: Annotated[str, Path(description="26-1", max_length=60)],
) -> PersonalNotice:
    """A version as it was shown, for as long as anybody may ask which that was."""
    if version not in NOTICES:
        raise unseen()
    return notice_of(version)


def notice_of(version: str) -> PersonalNotice:
    """That version, in both languages."""
    paragraphs = [Words(zh=zh, en=en) for zh, en in NOTICES[version]]
    title = both("document", "D-36")
    return PersonalNotice(version=version, title=title, paragraphs=paragraphs, article=cited(BASIS))
