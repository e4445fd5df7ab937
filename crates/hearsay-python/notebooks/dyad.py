# %% [markdown]
# # From a table of articles to how two countries stand
#
# All you need is a CSV with a column of texts and one of days. Here it is made from the examples of the repository:
# twelve articles on the United States and Pakistan in 2011, in our own words.

# %%
from pathlib import Path

import pandas as pd

paths = sorted(Path("examples").glob("*.txt"))
pd.DataFrame(
    {
        "key": [path.stem for path in paths],
        "body": [path.read_text("utf-8") for path in paths],
        "day": [path.stem[:10] for path in paths],
    }
).to_csv("articles.csv", index=False)
articles = pd.read_csv("articles.csv")
articles.head(3)

# %% [markdown]
# One article first. The words that tell something are lit: who says it, what is said, what was done.

# %%
import hearsay

reader = hearsay.Reader()
record = reader.read(articles["body"][0], date=articles["day"][0])
record

# %% [markdown]
# Then all of them, on all cores. What was read comes as columns; a frame is one call away.

# %%
reading = reader.read_many(articles, id="key", text="body", date="day")
reading

# %%
events = reading.to_pandas("events")
events.groupby(["status", "type"]).size().unstack(fill_value=0)

# %% [markdown]
# An allegation is not a fact: `status` says on what footing an event is told, `speaker` and `speaker_level` by whom.

# %%
alleged = events[events["status"] == "alleged"]
alleged[["first_day", "source_name", "deed", "target_name", "speaker", "speaker_level"]].head(8)

# %% [markdown]
# A store keeps what articles say, each article once, and puts the same deed of several papers together.

# %%
store = hearsay.Store("news.hearsay")
store.add(articles, reader=reader, id="key", text="body", date="day")
dyad = store.dyad("USA", "PAK", by="month")
dyad

# %% [markdown]
# Every point can be traced to the sentences behind it.

# %%
weakest = min(dyad.page["series"]["deeds"], key=lambda deed: deed["weight"])
told = {event["id"]: event["sentence"] for event in dyad.page["events"]}
assert weakest["weight"] < 0 and all(number in told for number in weakest["events"])
for number in weakest["events"]:
    print(weakest["days"], "|", told[number])

# %%
store.who("drone* OR strike*").to_pandas()[["speaker", "level", "stance", "content"]].head()
