"""Which kinds of procedure stand for what somebody brought (群众提出的事项), what goes with that, and which
are the house's own work.

What people brought is counted in the stock, the trends and the clusters. What goes with it is about the same
matter and would count it twice; the house's own work is no matter of anybody's.
"""

BROUGHT = frozenset({"dispute", "petition", "consultation", "event"})
TAKEN_UP_AGAIN = frozenset({"dispute", "petition"})  # whose second procedure is the first one, reopened
WITH_IT = frozenset({"aftercare", "petition_aftercare", "review", "re_review", "handoff", "errand", "past"})
OWN = frozenset({"meeting", "supervision", "recommendation", "inspection", "backlog", "dispatch", "incident"})
