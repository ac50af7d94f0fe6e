"""
What actions are called on the audit page. One without a word here is shown by its own
name, so that none is left out.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from loket.lib.audit import ActorKind

KINDS = {
    ActorKind.STAFF: gettext_lazy("Staff"),
    ActorKind.COMMAND: gettext_lazy("Command on the machine"),
    ActorKind.API: gettext_lazy("Another program"),
    ActorKind.SYSTEM: gettext_lazy("The machine itself"),
    ActorKind.NOBODY: gettext_lazy("Nobody signed in"),
    ActorKind.CITIZEN: gettext_lazy("A citizen"),
}

ACTIONS = {
    "agenda.seen": gettext_lazy("looked at the agenda"),
    "alarm.settled": gettext_lazy("noted an alarm as mended"),
    "answering_hours.set": gettext_lazy("set the answering hours"),
    "audit.exported": gettext_lazy("exported the audit list"),
    "booking.arrived": gettext_lazy("marked as arrived"),
    "booking.booked": gettext_lazy("booked or took a mark back"),
    "booking.cancelled": gettext_lazy("cancelled a booking"),
    "booking.moved": gettext_lazy("moved a booking"),
    "booking.no_show": gettext_lazy("marked as not come"),
    "budget.set": gettext_lazy("set a budget"),
    "channel_account.added": gettext_lazy("added a number"),
    "channel_account.renewed": gettext_lazy("renewed a number"),
    "conflict.settled": gettext_lazy("settled a conflict of identities"),
    "erasure.settled": gettext_lazy("settled a request for erasure"),
    "event.retried": gettext_lazy("had a message read again"),
    "file.seen": gettext_lazy("opened a file"),
    "language.switched": gettext_lazy("switched a language"),
    "message.dropped": gettext_lazy("gave a message up"),
    "message.resent": gettext_lazy("sent a message again"),
    "password.changed": gettext_lazy("chose a password"),
    "password.reset": gettext_lazy("made a link for a new password"),
    "price.set": gettext_lazy("set a price"),
    "quiet.set": gettext_lazy("set the quiet hours"),
    "quota.set": gettext_lazy("set a quota"),
    "recovery_codes.renewed": gettext_lazy("made new recovery codes"),
    "second_factor.added": gettext_lazy("set up a second factor"),
    "second_factor.refused": gettext_lazy("failed at the second factor"),
    "second_factor.removed": gettext_lazy("removed a second factor"),
    "second_factor.reset": gettext_lazy("took second factors away"),
    "session.ended": gettext_lazy("ended a session"),
    "sign_in.done": gettext_lazy("signed in"),
    "sign_in.locked": gettext_lazy("was locked out after too many tries"),
    "sign_in.refused": gettext_lazy("failed to sign in"),
    "sign_out.done": gettext_lazy("signed out"),
    "staff.activated": gettext_lazy("opened an account again"),
    "staff.added": gettext_lazy("added somebody"),
    "staff.deactivated": gettext_lazy("ended an account"),
    "staff.duty_given": gettext_lazy("gave a duty"),
    "staff.duty_taken": gettext_lazy("took a duty"),
    "step.confirmed": gettext_lazy("confirmed a step of the set-up"),
    "stuck.seen": gettext_lazy("looked at messages to be decided"),
    "talk.answered": gettext_lazy("answered in a talk"),
    "talk.invited": gettext_lazy("asked somebody to write again"),
    "talk.returned": gettext_lazy("gave a talk back"),
    "talk.seen": gettext_lazy("opened a talk"),
    "talk.taken": gettext_lazy("took a talk"),
    "talks.seen": gettext_lazy("looked at who waits"),
    "text.changed": gettext_lazy("changed a text"),
    "text.restored": gettext_lazy("restored a text"),
}
