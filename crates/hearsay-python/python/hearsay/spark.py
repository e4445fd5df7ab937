"""Reading on Apache Spark: the same reading, run by an engine that hands out shards, retries and commits.

>>> reading = hearsay.spark.read(spark.read.parquet("articles"), text="body", date="day")   # doctest: +SKIP
>>> reading.write("read")                                                                   # doctest: +SKIP
>>> events = hearsay.spark.same_deeds(spark.read.parquet("read/events"))                    # doctest: +SKIP
>>> hearsay.spark.dyads(events).write.parquet("dyads")                                      # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pyspark.sql import DataFrame
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import ArrayType, LongType, StructField, StructType

from . import _hearsay
from .inputs import FIELDS
from .reader import KINDS, Errors, read_batch

if TYPE_CHECKING:
    import pyarrow


class Reading:
    """What is read of a frame of articles, as frames; nothing is read before one of them is used.

    Each frame that is used reads the articles again, unless `persist` keeps what was read or `write` puts it down."""

    def __init__(self, nested: DataFrame) -> None:
        #: A row for each article, with lists of what it tells.
        self.nested = nested

    def table(self, kind: str) -> DataFrame:
        """Rows of one kind: articles, statements, events, times, assessments, disputes."""
        if kind not in KINDS:
            raise KeyError(f"there are no `{kind}`; there are {', '.join(KINDS)}")
        if kind == "articles":
            return self.nested.where("characters is not null").drop("row", *KINDS[1:])
        return self.nested.select(f.explode(kind).alias("one")).select("one.*")

    @property
    def articles(self) -> DataFrame:
        """A row for each article that was read."""
        return self.table("articles")

    @property
    def statements(self) -> DataFrame:
        """Who says what."""
        return self.table("statements")

    @property
    def events(self) -> DataFrame:
        """Who did what to whom: a row for each two parties of an event."""
        return self.table("events")

    @property
    def times(self) -> DataFrame:
        """Time expressions."""
        return self.table("times")

    @property
    def assessments(self) -> DataFrame:
        """How parties are said to stand."""
        return self.table("assessments")

    @property
    def disputes(self) -> DataFrame:
        """Who contradicts whom."""
        return self.table("disputes")

    @cached_property
    def unread(self) -> DataFrame:
        """Articles that could not be read, or not all that was stated of them, and why; with `errors="collect"`."""
        return self.nested.where("error is not null").select("article", "error")

    def persist(self) -> Reading:
        """Keeps what is read, in memory and on the workers' disks."""
        self.nested.persist()
        return self

    def write(self, path: str, mode: str = "error") -> None:
        """Reads every article once and writes Parquet: `path/nested`, then a folder for each kind, events by month.

        `mode` is Spark's: "error", "overwrite", "ignore"."""
        self.nested.write.mode(mode).parquet(f"{path}/nested")
        read = Reading(self.nested.sparkSession.read.parquet(f"{path}/nested"))
        for kind in KINDS:
            frame = read.table(kind)
            if kind == "events":
                by_month = with_month(frame).repartition("month").write.partitionBy("month")
                by_month.mode(mode).parquet(f"{path}/events")
            else:
                frame.write.mode(mode).parquet(f"{path}/{kind}")


def read(articles: DataFrame, *, errors: Errors = "collect", records: bool = False, **fields: str) -> Reading:
    """What is read of a frame of articles, on whatever cluster runs it.

    `fields` say which columns are which: `text="body", date="day"`; columns with the names of fields are taken without.
    Articles are read where their partition lies, one core for each task. With `records`, articles have their records
    as JSON. An article that cannot be read costs the others nothing; see `Reading.unread`."""
    chosen = {name: name for name in FIELDS if name in articles.columns} | fields
    missing = [column for column in chosen.values() if column not in articles.columns]
    if missing:
        raise KeyError(f"no column {missing[0]!r}; there are {', '.join(articles.columns)}")
    if not {"text", "html"} & set(chosen):
        raise KeyError(f"no column `text` or `html`; say which one it is: text=... of {', '.join(articles.columns)}")
    picked = articles.select(*(f.col(column).cast("string").alias(name) for name, column in chosen.items()))

    def work(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield read_batch(batch, errors=errors, records=records)

    return Reading(picked.mapInArrow(work, _nested()))


def with_month(events: DataFrame) -> DataFrame:
    """Events with `month` (201101): when they happened, else when they were printed, else 0."""
    day = f.coalesce("first_day", "published")
    return events.withColumn("month", f.coalesce(f.date_format(day, "yyyyMM").cast("int"), f.lit(0)))


def same_deeds(events: DataFrame) -> DataFrame:
    """Events with `deed_group`: the number of the deed that they tell of, the same for all of its tellings.

    It is what `Store` finds when the same articles are added together. Numbers are made of the articles' ids, so that
    they are the same in each run. Events are shuffled by the countries of their two parties."""
    known = events.withColumn("number", f.xxhash64("article", "event"))
    roots = known.withColumn("source_root", _root("source_code")).withColumn("target_root", _root("target_code"))
    dated = roots.where("coalesce(first_day, published) is not null")
    schema = StructType([StructField("number", LongType(), False), StructField("least", LongType(), False)])
    links = dated.groupBy("source_root", "target_root").applyInArrow(_links, schema)
    groups = _together(links.distinct())
    joined = known.join(groups, "number", "left")
    return joined.withColumn("deed_group", f.coalesce("least", "number")).drop("number", "least")


def dyads(events: DataFrame) -> DataFrame:
    """The sums of each month of each two countries: the numbers of the store's `dyad_month`.

    `source` and `target` are the first three letters of actor codes; `events` counts tellings, `weight` sums their
    weights. Where events have `deed_group`, `deeds` counts each deed once."""
    known = with_month(events).withColumn("source", _root("source_code")).withColumn("target", _root("target_code"))
    # Whole thousandths, as the store keeps them: sums are then the same in any order.
    thousandths = f.sum(f.round(f.col("goldstein") * 1000).cast("long")) / 1000
    sums = [f.count(f.lit(1)).alias("events"), thousandths.alias("weight")]
    if "deed_group" in events.columns:
        sums.append(f.countDistinct("deed_group").alias("deeds"))
    return known.groupBy("source", "target", "month", "type", "status", "voice").agg(*sums)


def _root(column: str) -> Any:
    return f.coalesce(f.substring(column, 1, 3), f.lit(""))


def _links(table: pyarrow.Table) -> pyarrow.Table:
    """Events that tell of one deed, each with the smallest of them; those that stand alone are left out."""
    import pyarrow
    import pyarrow.compute as compute

    (batch,) = table.combine_chunks().to_batches() or [None]
    number = batch["number"]
    least = pyarrow.array(_hearsay.same_deeds(batch))
    alone = compute.equal(number, least)
    links = pyarrow.table({"number": number, "least": least})
    # The smallest one itself is kept: it may be joined with others in another pair of countries.
    told_again = compute.is_in(number, value_set=least.filter(compute.invert(alone)))
    return links.filter(compute.or_(compute.invert(alone), told_again))


def _together(links: DataFrame) -> DataFrame:
    """An event between several pairs of countries joins what each of them joins: the smallest of all that hang together."""
    links = links.persist()
    edges = links.unionByName(links.select(f.col("least").alias("number"), f.col("number").alias("least"))).persist()
    groups = edges.groupBy("number").agg(f.min("least").alias("least"))
    groups = groups.withColumn("least", f.least("number", "least")).localCheckpoint()
    while True:
        near = edges.join(groups.withColumnRenamed("number", "least_number").withColumnRenamed("least", "theirs"),
                          edges["least"] == f.col("least_number"))
        best = near.groupBy("number").agg(f.min("theirs").alias("theirs"))
        moved = groups.join(best, "number").select("number", f.least("least", "theirs").alias("least"), "least")
        moved = moved.toDF("number", "now", "before").localCheckpoint()
        changed = moved.where("now < before").limit(1).count()
        groups = moved.select("number", f.col("now").alias("least"))
        if not changed:
            return groups


def _nested() -> StructType:
    import pyarrow

    schema = from_arrow_schema(pyarrow.schema(_hearsay.nested_columns()))
    assert isinstance(schema, StructType) and isinstance(schema["events"].dataType, ArrayType)
    return schema
