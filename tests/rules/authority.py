"""What is masked, and how it is asked for: stories of the tests."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from rules.authority.confidentiality import Confidentiality, Mask
from rules.authority.unmasking import Unmasking, Way, check_may_agree, check_may_ask
from rules.procedure import Officer
from rules.refusals import Reason
from tests.rules import county

SUPERVISOR = Officer("p-supervisor", "supervisor", "sl")
BUREAU_HEAD = Officer("p-head", "petition_bureau_head", "sl")
HANDLER = Officer("p-handler", "dept_handler", "sl-d4")
CLEAR = {Confidentiality.FILE: Mask.CLEAR, Confidentiality.CONTACT: Mask.CLEAR}
IN_PART = {Confidentiality.FILE: Mask.CLEAR, Confidentiality.CONTACT: Mask.PARTIAL}
REVEAL = Unmasking(Way.TWO_PERSON, Confidentiality.REPORTER, HANDLER.person, county.MONDAY)
LOOK = Unmasking(Way.EMERGENCY, Confidentiality.WORDS, HANDLER.person, county.MONDAY)
LATER = county.MONDAY + timedelta(minutes=1)

OF_WHAT_IS_MASKED = {
    Reason.NOTHING_TO_UNMASK: lambda: partial(
        check_may_ask, SUPERVISOR, Way.REASON, Confidentiality.CONTACT, CLEAR
    ),
    Reason.OWN_REQUEST: lambda: partial(
        check_may_agree, REVEAL, replace(BUREAU_HEAD, person=HANDLER.person), LATER
    ),
    Reason.REQUEST_OVER: lambda: partial(check_may_agree, replace(REVEAL, agreed_by="p"), BUREAU_HEAD, LATER),
}
