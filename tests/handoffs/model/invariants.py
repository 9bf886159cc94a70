"""What must hold in every world that can be reached: each a function, its sentence beside it."""

from rules.handoff.matter import Holder, Outcome, Stage
from rules.journal import View
from tests.handoffs.model.agency import Agency
from tests.handoffs.model.book import ENDS, Exchange
from tests.handoffs.model.instants import NOWS
from tests.handoffs.model.world import Model, World

# How the county's outcome is called by the agency.
_SAID_TO_THE_AGENCY = {
    Outcome.CONFIRMED: "confirmed",
    Outcome.REFUSED: "refused",
    Outcome.RECALLED: "recalled",
    Outcome.EXPIRED: "recalled",
    Outcome.CONSENT_ENDED: "consent-ended",
}
_ON_A_CLOCK = frozenset({Stage.RECEIVED, Stage.SIGNED_FOR, Stage.SUPPLEMENT, Stage.ACCEPTED, Stage.RETURNED})


def never_two_holders(model: Model, number: int) -> bool:
    """The agency acts as holder only while the county's journal names its side."""
    exchange = model.all[number]
    if exchange.county is None or not model.honest.holds(exchange.agency):
        return True
    side = Holder.SENDER if exchange.agency.sends else Holder.RECEIVER
    return model.county.handoffs[exchange.county].holder is side


def the_journal_names_one_holder(model: Model, number: int) -> bool:
    """The receiver from acceptance until return, at every other instant the sender: never two, never none."""
    exchange = model.all[number]
    if exchange.county is None:
        return True
    handoff = model.county.handoffs[exchange.county]
    holding = handoff.receiver if exchange.book is Holder.RECEIVER else handoff.sender
    return handoff.holder is exchange.book and handoff.holding == holding


def whoever_holds_it_knows_or_is_told(model: Model, number: int) -> bool:
    """Where the journal names the agency's side and it does not act, a message or an answer is to come."""
    exchange = model.all[number]
    if exchange.county is None or model.honest.holds(exchange.agency):
        return True
    handoff = model.county.handoffs[exchange.county]
    side = Holder.SENDER if exchange.agency.sends else Holder.RECEIVER
    has_been_handed_over = exchange.agency.sends and handoff.may_be_recalled
    return handoff.holder is not side or has_been_handed_over or bool(_untold(model, exchange))


def closed_only_when_the_other_side_knows(model: Model, number: int) -> bool:
    """When the county closes, the agency has heard how it ended, or has said so itself."""
    exchange = model.all[number]
    if exchange.county is None or model.county.handoffs[exchange.county].stage is not Stage.CLOSED:
        return True
    end = _SAID_TO_THE_AGENCY[_outcome(model, exchange)]
    return end in exchange.agency.heard or exchange.agency.has_said(end)


def after_quiescence_both_agree(model: Model, number: int) -> bool:
    """With nothing unanswered, both sides say the same of how it stands."""
    exchange = model.all[number]
    if exchange.county is None or _untold(model, exchange):
        return True
    handoff = model.county.handoffs[exchange.county]
    agency, end = exchange.agency, model.honest.end_of(exchange.agency)
    if handoff.is_settled:
        return end == _SAID_TO_THE_AGENCY[_outcome(model, exchange)]
    is_accepted = "accepted" in agency.heard if agency.sends else model.honest.holds(agency)
    is_returned = "returned" in (agency.heard if agency.sends else dict(agency.said))
    if not agency.sends and "sent" not in agency.heard:
        return False
    match handoff.stage:
        case Stage.ACCEPTED:
            return end is None and is_accepted and not is_returned
        case Stage.RETURNED:
            return end is None and is_returned
        case _:
            return end is None and not is_accepted and not is_returned


def the_original_hears_of_one_end(model: Model, number: int) -> bool:
    """It is never told two different ends: not by the county's letters, and not by messages and answers."""
    exchange = model.all[number]
    return len(exchange.news) <= 1 and (not exchange.agency.sends or len(_ends_told(exchange.agency)) <= 1)


def the_same_message_has_one_effect(model: Model, number: int) -> bool:
    """A message that comes again, by the same id, puts nothing in the journal."""
    return "the_same_message_has_one_effect" not in model.all[number].wrong


def whoever_comes_second_is_told_why(model: Model, number: int) -> bool:
    """A message that changes nothing is answered ``refused``, with a reason of the contract.

    ``nothing`` is answered only to what is so already."""
    exchange = model.all[number]
    if "whoever_comes_second_is_told_why" in exchange.wrong:
        return False
    if exchange.county is None:
        return True
    handoff = model.county.handoffs[exchange.county]
    so_already = {
        "accepted": handoff.accepted_at is not None,
        "returned": handoff.came_back is not None,
        "refused": handoff.outcome is Outcome.REFUSED,
        "recalled": handoff.outcome is Outcome.RECALLED,
        "consent-ended": handoff.outcome is Outcome.CONSENT_ENDED,
        "confirmed": handoff.outcome is Outcome.CONFIRMED,
    }
    return all(so_already.get(message, True) for message, effect in exchange.answers if effect != "refused")


def what_happens_once_stands_once(model: Model, number: int) -> bool:
    """Acceptance, return, end and the asking for a supplement: each stands in a journal at most once."""
    return "what_happens_once_stands_once" not in model.all[number].wrong


def an_acceptance_stands(model: Model, number: int) -> bool:
    """What is accepted ends by its return, or for want of consent: no recall, no silence undoes it."""
    return "an_acceptance_stands" not in model.all[number].wrong


def nothing_stands_after_the_end(model: Model, number: int) -> bool:
    """After the end only messages are written down, as delivered or as not taken."""
    return "nothing_stands_after_the_end" not in model.all[number].wrong


def silence_reaches_a_supervisor(model: Model, number: int) -> bool:
    """Whoever waits, waits on a clock. What passed without a word is a supervisor's task, and ends nothing.

    So is what was sent and cannot be delivered."""
    exchange = model.all[number]
    if "silence_reaches_a_supervisor" in exchange.wrong:
        return False
    if exchange.county is None or model.county.handoffs[exchange.county].is_settled:
        return True
    handoff = model.county.handoffs[exchange.county]
    running = {clock.name for clock in handoff.clocks if clock.is_open}
    is_repeated = "sent" in (*model.county.waiting(exchange.county), *model.county.dead(exchange.county))
    if handoff.stage in _ON_A_CLOCK and not running and not is_repeated:
        return False
    has_passed = bool(running & handoff.silent) or "sent" in model.county.dead(exchange.county)
    return not has_passed or _is_supervisors(model.county.views[exchange.county])


def one_exchange_at_a_time(model: Model, world: World) -> bool:
    """Of all exchanges of a matter one at most is with its receiver, in the journals and for the agency."""
    exchanges = [model.all[number] for number in world.exchanges]
    handoffs = [model.county.handoffs[each.county] for each in exchanges if each.county is not None]
    received = sum(handoff.holder is Holder.RECEIVER for handoff in handoffs)
    believed = sum(model.honest.holds(each.agency) and not each.agency.sends for each in exchanges)
    return received <= 1 and believed <= 1


def a_noted_period_is_noted_once(model: Model, number: int) -> bool:
    """After a look at the time nothing is left to be noted at that time."""
    exchange = model.all[number]
    if exchange.county is None:
        return True
    for now in range(len(NOWS)):
        done = model.county.looks_at_the_time(exchange.county, now)
        if done and model.county.looks_at_the_time(done.county, now):
            return False
    return True


def is_end(model: Model, world: World) -> bool:
    """Every exchange is closed here and ended there, and nothing is on its way."""
    return not world.network and all(model.is_over(number) for number in world.exchanges)


OF_AN_EXCHANGE = (
    never_two_holders,
    the_journal_names_one_holder,
    whoever_holds_it_knows_or_is_told,
    closed_only_when_the_other_side_knows,
    after_quiescence_both_agree,
    the_original_hears_of_one_end,
    the_same_message_has_one_effect,
    whoever_comes_second_is_told_why,
    what_happens_once_stands_once,
    an_acceptance_stands,
    nothing_stands_after_the_end,
    silence_reaches_a_supervisor,
    a_noted_period_is_noted_once,
)
OF_A_WORLD = (one_exchange_at_a_time,)


def _outcome(model: Model, exchange: Exchange) -> Outcome:
    assert exchange.county is not None
    outcome = model.county.handoffs[exchange.county].outcome
    assert outcome is not None
    return outcome


def _untold(model: Model, exchange: Exchange) -> bool:
    """Something was said and not answered, or waits for a person to have it said."""
    assert exchange.county is not None
    county = model.county
    return bool(exchange.agency.waiting or county.waiting(exchange.county) or county.dead(exchange.county))


def _ends_told(agency: Agency) -> set[str]:
    return {*(agency.heard & ENDS), *(end for end in ENDS if agency.is_taken(end))}


def _is_supervisors(view: View) -> bool:
    return any(task.what == "look-into-silence" and task.role == "supervisor" for task in view.tasks)
