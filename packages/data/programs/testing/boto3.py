"""Stands in for boto3: folders of FAKE_S3 take the place of buckets. What the program does not call is not there."""

import io
import os
import pathlib


class _S3:
    class exceptions:
        class ClientError(Exception):
            pass

    def __init__(self):
        self._root = pathlib.Path(os.environ["FAKE_S3"])

    def get_paginator(self, call):
        assert call == "list_objects_v2", call
        return self

    def paginate(self, Bucket, Prefix):
        root = self._root / Bucket
        found = sorted(path for path in root.rglob("*") if path.is_file()) if root.exists() else []
        keys = [path.relative_to(root).as_posix() for path in found]
        items = [
            {"Key": key, "Size": path.stat().st_size, "LastModified": path.stat().st_mtime}
            for key, path in zip(keys, found)
            if key.startswith(Prefix)
        ]
        # Pages of one, as a large bucket has many; an empty listing has no "Contents".
        yield from ([{"Contents": [item]} for item in items] or [{}])

    def get_object(self, Bucket, Key):
        if "unscanned" in Key:
            raise self.exceptions.ClientError("AccessDenied")
        return {"Body": io.BytesIO((self._root / Bucket / Key).read_bytes())}

    def put_object(self, Bucket, Key, Body, ContentType):
        assert ContentType == "text/csv", ContentType
        path = self._root / Bucket / Key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(Body)


def client(service):
    assert service == "s3", service
    return _S3()
