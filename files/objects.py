"""A store that speaks S3 (对象存储): Amazon's, MinIO, or a province's own cloud. An object is there whole, or
not at all; what is in it was sealed here.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from files.sealing import Readable
from files.store import NAME, FilesAway, NotThere

Answer = TypeVar("Answer")

_SCHEME = "s3"
_PATIENCE = Config(
    connect_timeout=5,
    read_timeout=30,
    retries={"max_attempts": 3, "mode": "standard"},
    s3={"addressing_style": "path"},
)
_ABSENT = frozenset({"NoSuchKey", "404"})


def is_of_objects(where: str) -> bool:
    """Whether a setting names such a store: `s3://bucket/prefix`."""
    return urlsplit(where).scheme == _SCHEME


class Bucket:
    """One bucket, and a prefix in it. ``scratch``: where files are made ready on this machine."""

    def __init__(self, where: str, scratch: Path, **connection: Any) -> None:
        parts = urlsplit(where)
        self._bucket, self._prefix = parts.netloc, parts.path.strip("/")
        self._scratch = scratch
        self._client = boto3.client("s3", config=_PATIENCE, **connection)

    @property
    def scratch(self) -> Path:
        return self._scratch

    async def put(self, name: str, file: Path) -> None:
        """The store itself checks that it came whole."""

        def put() -> None:
            with file.open("rb") as body:
                self._client.put_object(
                    Bucket=self._bucket, Key=self._key(name), Body=body, ChecksumAlgorithm="SHA256"
                )

        await _there(put)

    async def open(self, name: str) -> Readable:
        def get() -> Readable:
            found: Readable = self._client.get_object(Bucket=self._bucket, Key=self._key(name))["Body"]
            return found

        return await _there(get)

    async def delete(self, name: str) -> None:
        await _there(lambda: self._client.delete_object(Bucket=self._bucket, Key=self._key(name)))

    async def older_than(self, at: datetime) -> AsyncIterator[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=f"{self._prefix}/" if self._prefix else ""
        )
        every = iter(pages)
        while (page := await _there(lambda: next(every, None))) is not None:
            for each in page.get("Contents", ()):
                name = each["Key"].rpartition("/")[2]
                if each["LastModified"] < at and each["Key"] == self._key(name):
                    yield name

    async def is_there(self) -> bool:
        try:
            await _there(lambda: self._client.head_bucket(Bucket=self._bucket))
        except (FilesAway, NotThere):
            return False
        return True

    def _key(self, name: str) -> str:
        if not NAME.fullmatch(name):
            return ""  # nothing of ours
        return "/".join(filter(None, (self._prefix, name[:2], name)))


async def _there(what: Callable[[], Answer]) -> Answer:
    """Asked beside the loop. Raises FilesAway and NotThere."""
    try:
        return await asyncio.to_thread(what)
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in _ABSENT:
            raise NotThere from None
        raise FilesAway from None
    except (BotoCoreError, OSError):
        raise FilesAway from None
