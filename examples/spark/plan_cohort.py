"""Answers `careerpath cohort` for more people than one machine is for, on Apache Spark.

    spark-submit plan_cohort.py people.parquet answers --careerpath BINARY --to ROLE --start YYYY-MM

Each worker gets the binary and runs it for a partition as a filter: a person in, a line out for each target.
The answer is a new folder of Parquet: the columns of the people as they were, and those that
`careerpath cohort` adds. What follows `--` is passed on to it, such as `-- --within 3 --drop unit`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from queue import SimpleQueue
from typing import IO

import pyarrow as pa
from pyspark import SparkFiles
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import ArrayType, StringType, StructType

# What `careerpath cohort` adds to a row, in its order.
ADDED = (
    "target string, outcome string, plan_months int, plan_cost bigint, unpriced_studies int, "
    "job_changes int, first_step string, next_credential string, studies array<string>, proved boolean, "
    "at_least_months int, reason string"
)

# Exit codes after which all rows are there: done, and done with rows that could not be read.
ANSWERED = (0, 1)


class CohortError(Exception):
    """The program did not answer as it should; the message says what it said."""


def parse_arguments(words: list[str]) -> argparse.Namespace:
    """Returns the arguments; `passed_on` holds what follows `--`."""
    parser = argparse.ArgumentParser(
        description="Answer `careerpath cohort` on Apache Spark.",
        epilog="What follows `--` is passed on to `careerpath cohort`, such as `-- --within 3 --drop unit`.",
    )
    add = parser.add_argument
    add("people", help="Parquet, or files that end in .csv, .ndjson or .jsonl")
    add("output", help="a new folder of Parquet")
    add("--careerpath", required=True, metavar="BINARY", help="the program to ship to the workers")
    add("--to", required=True, action="append", metavar="ROLE|CREDENTIAL", help="may be repeated")
    add("--start", required=True, metavar="YYYY-MM", help="the month in which all plans begin")
    same = "bring people together of whom this is the same, so that they are answered once; may be repeated"
    add("--alike", default=[], action="append", metavar="COLUMN", help=same)
    add("--partitions", type=int, metavar="N", help="spread the people over so many processes")
    cut = words.index("--") if "--" in words else len(words)
    arguments = parser.parse_args(words[:cut])
    arguments.passed_on = words[cut + 1 :]
    return arguments


def read_people(spark: SparkSession, path: str) -> DataFrame:
    """Returns the people; a file that is not what its name says is an error, and no row of it is guessed."""
    strict = spark.read.option("mode", "FAILFAST")
    if path.endswith(".csv"):
        return strict.options(header=True, escape='"', multiLine=True).csv(path)
    if path.endswith((".ndjson", ".jsonl")):
        return strict.json(path)
    return spark.read.parquet(path)


def spread(people: DataFrame, alike: list[str], partitions: int | None) -> DataFrame:
    """Returns the people in so many partitions, those who are alike in the same one.

    A process remembers its answers, but knows nothing of another's.
    """
    if not alike and partitions is None:
        return people
    # With a number Spark joins no small partitions: it would judge by bytes, and the work is in planning.
    return people.repartition(partitions or people.sparkSession.sparkContext.defaultParallelism, *alike)


def options_of(arguments: argparse.Namespace) -> list[str]:
    """Returns the words after the binary: with them, every worker answers alike, whatever is set up there."""
    targets = [word for name in arguments.to for word in ("--to", name)]
    alike = ["--start", arguments.start, "--no-own-catalog"]
    form = ["--format", "ndjson", "--keep-rejects", "--quiet"]
    return ["cohort", "-", *targets, *alike, *form, *arguments.passed_on]


def environment() -> dict[str, str]:
    """Returns the environment of the binary: Spark has a worker for each core already."""
    return {**os.environ, "RAYON_NUM_THREADS": "1"}


def try_out(command: list[str], columns: list[str]) -> list[dict[str, object]]:
    """Returns the answers about somebody of whom nothing is known: one for each target.

    What is wrong with the options or the columns comes up here, before any work is done.
    """
    nobody = json.dumps(dict.fromkeys(columns))
    done = subprocess.run(command, input=nobody, env=environment(), capture_output=True, encoding="utf-8")
    if done.returncode not in ANSWERED:
        raise CohortError(done.stderr.removeprefix("error: ").strip())
    try:
        answers = [json.loads(line) for line in done.stdout.splitlines()]
    except json.JSONDecodeError:
        answers = []
    if not answers:
        raise CohortError("no answer came back: leave out the options after `--` that lead it elsewhere")
    if answers[0]["outcome"] == "rejected":
        raise CohortError(f"the columns cannot be read: {answers[0]['reason']}")
    return answers


def answer(command: list[str], targets: int, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Runs the binary over the people of a partition, and yields each batch with its answers.

    A thread writes while this one reads. The pipes hold both back: a few batches are in memory at a time.
    """
    batches = (batch for batch in batches if batch.num_rows)
    first = next(batches, None)
    if first is None:
        return
    with tempfile.TemporaryFile() as said:
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=said, env=environment())
        sent: SimpleQueue[pa.RecordBatch | Exception | None] = SimpleQueue()
        everyone = chain([first], batches)
        threading.Thread(target=feed, args=(process.stdin, everyone, sent), daemon=True).start()
        missing = 0
        try:
            while not missing and (batch := sent.get()) is not None:
                if isinstance(batch, Exception):
                    raise batch
                lines = list(islice(process.stdout, batch.num_rows * targets))
                missing = batch.num_rows * targets - len(lines)
                if not missing:
                    yield with_answers(batch, lines, targets)
            surplus = process.stdout.read(1)
            # What has more to say than anybody reads does not end by itself.
            code = None if surplus else process.wait()
        finally:
            process.kill()
            process.wait()
            process.stdout.close()
        if code not in ANSWERED or missing:
            said.seek(0)
            message = said.read().decode(errors="replace").strip()
            lines = "lines too many" if surplus else f"{missing} lines too few, and exit code {code}"
            raise CohortError(f"careerpath: {lines}: {message}")


def feed(stdin: IO[bytes], batches: Iterable[pa.RecordBatch], sent: SimpleQueue) -> None:
    """Writes people to the binary.

    `sent` gets each batch as it is begun, and at the end `None` or what went wrong.
    """
    try:
        with stdin:
            for batch in batches:
                sent.put(batch)
                stdin.writelines(line.encode() + b"\n" for line in batch.column("line").to_pylist())
        sent.put(None)
    except BrokenPipeError:
        # The binary has ended: its exit code says why.
        sent.put(None)
    except Exception as error:
        sent.put(error)


def with_answers(batch: pa.RecordBatch, lines: list[bytes], targets: int) -> pa.RecordBatch:
    """Returns the people of a batch, each with as many of the lines as there are targets."""
    begins = pa.array(range(0, len(lines) + 1, targets), pa.int32())
    answers = pa.ListArray.from_arrays(begins, pa.array(lines, pa.string()))
    return pa.RecordBatch.from_arrays([batch.column("person"), answers], ["person", "answers"])


def answer_shipped(
    binary: str, options: list[str], targets: int, batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Does the same as `answer` on a worker, with the binary that was shipped to it."""
    path = SparkFiles.get(binary)
    if not os.access(path, os.X_OK):
        os.chmod(path, 0o700)
    return answer([path, *options], targets, batches)


def answers_to(spark: SparkSession, people: DataFrame, binary: str, options: list[str]) -> DataFrame:
    """Returns a row for each person and target."""
    tried = try_out([binary, *options], people.columns)
    spark.sparkContext.addFile(binary)
    # Spark itself writes the lines and reads the answers: no value goes through a type of Python.
    lines = people.select(F.struct("*").alias("person")).withColumn("line", F.to_json("person"))
    answered = lines.mapInArrow(
        partial(answer_shipped, os.path.basename(binary), options, len(tried)),
        StructType().add("person", people.schema).add("answers", ArrayType(StringType())),
    )
    rows = answered.select("person", F.explode("answers").alias("answer"))
    rows = rows.withColumn("answer", F.from_json("answer", ADDED, {"mode": "FAILFAST"}))
    kept = [F.col("person").getField(name).alias(name) for name in people.columns if name in tried[0]]
    return rows.select(*kept, "answer.*")


def main(words: list[str]) -> None:
    """Reads the people, answers, and writes the answers, never over others."""
    arguments = parse_arguments(words)
    with SparkSession.builder.appName("careerpath cohort").getOrCreate() as spark:
        try:
            people = spread(read_people(spark, arguments.people), arguments.alike, arguments.partitions)
            answers = answers_to(spark, people, os.path.abspath(arguments.careerpath), options_of(arguments))
            answers.write.mode("errorifexists").parquet(arguments.output)
        except (AnalysisException, CohortError, OSError) as error:
            sys.exit(f"error: {error}")
        outcomes = spark.read.parquet(arguments.output).groupBy("outcome").count()
        for outcome, rows in sorted(outcomes.collect()):
            print(f"{outcome}: {rows}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
