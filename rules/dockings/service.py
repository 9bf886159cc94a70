"""Services (公证、法律援助、心理服务、社会救助、司法救助): offered; nobody need take them."""

from dataclasses import replace
from functools import partial

from rules.articles import Article, Source
from rules.dockings.common import (
    ANSWERED,
    CONFIRMED,
    MEDIATORS,
    NEVER,
    OF_PETITIONS,
    RETURNED_IN_TIME,
    trap,
)
from rules.dockings.docking import Body, Consents, Docking, DockingClock, Line, Point, Trait
from rules.refusals import Reason

_xftl = partial(Article, Source.PETITION_REGULATIONS)
_gzf = partial(Article, Source.NOTARY_LAW)
_flyz = partial(Article, Source.LEGAL_AID_LAW)
_jsws = partial(Article, Source.MENTAL_HEALTH_LAW)

_EVERY_BODY_THAT_HANDLES = (
    MEDIATORS | OF_PETITIONS | {Body.COURT, Body.POLICE, Body.PROCURATORATE, Body.ARBITRATION}
)

_NOTARY = Docking(
    code="notary",
    line=Line.SERVICE,
    senders=_EVERY_BODY_THAT_HANDLES,
    receivers=frozenset({Body.NOTARY}),
    basis=(_gzf(11), _gzf(12), _gzf(30), _gzf(31)),
    consents=Consents.CONCERNED,
    outcomes=frozenset({"certificate", "certificate-refused"}),
    clocks=(ANSWERED, DockingClock("certify-by", "K-69", Point.ACCEPTANCE, Point.RETURN), CONFIRMED),
    documents=("agreement", "identity-proof", "title-proof"),
    returns={"certificate": ("notarial-certificate",), "certificate-refused": ("notary-refusal",)},
    traps=(*NEVER, trap(Reason.NOTARIZED_MATTER_IN_DISPUTE, Trait.IN_DISPUTE)),
)

# To accept is to grant: seven days from the receipt, three more until somebody is assigned. The time of a
# supplement is left out. Whoever is exempt from the means test needs no statement of means.
_LEGAL_AID = Docking(
    code="legal-aid",
    line=Line.SERVICE,
    senders=_EVERY_BODY_THAT_HANDLES,
    receivers=frozenset({Body.LEGAL_AID}),
    basis=(_flyz(31), _flyz(35), _flyz(38), _flyz(43)),
    consents=Consents.CONCERNED,
    outcomes=frozenset({"aid-assigned", "declined"}),
    clocks=(
        DockingClock("decide-by", "K-68", Point.RECEIPT, Point.ACCEPTANCE),
        DockingClock("assign-by", "K-68a", Point.ACCEPTANCE, Point.RETURN),
        CONFIRMED,
    ),
    documents=("referral-note", "means-statement", "authorisation"),
    traps=NEVER,
)
_LEGAL_AID_WITHOUT_MEANS_TEST = replace(
    _LEGAL_AID,
    code="legal-aid-without-means-test",
    basis=(_flyz(32), _flyz(35), _flyz(42), _flyz(43)),
    documents=("referral-note", "authorisation"),
)

# 心理服务: one's own wish alone. Offered, accepted, declined: whoever asked for it learns that, and nobody
# else ever, neither who handles the matter nor any statistics.
_PSYCHOLOGY = Docking(
    code="psychological-service",
    line=Line.SERVICE,
    senders=_EVERY_BODY_THAT_HANDLES,
    receivers=frozenset({Body.PSYCHOLOGY}),
    basis=(_jsws(4), _jsws(23), _jsws(27), _jsws(30)),
    consents=Consents.CONCERNED,
    outcomes=frozenset({"provided", "declined"}),
    clocks=(ANSWERED, RETURNED_IN_TIME, CONFIRMED),
    traps=NEVER,
    outcome_alone=Reason.COUNSELLING_IS_CONFIDENTIAL,
    is_private=True,
)

# 社会救助, 司法救助: petition work tells a person in real difficulty of them, or helps to apply.
_SOCIAL_ASSISTANCE = Docking(
    code="social-assistance",
    line=Line.SERVICE,
    senders=OF_PETITIONS,
    receivers=frozenset({Body.ASSISTANCE}),
    basis=(_xftl(37, 2), Article(Source.SOCIAL_ASSISTANCE_MEASURES, 65)),
    consents=Consents.CONCERNED,
    outcomes=frozenset({"assistance-granted", "assistance-refused", "declined"}),
    clocks=(ANSWERED, RETURNED_IN_TIME, CONFIRMED),
    traps=NEVER,
)
_JUDICIAL_ASSISTANCE = replace(_SOCIAL_ASSISTANCE, code="judicial-assistance", basis=(_xftl(37, 2),))

ROWS = (
    _NOTARY,
    _LEGAL_AID,
    _LEGAL_AID_WITHOUT_MEANS_TEST,
    _PSYCHOLOGY,
    _SOCIAL_ASSISTANCE,
    _JUDICIAL_ASSISTANCE,
)
