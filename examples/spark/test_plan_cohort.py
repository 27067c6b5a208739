"""Tests `plan_cohort.py`: by itself, and on Spark, where its rows have to be those of one machine.

    CAREERPATH=target/release/careerpath python test_plan_cohort.py

It needs what requirements.txt says, and the binary.
"""

from __future__ import annotations

import csv
import datetime
import itertools
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest
from collections.abc import Iterable, Iterator
from pathlib import Path
from unittest import mock

import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet
import pyspark

import plan_cohort

HERE = Path(__file__).resolve().parent
PEOPLE = HERE.parent / "cohort" / "people.csv"
CAREERPATH = Path(os.environ.get("CAREERPATH", HERE.parents[1] / "target/release/careerpath")).resolve()

QUESTION = ["--to", "nurse-informaticist", "--to", "cmio", "--start", "2026-11"]

# Two workers, each a process of its own with a folder of its own, and both there before the work begins.
TWO_WORKERS = ["--master=local-cluster[2,1,1024]", "--conf=spark.scheduler.minRegisteredResourcesRatio=1"]
TWO_THREADS = ["--master=local[2]"]

# More partitions than workers, more batches than partitions, and no page for somebody who looks on.
SETTINGS = [
    "--conf=spark.sql.files.minPartitionNum=6",
    "--conf=spark.sql.execution.arrow.maxRecordsPerBatch=20",
    "--conf=spark.log.level=ERROR",
    "--conf=spark.ui.enabled=false",
    "--conf=spark.ui.showConsoleProgress=false",
]

Row = dict[str, object]

# Columns as a table of a staff may have them: numbers that are missing, or too large for a float, and a date.
PEOPLE_SCHEMA = pa.schema(
    {
        "id": pa.string(),
        "role": pa.string(),
        "years": pa.float64(),
        "credentials": pa.list_(pa.field("element", pa.string())),
        "budget": pa.int64(),
        "keep-working": pa.bool_(),
        "unit": pa.string(),
        "badge": pa.int64(),
        "hired": pa.date32(),
    }
)

# What is added to them, as Arrow calls it.
ADDED = {
    "target": "string",
    "outcome": "string",
    "plan_months": "int32",
    "plan_cost": "int64",
    "unpriced_studies": "int32",
    "job_changes": "int32",
    "first_step": "string",
    "next_credential": "string",
    "studies": "list<element: string>",
    "proved": "bool",
    "at_least_months": "int32",
    "reason": "string",
}


def typed_people() -> list[Row]:
    """Returns the example people as a table has them, and among them somebody whose row cannot be read."""
    rows = csv.DictReader(PEOPLE.read_text(encoding="utf-8").splitlines())
    people = [typed_person(number, row) for number, row in enumerate(rows)]
    people.insert(100, {**people[0], "id": "E00000", "role": "nurze"})
    return people


def typed_person(number: int, row: dict[str, str]) -> Row:
    """Returns a row of the example people with types."""
    return {
        **row,
        "years": float(row["years"]) if row["years"] else None,
        "credentials": [name.strip() for name in row["credentials"].split(";") if name.strip()],
        "budget": int(row["budget"]) if row["budget"] else None,
        "keep-working": True if row["keep-working"] == "yes" else None,
        "badge": None if number % 3 == 0 else 2**53 + number,
        "hired": datetime.date(2000 + number % 25, 1 + number % 12, 1),
    }


def on_one_machine(lines: str, *options: str) -> list[Row]:
    """Returns the rows that the binary by itself answers to lines of NDJSON."""
    form = ["--format", "ndjson", "--quiet", "--no-own-catalog", "--keep-rejects"]
    command = [CAREERPATH, "cohort", "-", *QUESTION, *form, *options]
    done = subprocess.run(command, input=lines, capture_output=True, encoding="utf-8")
    if done.returncode not in (0, 1):
        raise AssertionError(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def batch_of(lines: list[str]) -> pa.RecordBatch:
    """Returns a batch as Spark hands it over."""
    people = pa.array([{"id": line} for line in lines], pa.struct([("id", pa.string())]))
    return pa.RecordBatch.from_arrays([people, pa.array(lines)], ["person", "line"])


def answers_of(script: str, batches: Iterable[pa.RecordBatch], targets: int = 1) -> Iterator[list[Row]]:
    """Returns the batches that come of a script in place of the binary."""
    command = [sys.executable, "-c", script]
    return (batch.to_pylist() for batch in plan_cohort.answer(command, targets, batches))


class Filter(unittest.TestCase):
    """How a partition goes through the binary."""

    def test_each_person_gets_an_answer_for_each_target(self) -> None:
        script = "import sys\nfor line in sys.stdin: print(line.strip(), 1); print(line.strip(), 2)"
        batches = [batch_of(["a", "b"]), batch_of([]), batch_of(["c"])]
        rows = list(itertools.chain(*answers_of(script, batches, targets=2)))
        expected = [{"person": {"id": id}, "answers": [f"{id} 1\n", f"{id} 2\n"]} for id in "abc"]
        self.assertEqual(rows, expected)

    def test_a_binary_that_reads_many_people_before_it_answers_is_not_waited_for(self) -> None:
        script = "import sys\nfor line in list(sys.stdin): print(line, end='')"
        batches = (batch_of([str(number)]) for number in range(5_000))
        self.assertEqual(sum(map(len, answers_of(script, batches))), 5_000)

    def test_no_more_is_read_than_what_is_under_way(self) -> None:
        script = "import sys\nfor line in sys.stdin: print(line, end='')"
        begun = itertools.count()
        batches = (batch_of([str(next(begun)) * 100_000]) for _ in range(10_000))
        answered = answers_of(script, batches)
        for _ in range(20):
            next(answered)
        # By now it would have read everything if nothing held it back.
        subprocess.run([sys.executable, "-c", ""], check=True)
        self.assertLess(next(begun), 40)
        answered.close()

    def test_an_empty_partition_starts_nothing(self) -> None:
        self.assertEqual(list(plan_cohort.answer(["/no/such/program"], 1, [batch_of([])])), [])

    def test_a_failure_says_what_the_binary_said(self) -> None:
        fails = "sys.stderr.write('error: out of order'); sys.exit(70)"
        at_once = f"import sys; {fails}"
        at_the_end = f"import sys\nfor line in sys.stdin: print(line, end='')\n{fails}"
        for script in (at_once, at_the_end):
            batches = (batch_of([str(number)] * 1_000) for number in range(100))
            with self.assertRaisesRegex(plan_cohort.CohortError, "exit code 70: error: out of order"):
                list(answers_of(script, batches))

    def test_lines_too_few_or_too_many_are_a_failure(self) -> None:
        few = "import sys\nfor line in list(sys.stdin)[1:]: print(line, end='')"
        many = "import sys\nfor line in [*sys.stdin, 'more' * 100_000]: print(line, end='')"
        for script, said in [(few, "1 lines too few, and exit code 0"), (many, "lines too many")]:
            with self.assertRaisesRegex(plan_cohort.CohortError, said):
                list(answers_of(script, [batch_of(["a", "b"])]))

    def test_people_that_cannot_be_read_are_a_failure(self) -> None:
        def broken() -> Iterator[pa.RecordBatch]:
            yield batch_of(["a"])
            raise ValueError("no more people")

        with self.assertRaisesRegex(ValueError, "no more people"):
            list(answers_of("import sys\nfor line in sys.stdin: print(line, end='')", broken()))

    def test_what_is_wrong_is_said_before_any_work(self) -> None:
        for columns, words, reason in [
            (["role"], ["--to", "nurse-informatisist"], "unknown role .*did you mean"),
            (["job", "title"], QUESTION, "the columns cannot be read: title: given twice"),
            (["id"], QUESTION, "the columns cannot be read: nothing in it says anything of a person"),
            (["role", "outcome"], QUESTION, "the columns cannot be read: outcome"),
            (["role"], [*QUESTION, "--", "--help"], "no answer came back"),
        ]:
            words = ["people", "out", "--careerpath", "it", "--start", "2026-11", *words]
            options = plan_cohort.options_of(plan_cohort.parse_arguments(words))
            with self.assertRaisesRegex(plan_cohort.CohortError, f"(?s){reason}"):
                plan_cohort.try_out([str(CAREERPATH), *options], columns)


class OnSpark(unittest.TestCase):
    """The same rows as on one machine."""

    maxDiff = None

    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.scratch = Path(scratch.name)
        # Where the workers of a local cluster have their folders.
        self.workers = Path(pyspark.__file__).parent / "work"
        shutil.rmtree(self.workers, ignore_errors=True)
        self.addCleanup(shutil.rmtree, self.workers, ignore_errors=True)

        programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        self.environment = {
            "PATH": programs,
            "PYSPARK_PYTHON": sys.executable,
            "PYSPARK_SUBMIT_ARGS": shlex.join([*TWO_THREADS, *SETTINGS, "pyspark-shell"]),
            "PYTHONPATH": str(HERE),
            "SPARK_LOCAL_IP": "127.0.0.1",
        }

    def words(self, people: str, *options: str) -> list[str]:
        """Returns the arguments for people in the scratch folder; the answer is `answers` there."""
        places = [str(self.scratch / people), str(self.scratch / "answers"), "--careerpath", str(CAREERPATH)]
        return [*places, *QUESTION, *options]

    def submit(self, people: str, *options: str) -> subprocess.CompletedProcess[str]:
        """Submits the program to a cluster of two workers, as somebody would."""
        program = [str(HERE / "plan_cohort.py"), *self.words(people, *options)]
        return subprocess.run(
            ["spark-submit", *TWO_WORKERS, *SETTINGS, *program],
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def run_here(self, people: str, *options: str) -> None:
        """Runs the program in this process, on two threads."""
        with mock.patch.dict(os.environ, self.environment):
            plan_cohort.main(self.words(people, *options))

    def answers(self) -> list[Row]:
        """Returns the rows that Spark wrote."""
        return pa.dataset.dataset(self.scratch / "answers").to_table().to_pylist()

    def assert_same(self, spark: list[Row], machine: list[Row]) -> None:
        """Compares rows, which have no order on Spark: none is lost, none doubled, no value another."""

        def key(row: Row) -> tuple[object, object]:
            return row["id"], row["target"]

        spark, machine = sorted(spark, key=key), sorted(machine, key=key)
        self.assertGreater(len(machine), 0)
        self.assertEqual(
            [*map(key, spark)], [*map(key, machine)], "who is answered on Spark, and on one machine"
        )
        for ours, theirs in zip(spark, machine, strict=True):
            self.assertEqual(ours, theirs, "on Spark, and on one machine")

    def test_parquet_with_two_workers(self) -> None:
        people = typed_people()
        (self.scratch / "people").mkdir()
        for number in range(6):
            some = pa.Table.from_pylist(people[number::6], PEOPLE_SCHEMA)
            pa.parquet.write_table(some, self.scratch / "people" / f"{number}.parquet")

        done = self.submit("people")

        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("rejected: 2\n", done.stdout)
        shipped = {path.parent for path in self.workers.glob("*/*/careerpath")}
        self.assertEqual(len(shipped), 2, "each worker gets the binary")
        self.assertGreater(len(list((self.scratch / "answers").glob("*.parquet"))), 2)
        lines = "".join(json.dumps(person, default=str) + "\n" for person in people)
        machine = on_one_machine(lines)
        for row, person in zip(machine, (person for person in people for _ in range(2)), strict=True):
            row["hired"] = person["hired"]
        self.assert_same(self.answers(), machine)
        schema = pa.dataset.dataset(self.scratch / "answers").schema
        types = {field.name: str(field.type) for field in schema}
        self.assertEqual(types, {field.name: str(field.type) for field in PEOPLE_SCHEMA} | ADDED)

    def test_other_forms_spread_anew(self) -> None:
        words = shlex.split("--alike role --alike years --partitions 3 -- --within 3 --drop unit")
        table = PEOPLE.read_text(encoding="utf-8")
        people = list(csv.DictReader(table.splitlines()))
        given = [{name: value for name, value in person.items() if value} for person in people]
        lines = "".join(json.dumps(person) + "\n" for person in given)
        machine = [{**dict.fromkeys(people[0]), **row} for row in on_one_machine(lines, "--within", "3")]
        for row in machine:
            del row["unit"]
        for name, text in [("people.ndjson", lines), ("people.csv", table)]:
            with self.subTest(name):
                shutil.rmtree(self.scratch / "answers", ignore_errors=True)
                (self.scratch / name).write_text(text, encoding="utf-8")
                self.run_here(name, *words)
                self.assert_same(self.answers(), machine)

        before = sorted((self.scratch / "answers").iterdir())
        with self.assertRaisesRegex(SystemExit, "already exists"):
            self.run_here("people.csv", *words)
        self.assertEqual(sorted((self.scratch / "answers").iterdir()), before)


if __name__ == "__main__":
    unittest.main()
