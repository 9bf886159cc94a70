"""The handoff procedure (对接): one protocol for every docking, in which exactly one side holds the matter.

Drafted, sent, received, signed for; accepted, refused, or a supplement wanted once; worked on, returned with
its result, confirmed. Taken back before acceptance. What silence means its docking says; it accepts and ends
nothing.
"""

from rules import late, notes, staffing, timekeeping
from rules.handoff import answering, commands, consent, events, sending, silence, wire, working
from rules.handoff.evolution import begin, evolve
from rules.handoff.matter import (
    Handoff,
    Stage,
    co_units,
    either_side,
    either_side_or_supervisor,
    its_receivers,
    its_senders,
    senders_or_supervisor,
    supervisor,
)
from rules.handoff.outgoing import follows
from rules.handoff.reading import view
from rules.procedure import Command, Officer, Procedure, TimePassed, names_of
from rules.refusals import Reason

_TAKES_IT_ON = (commands.AcceptHandoff,)


def bar(handoff: Handoff, command: type[Command], officer: Officer) -> Reason | None:
    """TYTJ 15, 16 回避: whoever mediated it before does not take it on again."""
    is_kept_out = handoff.terms.keeps_former_mediators_out and officer.person in handoff.mediators
    return Reason.MEDIATED_BEFORE if command in _TAKES_IT_ON and is_kept_out else None


HANDOFF = Procedure(
    name="handoff",
    acts={
        # 起草
        (Stage.DRAFT, commands.RecordHandoffConsent): (its_senders, sending.record_handoff_consent),
        (Stage.DRAFT, commands.AddHandoffPapers): (its_senders, sending.add_handoff_papers),
        (Stage.DRAFT, commands.DescribeHandoff): (its_senders, sending.describe_handoff),
        (Stage.DRAFT, commands.SendHandoff): (its_senders, sending.send_handoff),
        (Stage.DRAFT, commands.RecallHandoff): (senders_or_supervisor, sending.recall_handoff),
        (Stage.DRAFT, notes.AddNote): (its_senders, notes.add_note),
        # 已发出
        (Stage.SENT, commands.RecallHandoff): (senders_or_supervisor, sending.recall_handoff),
        (Stage.SENT, commands.ExpireHandoff): (senders_or_supervisor, sending.expire_handoff),
        (Stage.SENT, commands.ResendMessage): (either_side_or_supervisor, wire.resend_message),
        (Stage.SENT, commands.LayMessageAside): (either_side_or_supervisor, wire.lay_message_aside),
        (Stage.SENT, notes.AddNote): (either_side, notes.add_note),
        # 已收到
        (Stage.RECEIVED, commands.SignForHandoff): (its_receivers, answering.sign_for_handoff),
        (Stage.RECEIVED, commands.AcceptHandoff): (its_receivers, answering.accept_handoff),
        (Stage.RECEIVED, commands.RefuseHandoff): (its_receivers, answering.refuse_handoff),
        (Stage.RECEIVED, commands.WantSupplement): (its_receivers, answering.want_supplement),
        (Stage.RECEIVED, commands.RecallHandoff): (senders_or_supervisor, sending.recall_handoff),
        (Stage.RECEIVED, commands.ExpireHandoff): (senders_or_supervisor, sending.expire_handoff),
        (Stage.RECEIVED, commands.ResendMessage): (either_side_or_supervisor, wire.resend_message),
        (Stage.RECEIVED, commands.LayMessageAside): (either_side_or_supervisor, wire.lay_message_aside),
        (Stage.RECEIVED, notes.AddNote): (either_side, notes.add_note),
        (Stage.RECEIVED, timekeeping.CorrectStart): (supervisor, timekeeping.correct_start),
        # 已签收
        (Stage.SIGNED_FOR, commands.AcceptHandoff): (its_receivers, answering.accept_handoff),
        (Stage.SIGNED_FOR, commands.RefuseHandoff): (its_receivers, answering.refuse_handoff),
        (Stage.SIGNED_FOR, commands.WantSupplement): (its_receivers, answering.want_supplement),
        (Stage.SIGNED_FOR, commands.RecallHandoff): (senders_or_supervisor, sending.recall_handoff),
        (Stage.SIGNED_FOR, commands.ExpireHandoff): (senders_or_supervisor, sending.expire_handoff),
        (Stage.SIGNED_FOR, commands.ResendMessage): (either_side_or_supervisor, wire.resend_message),
        (Stage.SIGNED_FOR, commands.LayMessageAside): (either_side_or_supervisor, wire.lay_message_aside),
        (Stage.SIGNED_FOR, notes.AddNote): (either_side, notes.add_note),
        (Stage.SIGNED_FOR, timekeeping.CorrectStart): (supervisor, timekeeping.correct_start),
        # 待补充材料
        (Stage.SUPPLEMENT, commands.SupplyHandoff): (its_senders, sending.supply_handoff),
        (Stage.SUPPLEMENT, commands.AcceptHandoff): (its_receivers, answering.accept_handoff),
        (Stage.SUPPLEMENT, commands.RefuseHandoff): (its_receivers, answering.refuse_handoff),
        (Stage.SUPPLEMENT, commands.RecallHandoff): (senders_or_supervisor, sending.recall_handoff),
        (Stage.SUPPLEMENT, commands.ExpireHandoff): (senders_or_supervisor, sending.expire_handoff),
        (Stage.SUPPLEMENT, commands.ResendMessage): (either_side_or_supervisor, wire.resend_message),
        (Stage.SUPPLEMENT, commands.LayMessageAside): (either_side_or_supervisor, wire.lay_message_aside),
        (Stage.SUPPLEMENT, notes.AddNote): (either_side, notes.add_note),
        (Stage.SUPPLEMENT, timekeeping.CorrectStart): (supervisor, timekeeping.correct_start),
        # 已接收办理
        (Stage.ACCEPTED, commands.RecordProgress): (its_receivers, working.record_progress),
        (Stage.ACCEPTED, commands.ExtendHandoff): (its_receivers, working.extend_handoff),
        (Stage.ACCEPTED, commands.GiveCoTask): (its_receivers, working.give_co_task),
        (Stage.ACCEPTED, commands.FinishCoTask): (co_units, working.finish_co_task),
        (Stage.ACCEPTED, commands.ReturnHandoff): (its_receivers, working.return_handoff),
        (Stage.ACCEPTED, commands.ResendMessage): (either_side_or_supervisor, wire.resend_message),
        (Stage.ACCEPTED, commands.LayMessageAside): (either_side_or_supervisor, wire.lay_message_aside),
        (Stage.ACCEPTED, notes.AddNote): (either_side, notes.add_note),
        (Stage.ACCEPTED, timekeeping.CorrectStart): (supervisor, timekeeping.correct_start),
        (Stage.ACCEPTED, timekeeping.SuspendClocks): (its_receivers, timekeeping.suspend_clocks),
        (Stage.ACCEPTED, timekeeping.ResumeClocks): (its_receivers, timekeeping.resume_clocks),
        # 已退回结果
        (Stage.RETURNED, commands.ConfirmReturn): (its_senders, sending.confirm_return),
        (Stage.RETURNED, commands.ResendMessage): (either_side_or_supervisor, wire.resend_message),
        (Stage.RETURNED, commands.LayMessageAside): (either_side_or_supervisor, wire.lay_message_aside),
        (Stage.RETURNED, notes.AddNote): (either_side, notes.add_note),
        # 已结束, 尚有消息未送达
        (Stage.ENDED, commands.ResendMessage): (either_side_or_supervisor, wire.resend_message),
        (Stage.ENDED, commands.LayMessageAside): (either_side_or_supervisor, wire.lay_message_aside),
    },
    facts={
        commands.HandoffConsentRefused: consent.consent_refused,
        commands.OriginEnded: consent.origin_ended,
        commands.AgencySaid: wire.agency_said,
        commands.MessageDelivered: wire.message_delivered,
        commands.MessageUndeliverable: wire.message_undeliverable,
        commands.ReceiverStarted: working.receiver_started,
        commands.ReceiverEnded: working.receiver_ended,
        **timekeeping.FACTS,
        TimePassed: silence.time_passed,
        **staffing.FACTS,
    },
    begin=begin,
    evolve=staffing.staffed(late.noted(evolve)),
    events={**names_of(events, timekeeping, staffing), "NoteAdded": notes.NoteAdded},
    view=staffing.flagged(view),
    follows=late.told(follows),
    moments=silence.moments,
    commands={
        "record_handoff_consent": commands.RecordHandoffConsent,
        "add_handoff_papers": commands.AddHandoffPapers,
        "describe_handoff": commands.DescribeHandoff,
        "send_handoff": commands.SendHandoff,
        "recall_handoff": commands.RecallHandoff,
        "supply_handoff": commands.SupplyHandoff,
        "confirm_return": commands.ConfirmReturn,
        "expire_handoff": commands.ExpireHandoff,
        "resend_message": commands.ResendMessage,
        "lay_message_aside": commands.LayMessageAside,
        "sign_for_handoff": commands.SignForHandoff,
        "accept_handoff": commands.AcceptHandoff,
        "refuse_handoff": commands.RefuseHandoff,
        "want_supplement": commands.WantSupplement,
        "record_progress": commands.RecordProgress,
        "extend_handoff": commands.ExtendHandoff,
        "give_co_task": commands.GiveCoTask,
        "finish_co_task": commands.FinishCoTask,
        "return_handoff": commands.ReturnHandoff,
        "add_note": notes.AddNote,
        "correct_start": timekeeping.CorrectStart,
        "suspend_clocks": timekeeping.SuspendClocks,
        "resume_clocks": timekeeping.ResumeClocks,
    },
    reports={"handoff_consent_refused": commands.HandoffConsentRefused},
    messages={
        **staffing.TOLD,
        "agency_said": commands.AgencySaid,
        "message_delivered": commands.MessageDelivered,
        "message_undeliverable": commands.MessageUndeliverable,
        "receiver_started": commands.ReceiverStarted,
        "receiver_ended": commands.ReceiverEnded,
        "origin_ended": commands.OriginEnded,
    },
    publications=timekeeping.PUBLICATIONS,
    bar=bar,
)
