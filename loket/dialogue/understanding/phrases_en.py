"""
What people write for each intent in English. Short forms are written out in the
Indonesian way: "passport" is "paspor".
"""

from __future__ import annotations

PHRASES: dict[str, tuple[str, ...]] = {
    "stop": (
        "unsubscribe", "unsub", "opt out", "stop sending", "stop messages",
        "stop messaging", "stop reminders", "stop texting", "no more messages",
        "don't message", "don't send", "don't contact", "do not contact",
        "do not message", "remove from list",
    ),
    "start": (
        "subscribe", "subscribe again", "resume messages", "send again", "opt in",
        "start reminders", "start messages", "remind me",
    ),
    "erase": (
        "delete data", "erase data", "remove data", "delete account",
        "delete information", "forget me", "right forgotten", "delete everything",
    ),
    "export": (
        "copy my data", "copy data", "export data", "download data", "send my data",
        "what data", "access data",
    ),
    "person": (
        "person", "human", "officer", "real person", "talk someone",
        "speak someone", "talk person", "speak person", "an agent", "live agent",
        "talk human", "speak human", "speak officer", "not bot", "not robot",
    ),
    "complaint": (
        "complain", "complaint", "complaints", "rude", "bad service",
        "terrible service", "bribe", "bribery", "asked money", "disappointed",
        "report officer",
    ),
    "official": (
        "official", "official number", "scam", "fake", "fraud", "is real", "is legit",
        "legit", "trust number", "not scam", "not fake",
    ),
    "leave waiting list": (
        "leave waiting list", "off waiting list", "cancel waiting list",
        "stop waiting", "leave list", "remove waiting list",
    ),
    "waiting list": ("waiting list", "wait list", "waitlist", "standby list"),
    "reschedule": (
        "reschedule", "change appointment", "change booking", "change date",
        "change day", "change time", "change hour", "move appointment",
        "move booking", "another day", "another date", "another time",
        "different day", "different date", "different time", "postpone",
        "come another day", "change schedule", "move visit",
    ),
    "cancel": (
        "cancel booking", "cancel appointment", "cancel visit", "cancel queue",
        "cancellation", "cannot come", "can't come", "can not come", "won't come",
        "cancel",
    ),
    "paid": (
        "paid but", "already paid", "payment failed", "payment not", "billing code",
        "money deducted",
    ),
    "status": (
        "status", "paspor status", "status paspor", "paspor ready", "paspor finished",
        "paspor done", "is ready", "when ready", "pick up", "collect paspor",
        "track paspor", "application status", "check status",
    ),
    "requirements": (
        "requirements", "requirement", "documents", "document", "what bring",
        "should bring", "need bring", "must bring", "papers", "required documents",
        "what need", "bring what", "to bring", "difference",
    ),
    "lost": (
        "lost paspor", "paspor lost", "damaged paspor", "paspor damaged",
        "stolen paspor", "paspor stolen",
    ),
    "duration": ("how long", "how many days", "processing time"),
    "fees": (
        "fee", "fees", "price", "cost", "costs", "how much", "pay", "payment",
        "charge", "how pay",
    ),
    "opening hours": (
        "opening hours", "office hours", "open hours", "working hours",
        "business hours", "what time open", "when open", "what time close",
        "when close", "are open", "is open", "open today", "open tomorrow",
        "open saturday", "open sunday", "closing time", "close what time",
        "open what time", "open", "closed",
    ),
    "location": (
        "address", "location", "where office", "where is office", "where located",
        "where is", "where are", "directions", "map", "maps", "how get there",
        "find office",
    ),
    "mine": (
        "my booking", "my bookings", "my appointment",
        "my queue", "my code", "my visit", "show booking", "check booking",
        "see booking", "when my appointment", "my qr", "show code",
    ),
    "book": (
        "book", "book appointment", "make appointment", "make booking",
        "appointment", "apply", "renew", "schedule visit", "new paspor",
        "reserve", "queue number", "make paspor", "renew paspor", "need paspor",
        "want paspor", "get paspor", "apply paspor", "book visit",
        "need appointment", "booking",
    ),
    "english": ("speak english", "english please", "in english", "use english",
                "english"),
    "indonesian": ("in indonesian", "speak indonesian"),
    "javanese": ("in javanese", "speak javanese"),
    "sundanese": ("in sundanese", "speak sundanese"),
    "language": (
        "change language", "other language", "language", "choose language",
        "which languages", "another language", "different language",
    ),
    "menu": ("what can you", "options", "information", "help"),
    "wait": ("wait", "hold on", "one moment", "just moment", "later"),
    "thanks": ("thank you", "thanks", "tks"),
    "greeting": (
        "good morning", "good afternoon", "good evening", "good day", "hi", "hello",
        "hey", "p",
    ),
}  # fmt: skip
