"""Bytes that are no request, or two: sent to the real server, and what may become of them."""

from dataclasses import dataclass

HOST = b"Host: county\r\n"
SMUGGLED = b"GET /smuggled HTTP/1.1\r\n" + HOST + b"\r\n"


@dataclass(frozen=True)
class Abuse:
    """``said`` is refused with one of these statuses, or, where that is 0, by hanging up without a word."""

    name: str
    said: bytes
    refused: frozenset[int] = frozenset({400})


def _post(*headers: bytes, body: bytes = b"") -> bytes:
    return b"POST /here HTTP/1.1\r\n" + HOST + b"".join(each + b"\r\n" for each in headers) + b"\r\n" + body


def _get(*headers: bytes, target: bytes = b"/here") -> bytes:
    return b"GET " + target + b" HTTP/1.1\r\n" + HOST + b"".join(each + b"\r\n" for each in headers) + b"\r\n"


def _chunks(said: bytes) -> bytes:
    return _post(b"Transfer-Encoding: chunked", body=said + SMUGGLED)


NO_HTTP = (
    Abuse("a handshake of TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\xaa" * 200),
    Abuse("a preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    Abuse("nothing but a method", b"GET\r\n\r\n"),
    Abuse("a version that is none", b"GET / HTTP/9.9\r\n\r\n"),
    Abuse("a method that is none", b"G\x00T / HTTP/1.1\r\n\r\n"),
    Abuse("Chinese for a method", "取 / HTTP/1.1\r\n\r\n".encode()),
    Abuse("a space in the address", b"GET /a b HTTP/1.1\r\n" + HOST + b"\r\n"),
    Abuse("a control character in the address", _get(target=b"/a\x01b")),
    Abuse("noise", bytes(range(256)) * 8),
)
HEADERS = (
    Abuse("a header without a name", _get(b": nothing")),
    Abuse("a header without a colon", _get(b"nothing")),
    Abuse("a space before the colon", _post(b"Content-Length : 5", body=b"12345")),
    Abuse("U+0000 in a header", _get(b"X: a\x00b")),
    Abuse("a lone CR in a header", _get(b"X: a\rSmuggled: yes")),
    Abuse("a header folded over two lines", _post(b"Transfer-Encoding:\r\n chunked", body=b"0\r\n\r\n")),
)
LENGTHS = (
    Abuse("two lengths", _post(b"Content-Length: 0", b"Content-Length: 44", body=SMUGGLED)),
    Abuse("the same length twice", _post(b"Content-Length: 5", b"Content-Length: 5", body=b"12345")),
    Abuse("two lengths in one header", _post(b"Content-Length: 5, 5", body=b"12345")),
    Abuse("a length below nothing", _post(b"Content-Length: -1", body=SMUGGLED)),
    Abuse("a length with a sign", _post(b"Content-Length: +5", body=b"12345")),
    Abuse("a length in base sixteen", _post(b"Content-Length: 0x5", body=b"12345")),
    Abuse("a length beyond all numbers", _post(b"Content-Length: " + b"9" * 40, body=b"12345")),
    Abuse(
        "a length and chunks",
        _post(b"Content-Length: 5", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n" + SMUGGLED),
    ),
    Abuse(
        "chunks and a length",
        _post(b"Transfer-Encoding: chunked", b"Content-Length: 5", body=b"0\r\n\r\n" + SMUGGLED),
    ),
)
ENCODINGS = (
    Abuse("an encoding nobody knows", _post(b"Transfer-Encoding: xchunked", body=b"0\r\n\r\n" + SMUGGLED)),
    Abuse(
        "chunks, and then something else",
        _post(b"Transfer-Encoding: chunked, identity", body=b"0\r\n\r\n" + SMUGGLED),
    ),
    Abuse(
        "two encodings",
        _post(b"Transfer-Encoding: chunked", b"Transfer-Encoding: identity", body=b"0\r\n\r\n" + SMUGGLED),
    ),
    Abuse("a chunk of no size", _chunks(b"zz\r\n")),
    Abuse("a chunk below nothing", _chunks(b"-1\r\n")),
    Abuse("a chunk with a prefix", _chunks(b"0x5\r\n12345\r\n0\r\n\r\n")),
    Abuse("a chunk beyond all numbers", _chunks(b"F" * 17 + b"\r\n")),
    Abuse("a chunk longer than it says", _chunks(b"2\r\n12345\r\n0\r\n\r\n")),
    Abuse("a chunk that ends in LF", _chunks(b"5\n12345\n0\n\n")),
)
TOO_LONG = (
    Abuse("a header of 64 KB", _get(b"X: " + b"a" * 65_536), frozenset({431})),
    Abuse("an address of 64 KB", _get(target=b"/" + b"a" * 65_536), frozenset({431})),
    Abuse("five thousand headers", _get(*(b"X-%d: aaaa" % n for n in range(5_000))), frozenset({431})),
)
CORPUS = (*NO_HTTP, *HEADERS, *LENGTHS, *ENCODINGS, *TOO_LONG)
