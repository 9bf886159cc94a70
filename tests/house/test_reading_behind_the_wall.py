"""The API reads behind the second wall (docs/decisions/0031); what it does as the house has its reason."""

import ast

from tests.house.repository import ROOT, files, tree

# module of the API -> what it does with the records as the house
AS_THE_HOUSE = {
    "adding": "words are added to the matter whose code somebody holds; they are read from behind the wall",
    "activities": "what a team did is written down, which belongs to no case",
    "agencies": "an agency's system, by its signature: it has no seat",
    "agendas": "the journal of a meeting that was seen; how many cases of a matter are open",
    "asking": "the ledger and the journal's last entry, of what was asked for a moment ago",
    "accesses": "who has looked, which no seat reads; first it is looked at from behind the wall",
    "autographs": "public keys of the house; whose name stands under a paper of a case that was seen",
    "archive": "that a copy was taken is noted",
    "auditing": "who has looked and refused, in the auditor's whole area; no word of anybody",
    "bundles": "a reason is sealed, and that it was exported is noted",
    "bounded": "how often an address has asked",
    "classifying": "what waits at the counter becomes a matter",
    "clocks": "what was published over a calendar",
    "codes": "whether a code was given; all else by the code",
    "cutover": "a row of an older system becomes a matter, once",
    "drafts": "what somebody has begun to write, which belongs to no matter, and is theirs alone",
    "drafting": "a step of a paper of a case that was seen is written down",
    "paper_drafts": "a paper is opened for a case that was seen",
    "events": "where a place lies, and who holds a seat with how many events in hand",
    "errands": "who sits where; how far the matter behind an errand is that was seen from behind the wall",
    "evidence": "the chains of what was seen from behind the wall",
    "exchanges": "messages that belong to no matter",
    "filters": "what somebody keeps for themselves, which is about no case",
    "health": "whether the database is there",
    "keeping": "how long something is kept depends on all of its procedures",
    "keeping_acts": "what is asked of the register, of a matter that was seen from behind the wall",
    "keeping_by_code": "the register of the matter whose code somebody holds",
    "labels": "where a place lies, which is nobody's secret",
    "links": "a link is made, or undone",
    "live": "listens; every line is then read for who asked",
    "matters": "a matter is registered",
    "measure": "how many matters somebody has opened",
    "moves": "the discipline clerk names a matter that is to move",
    "noticing": "how a code is told, and that a notice was seen that was seen from behind the wall",
    "opening": "a procedure is opened",
    "operations": "numbers, ids and codes of the whole store, for whoever keeps it running",
    "people": "who sits where",
    "presence": "who has a case open that was seen from behind the wall",
    "public_figures": "how many there are of a kind in a month, of nobody",
    "publications": "what is published belongs to no case",
    "publishing": "what is proposed belongs to no case; of open cases it tells how many there are",
    "reports": "a report is of the whole county; whose matters are in it is read from behind the wall",
    "receptions": "the journal of a reception that is announced; the list itself is read for nobody",
    "requests": "the ledger, under the caller's own key",
    "service": "how punctual and how available the whole house was, of nobody",
    "sight": "puts the wall up",
    "submissions": "what waits at the counter, which nobody has classified",
    "unmasking": "somebody asks, agrees, reviews or marks; in an emergency, whether there is such a matter",
    "uploading": "a paper is written down, in a case that was seen from behind the wall or by its code",
    "upkeeping": "how far a task of upkeep has come; it tells nobody of a case",
    "verbs": "what was said is sealed before anything refers to it",
    "watched": "how many of what there are, and whether the database is there; no word of anybody",
}


def test_only_these_modules_of_the_api_use_the_records_as_the_house() -> None:
    using = {path.stem for path in files("api") if "records" in _of_an_office(tree(path))}

    assert using == set(AS_THE_HOUSE)


def test_whoever_looks_at_a_case_looks_from_behind_the_wall() -> None:
    """A list, a count, a search and a single look take what is visible: with it they take the wall."""
    bare = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in files("api")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and _takes_what_is_visible(node) and _is_of_the_house(node)
    ]

    assert bare == []


def _of_an_office(of: ast.AST) -> set[str]:
    return {
        node.attr
        for node in ast.walk(of)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in _OFFICES
    }


_OFFICES = ("office", "at.office", "self._office", "store", "counter", "sealed", "office.sealed")


# Who audits reads what no other seat does, in their own area and without a word of anybody: the log of looks
# is not there for readers.
NOT_FROM_BEHIND_IT = ("audit_lines", "audit_counted")


def _takes_what_is_visible(call: ast.Call) -> bool:
    if ast.unparse(call.func) in NOT_FROM_BEHIND_IT:
        return False

    return any(ast.unparse(each) in ("sight.cases", "sight.words") for each in call.args)


def _is_of_the_house(call: ast.Call) -> bool:
    return any(ast.unparse(each) in ("office.records", "office.directory") for each in call.args)
