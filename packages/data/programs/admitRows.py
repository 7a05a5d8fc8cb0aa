"""Takes in the newest file of each data set, row by row, and writes it on if every row is as it should be.

Runs as a Glue job with the role `etl` or `labels`. It needs nothing but Python, boto3 and Glue's reader of arguments, and
nothing else reaches it: a data set is a file of comma-separated values in UTF-8 with a header. A file with one wrong row is
not written on at all. What is said about it names file, line and column, and never what stands there, because the log is
no place for data.

Arguments: --source_bucket, --source_prefix, --target_bucket, --target_prefix, --target_folder, and --data_sets, a JSON
object with a list of columns for each data set: {"name", "type": "integer" | "number" | "text", "minimum", "maximum",
"values"}; of a text, `maximum` is the longest length in characters.
"""

import csv
import io
import json
import re
import sys

# Glue's smallest machine has room for the text and its rows many times over.
LARGEST_FILE_BYTES = 256 * 1024 * 1024

# What a reader of the file would take for the end of a line or of the text.
CONTROL = re.compile(r"[\x00-\x1f\x7f]")

INTEGER = re.compile(r"-?[0-9]{1,15}")
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")


class Refused(Exception):
    """Why a file is not taken in; the message says where, not what."""


def problem_of(column, text):
    """What is wrong with one value, as the rest of a sentence; None if nothing is."""
    values = column.get("values")
    if values is not None:
        return None if text in values else "is none of the values"
    minimum, maximum = column.get("minimum"), column.get("maximum")
    if column["type"] == "text":
        if text == "" or CONTROL.search(text):
            return "is empty or has control characters"
        return None if maximum is None or len(text) <= maximum else "is too long"
    if not (INTEGER if column["type"] == "integer" else NUMBER).fullmatch(text):
        return "is no " + column["type"]
    number = float(text)
    if (minimum is not None and number < minimum) or (maximum is not None and number > maximum):
        return "is out of its limits"
    return None


def admitted(name, text, columns):
    """The file as it is written on, and how many rows it has.

    Raises Refused for a header, a row or a value that is not as the columns say, and for a file without rows.
    """
    names = [column["name"] for column in columns]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    count = 0
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        if next(reader, None) != names:
            raise Refused(f"{name}: the first line must be {','.join(names)}")
        writer.writerow(names)
        for row in reader:
            if len(row) != len(names):
                raise Refused(f"{name}: line {reader.line_num} has {len(row)} columns instead of {len(names)}")
            for column, value in zip(columns, row):
                problem = problem_of(column, value)
                if problem is not None:
                    raise Refused(f"{name}: line {reader.line_num}: {column['name']} {problem}")
            writer.writerow(row)
            count += 1
    except csv.Error:
        raise Refused(f"{name}: line {reader.line_num} is not comma-separated values") from None
    if count == 0:
        raise Refused(f"{name}: has no rows")
    return written.getvalue(), count


def newest(s3, bucket, prefix):
    """The newest file below a prefix, or None."""
    found = None
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
        for item in page.get("Contents", []):
            if item["Key"].endswith(".csv") and (found is None or item["LastModified"] > found["LastModified"]):
                found = item
    return found


def take_in(s3, arguments, data_set, columns):
    """Takes in one data set; says what it did."""
    source = newest(s3, arguments["source_bucket"], f"{arguments['source_prefix']}{data_set}/")
    if source is None:
        return f"{data_set}: nothing has come in"
    name = source["Key"]
    if source["Size"] > LARGEST_FILE_BYTES:
        raise Refused(f"{name}: has more than {LARGEST_FILE_BYTES} bytes")
    try:
        body = s3.get_object(Bucket=arguments["source_bucket"], Key=name)["Body"].read()
    except s3.exceptions.ClientError:
        raise Refused(f"{name}: cannot be read; it is not scanned yet, or is marked") from None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(f"{name}: is not UTF-8") from None
    written, count = admitted(name, text, columns)
    key = f"{arguments['target_prefix']}{data_set}/{arguments['target_folder']}part-0.csv"
    s3.put_object(Bucket=arguments["target_bucket"], Key=key, Body=written.encode("utf-8"), ContentType="text/csv")
    return f"{data_set}: {count} rows of {name} are now in {key}"


def run(s3, arguments):
    """Takes in every data set; one that is refused keeps none of the others out. Returns how many were refused."""
    refused = 0
    for data_set, columns in sorted(json.loads(arguments["data_sets"]).items()):
        try:
            print(take_in(s3, arguments, data_set, columns), flush=True)
        except Refused as reason:
            refused += 1
            print(f"refused: {reason}", file=sys.stderr, flush=True)
    return refused


def main():
    # Only there in Glue.
    import boto3
    from awsglue.utils import getResolvedOptions

    names = ["source_bucket", "source_prefix", "target_bucket", "target_prefix", "target_folder", "data_sets"]
    refused = run(boto3.client("s3"), getResolvedOptions(sys.argv, names))
    if refused > 0:
        raise SystemExit(f"{refused} data sets were refused")


if __name__ == "__main__":
    main()
