"""What is never done in the product: code from text, shells, readers that build anything, weak ciphers, trust
without looking; and who may reach out to other systems."""

import ast
from collections.abc import Callable

import pytest

from tests.house.repository import ROOT, files, name_of, tree

OURS = [path for path in files() if not name_of(path).startswith(("tests/", "benchmarks/"))]
# Who opens a connection to another system: to addresses from the settings, never from a request.
REACH_OUT = {
    "activities/carrying_notices.py": "the mail server and the gateway for short messages, by the settings",
    "activities/partners/network.py": "agencies' systems, at the addresses of the settings",
    "api/gate.py": "the identity provider",
    "conformance/": "the agency that is tested, at the address on the command line",
    "demo/": "our own API",
    "desk/": "our own API, at the address on the command line",
    "files/": "the store of objects and the scanner, at the addresses of the settings",
    "identity/": "the identity provider",
    "keys/": "the key service",
    "pages/door.py": "our own API, in the same process",
    "local/program.py": "our own programs, whether they are ready",
    "simulator/": "the county that is played against",
    "watching/library.py": "the figures of the engine's library, in the same process",
    "worker.py": "the client that is handed to the above",
}
WEAK = {"ECB", "CBC", "TripleDES", "ARC4", "Blowfish", "MD5", "md5", "SHA1", "sha1", "PKCS1v15"}
READERS = {"pickle", "marshal", "shelve", "dill", "joblib", "jsonpickle", "yaml", "lxml", "jinja2"}
SHELLS = {("os", "system"), ("os", "popen"), ("subprocess", "getoutput"), ("subprocess", "getstatusoutput")}


def makes_code(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="eval" | "exec" | "compile" | "__import__")):
            return True
    return False


def starts_a_shell(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=room), attr=name)) if (room, name) in SHELLS:
            return True
        case ast.Call(keywords=keywords):
            return any(each.arg == "shell" and not _is(each.value, False) for each in keywords)
    return False


def reads_anything(node: ast.AST) -> bool:
    match node:
        case ast.Import(names=names):
            return any(each.name.partition(".")[0] in READERS for each in names)
        case ast.ImportFrom(module=str(module)):
            return module.partition(".")[0] in READERS
    return False


def is_weak(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name in WEAK
        case ast.Call(func=ast.Attribute(attr="new" | "digest"), args=[*_, ast.Constant(value=str(name))]):
            return name in WEAK
    return False


def trusts_without_looking(node: ast.AST) -> bool:
    match node:
        case ast.Call(keywords=keywords):
            said = {each.arg: each.value for each in keywords}
            return (
                ("verify" in said and _is(said["verify"], False))
                or ("follow_redirects" in said and not _is(said["follow_redirects"], False))
                or ("trust_env" in said and not _is(said["trust_env"], False))
            )
        case ast.Attribute(attr="CERT_NONE" | "_create_unverified_context"):
            return True
    return False


def is_random_for_anybody(node: ast.AST) -> bool:
    match node:
        case ast.Import(names=names):
            return any(each.name == "random" for each in names)
        case ast.ImportFrom(module="random"):
            return True
    return False


def _is(node: ast.expr, value: bool) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


# What nobody does; and who may all the same, with the reason.
NEVER: dict[Callable[[ast.AST], bool], dict[str, str]] = {
    makes_code: {},
    starts_a_shell: {},
    reads_anything: {
        "pages/drawing.py": "templates of ours, escaped; none is made of what anybody wrote",
        "paper/wording.py": "templates of a county, in a sandbox that knows fields and conditions",
    },
    is_weak: {},
    trusts_without_looking: {},
    is_random_for_anybody: {
        "desk/caller.py": "how long to wait before the next try",
        "desk/driving.py": "which way a seeded story goes",
        "simulator/planning.py": "how a seeded agency behaves",
    },
}


@pytest.mark.parametrize("what", NEVER, ids=lambda what: what.__name__)
def test_nobody_does_what_is_never_done(what: Callable[[ast.AST], bool]) -> None:
    found = {name_of(path) for path in OURS for node in ast.walk(tree(path)) if what(node)}

    assert found == NEVER[what].keys()


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (makes_code, "eval(said)"),
        (makes_code, "exec(said)"),
        (starts_a_shell, "subprocess.run(said, shell=True)"),
        (starts_a_shell, "os.system(said)"),
        (reads_anything, "import pickle"),
        (reads_anything, "from yaml import load"),
        (is_weak, "modes.ECB()"),
        (is_weak, "hashlib.md5(said)"),
        (is_weak, "hashlib.new('sha1')"),
        (is_weak, "hmac.digest(key, said, 'md5')"),
        (trusts_without_looking, "httpx.get(url, verify=False)"),
        (trusts_without_looking, "httpx.AsyncClient(follow_redirects=True)"),
        (trusts_without_looking, "ssl.CERT_NONE"),
        (is_random_for_anybody, "import random"),
    ],
)
def test_what_is_never_done_would_be_found(what: Callable[[ast.AST], bool], code: str) -> None:
    assert any(what(node) for node in ast.walk(ast.parse(code)))


def test_only_these_reach_out_to_other_systems() -> None:
    reaching = {
        name_of(path)
        for path in OURS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and {"httpx", "requests", "urllib.request", "socket"} & _modules(node)
    }

    assert len(reaching) >= 5
    assert [name for name in reaching if not name.startswith((*REACH_OUT, "local/"))] == []


def test_the_browser_of_a_program_does_not_follow_where_it_is_sent() -> None:
    import httpx  # noqa: PLC0415  only here

    with httpx.Client() as client:
        assert not client.follow_redirects


def _modules(node: ast.Import | ast.ImportFrom) -> set[str]:
    return {node.module or ""} if isinstance(node, ast.ImportFrom) else {each.name for each in node.names}


def test_the_places_that_are_named_are_there() -> None:
    assert [name for name in REACH_OUT if not (ROOT / name).exists()] == []
