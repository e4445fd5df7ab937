# %% [markdown]
# # From GDELT's or ICEWS's columns to ours, and back
#
# Code that was written for other event data goes on working: a store is exported in their columns, and their columns
# say what ours are called.

# %%
from pathlib import Path

import hearsay
import pandas as pd

paths = sorted(Path("examples").glob("*.txt"))
rows = [{"id": path.stem, "text": path.read_text("utf-8"), "date": path.stem[:10]} for path in paths]
store = hearsay.Store("news.hearsay")
store.add(rows)
ours = store.find(limit=None).to_pandas()
len(ours)

# %% [markdown]
# ## Ours to GDELT's 61 columns
#
# `only_theirs` leaves out the columns that we add. An event without any day has no place there, and neither has an
# allegation: ask for `status` first.

# %%
store.export("events.CSV", "gdelt", only_theirs=True, status="reported,claimed")
GDELT = {
    0: "GLOBALEVENTID", 1: "SQLDATE", 5: "Actor1Code", 6: "Actor1Name", 15: "Actor2Code", 16: "Actor2Name",
    25: "IsRootEvent", 26: "EventCode", 27: "EventBaseCode", 28: "EventRootCode", 29: "QuadClass",
    30: "GoldsteinScale", 31: "NumMentions", 60: "SOURCEURL",
}  # fmt: skip
wide = pd.read_csv("events.CSV", sep="\t", header=None, dtype=str, keep_default_na=False, quoting=3)
assert wide.shape[1] == 61
theirs = wide[list(GDELT)].rename(columns=GDELT)
theirs.head(3)

# %% [markdown]
# ## Back
#
# The id is our number of the event times 1024, plus which two of its parties the line is about. So everything that has no
# column in GDELT (the words, the speaker, the footing) is a look-up away.

# %%
theirs["id"] = theirs["GLOBALEVENTID"].astype(int) // 1024
back = theirs.merge(ours.drop_duplicates("id"), on="id", how="left")
assert back["sentence"].notna().all()
assert (back["EventCode"] == back["cameo"]).all()
assert (back["GoldsteinScale"].astype(float) == back["goldstein"]).all()
assert (pd.to_datetime(back["SQLDATE"]) == pd.to_datetime(back["first_day"])).all()
back[["SQLDATE", "Actor1Code", "EventCode", "Actor2Code", "status", "speaker", "sentence"]].head(5)

# %% [markdown]
# ## GDELT's rows in our terms
#
# Where you have GDELT's files already: which of our names their columns go by, so that both can stand in one frame.

# %%
NAMES = {
    "SQLDATE": "first_day", "Actor1Code": "source_code", "Actor1Name": "source_name", "EventCode": "cameo",
    "Actor2Code": "target_code", "Actor2Name": "target_name", "GoldsteinScale": "goldstein", "SOURCEURL": "url",
}  # fmt: skip
named = theirs.rename(columns=NAMES)[list(NAMES.values())]
named["first_day"] = pd.to_datetime(named["first_day"])
named["goldstein"] = named["goldstein"].astype(float)
both = pd.concat([named.assign(made_by="gdelt's columns"), ours[list(NAMES.values())].assign(made_by="hearsay")])
both.groupby("made_by")["goldstein"].agg(["size", "mean"])

# %% [markdown]
# ## ICEWS

# %%
store.export("icews.tsv", "icews", only_theirs=True, status="reported,claimed")
icews = pd.read_csv("icews.tsv", sep="\t", dtype=str, keep_default_na=False, quoting=3)
icews["id"] = icews["Event ID"].astype(int) // 1024
joined = icews.merge(ours.drop_duplicates("id"), on="id", how="left")
assert (joined["CAMEO Code"] == joined["cameo"]).all() and (joined["Intensity"].astype(float) == joined["goldstein"]).all()
joined[["Event Date", "Source Name", "Source Country", "CAMEO Code", "Target Name", "Target Country", "status"]].head(5)
