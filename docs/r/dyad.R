# Reads what hearsay exported and draws how two countries stand; see docs/r.md, which has the same lines.
library(readr)
library(ggplot2)

events <- read_csv("events.csv", col_types = cols(
  published = col_date(), first_day = col_date(), last_day = col_date(),
  goldstein = col_double(), confidence = col_double(), cameo = col_character(), .default = col_character()
))
# An event with several parties on a side has a row for each two of them; a deed may be told by several articles.
between <- subset(events, (startsWith(source_code, "USA") & startsWith(target_code, "PAK")) |
                          (startsWith(source_code, "PAK") & startsWith(target_code, "USA")))
counted <- subset(between, status %in% c("reported", "claimed") & !duplicated(deed_group))
counted$day <- counted$first_day
undated <- is.na(counted$day)
counted$day[undated] <- counted$published[undated]

ggplot(counted, aes(day, goldstein, colour = substr(source_code, 1, 3))) +
  geom_hline(yintercept = 0, colour = "grey70") +
  geom_point(aes(shape = status), size = 2) +
  geom_smooth(aes(group = 1), method = "loess", formula = y ~ x, se = FALSE, colour = "grey40", linewidth = 0.6) +
  labs(x = NULL, y = "weight of the deed", colour = "who did it", shape = "footing",
       title = "The United States and Pakistan, 2010 to 2012, as twelve articles tell it")

ggsave("dyad.svg", width = 8, height = 4, device = grDevices::svg)
cat(nrow(events), length(unique(counted$deed_group)), "\n")
