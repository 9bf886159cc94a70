"""Every "no" of supervision and recommendations, with somebody told so."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from rules.recommendation.commands import SignRecommendation
from rules.refusals import Reason
from rules.supervision.commands import AcceptRectification, SignLetter
from rules.supervision.matter import Ground
from tests.rules.county import VILLAGE
from tests.rules.story import KEY, WORDS
from tests.rules.supervising import (
    BUREAU,
    BUREAU_HEAD,
    a_clusters_draft,
    a_finding,
    drafted,
    found,
    supervised,
)

OF_SUPERVISION: Mapping[Reason, Callable[[], Callable[[], Any]]] = {
    Reason.CLOCKS_FIND_THAT: lambda: partial(found, ground=Ground.OVERDUE),
    Reason.NOT_OURS_TO_SUPERVISE: lambda: partial(found, unit="sl-city"),
    Reason.SIGNED_BY_ANOTHER: lambda: partial(
        a_finding(by=BUREAU_HEAD).hear, SignLetter(id=KEY, by=BUREAU_HEAD)
    ),
    Reason.STILL_OWED: lambda: partial(
        supervised().reported().hear, AcceptRectification(id=KEY, by=BUREAU, findings=WORDS)
    ),
    Reason.NOT_ADDRESSED_THERE: lambda: partial(drafted, to=VILLAGE),
    Reason.NOT_WRITTEN: lambda: partial(a_clusters_draft().hear, SignRecommendation(id=KEY, by=BUREAU_HEAD)),
}
