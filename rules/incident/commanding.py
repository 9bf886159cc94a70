"""How an incident is commanded: who has the command, who serves, what is ordered, and what is heard."""

from rules import calling
from rules.incident import commands, events
from rules.incident.matter import Incident, Order, Outcome
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused


def serve_as(incident: Incident, command: commands.ServeAs, now: Now) -> tuple[Event, ...]:
    """County policy 44 岗位分工: deputy and liaison, of seats that can be called out."""
    calling.check_called(incident.edition, command.role, command.unit)
    return (
        events.FunctionAssigned(
            at=now.at, by=command.by, function=command.function, role=command.role, unit=command.unit
        ),
    )


def give_order(incident: Incident, command: commands.GiveOrder, now: Now) -> tuple[Event, ...]:
    """County policy 44 下达指令: to a seat that answers for its unit."""
    calling.check_called(incident.edition, command.role, command.unit)
    return (
        events.OrderGiven(
            at=now.at, by=command.by, role=command.role, unit=command.unit, words=command.words
        ),
    )


def acknowledge_order(incident: Incident, command: commands.AcknowledgeOrder, now: Now) -> tuple[Event, ...]:
    """County policy 44 指令回执: by the seat that was ordered, late or not, once."""
    order = _theirs(incident, command)
    if order.acknowledged_at:
        raise Refused(Reason.ORDER_ACKNOWLEDGED)
    return (events.OrderAcknowledged(at=now.at, by=command.by, order=order.number),)


def report_order_done(incident: Incident, command: commands.ReportOrderDone, now: Now) -> tuple[Event, ...]:
    """County policy 44 执行结果: whoever reports what came of an order has also had it."""
    order = _theirs(incident, command)
    had = (events.OrderAcknowledged(at=now.at, by=command.by, order=order.number),)
    done = events.OrderReportedDone(at=now.at, by=command.by, order=order.number, result=command.result)
    return (*(() if order.acknowledged_at else had), done)


def _theirs(incident: Incident, command: commands.AcknowledgeOrder | commands.ReportOrderDone) -> Order:
    order = incident.order(command.order)
    if order.has_end or not calling.sits(command.by, order.post):
        raise Refused(Reason.NO_SUCH_ORDER)
    return order


def withdraw_order(incident: Incident, command: commands.WithdrawOrder, now: Now) -> tuple[Event, ...]:
    """County policy 44 撤回指令: with a reason; told to whoever was ordered."""
    order = incident.order(command.order)
    if order.has_end:
        raise Refused(Reason.NO_SUCH_ORDER)
    return (events.OrderWithdrawn(at=now.at, by=command.by, order=order.number, reason=command.reason),)


def file_situation_report(
    incident: Incident, command: commands.FileSituationReport, now: Now
) -> tuple[Event, ...]:
    """County policy 44 现场情况: by everybody who is in it, as often as there is something to report."""
    return (events.SituationReported(at=now.at, by=command.by, words=command.words),)


def record_command_decision(
    incident: Incident, command: commands.RecordCommandDecision, now: Now
) -> tuple[Event, ...]:
    """County policy 44 指挥决定: what was decided, by whom, when; nothing of the log is ever changed."""
    return (events.CommandDecisionRecorded(at=now.at, by=command.by, words=command.words),)


def offer_command(incident: Incident, command: commands.OfferCommand, now: Now) -> tuple[Event, ...]:
    """County policy 44 移交指挥: it passes when the other takes it over, and not before."""
    role, unit = command.role, command.unit
    is_centre = (role, unit) == (incident.edition.dispatcher.role, incident.edition.county)
    if not is_centre:
        calling.check_called(incident.edition, role, unit, (incident.commander.post,))
    return (events.CommandOffered(at=now.at, by=command.by, role=role, unit=unit),)


def take_over_command(incident: Incident, command: commands.TakeOverCommand, now: Now) -> tuple[Event, ...]:
    """County policy 44 接指挥: from this instant on there is another commander, and one."""
    return (events.CommandTakenOver(at=now.at, by=command.by, before=incident.commander.person),)


def decline_command(incident: Incident, command: commands.DeclineCommand, now: Now) -> tuple[Event, ...]:
    """County policy 44 不接指挥: with a reason; the command stays where it is."""
    if not calling.sits(command.by, incident.offered or ("", "")):
        raise Refused(Reason.COMMAND_NOT_OFFERED)
    return (events.CommandDeclined(at=now.at, by=command.by, reason=command.reason),)


def stand_down(incident: Incident, command: commands.StandDown, now: Now) -> tuple[Event, ...]:
    """County policy 44 结束处置: when every order has its end; the closing report is somebody's by name of
    their seat."""
    if not all(order.has_end for order in incident.orders):
        raise Refused(Reason.ORDERS_WITHOUT_END)
    post = (command.role, command.unit)
    if post not in {incident.commander.post, (incident.edition.dispatcher.role, incident.edition.county)}:
        calling.check_called(incident.edition, *post)
    return (
        events.IncidentStoodDown(
            at=now.at, by=command.by, role=command.role, unit=command.unit, words=command.words
        ),
    )


def file_closing_report(
    incident: Incident, command: commands.FileClosingReport, now: Now
) -> tuple[Event, ...]:
    """County policy 44 结案报告: with it the incident ends."""
    ended = events.IncidentEnded(at=now.at, by=command.by, outcome=Outcome.REPORT_FILED, words=command.report)
    return (ended,)
