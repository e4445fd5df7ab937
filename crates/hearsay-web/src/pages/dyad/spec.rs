//! What of a pair is asked for: the address holds the whole view.

use std::collections::BTreeSet;

use hearsay_core::{Level, Plover, Status};
use hearsay_relation::{Direction, Event, Footing, Period, Quad, Spec};
use jiff::civil::Date;
use serde::de::DeserializeOwned;

use crate::asked::Query;
use crate::fault::Fault;
use crate::pages::articles::day;
use crate::words::plain;

/// A view of a pair.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub(crate) spec: Spec,
    /// One direction only.
    pub(crate) way: Option<Direction>,
    /// One kind only.
    pub(crate) quad: Option<Quad>,
    /// As the form names it.
    pub(crate) quad_name: String,
    pub(crate) level_name: String,
    /// Days of the list below; the drawing spans more.
    pub(crate) within: Option<(Date, Date)>,
}

/// Kinds as the form names them.
pub(crate) const QUADS: [(&str, &str, Quad); 4] = [
    ("material-cooperation", "done, with", Quad::MaterialCooperation),
    ("material-conflict", "done, against", Quad::MaterialConflict),
    ("verbal-cooperation", "said, with", Quad::VerbalCooperation),
    ("verbal-conflict", "said, against", Quad::VerbalConflict),
];

/// Sourcing as the form names it; each level by its own name is understood, too.
pub(crate) const SOURCING: [(&str, &str); 3] =
    [("named", "named"), ("spoken", "named or spokesperson"), ("not-anonymous", "not anonymous")];

fn named<T: DeserializeOwned>(name: &str, what: &str) -> Result<T, Fault> {
    serde_json::from_value(name.into()).map_err(|_| Fault::Asked(format!("`{}` is no {what}", plain(name))))
}

fn levels(query: &Query) -> Result<Option<BTreeSet<Level>>, Fault> {
    let mut all = BTreeSet::new();
    for name in query.all("level").flat_map(|names| names.split(',')).filter(|name| !name.is_empty() && *name != "any")
    {
        match name {
            "spoken" => all.extend([Level::Named, Level::Spokesperson]),
            "not-anonymous" => {
                all.extend(
                    crate::words::LEVELS.into_iter().filter(|level| !crate::pages::sources::is_nameless(*level)),
                );
            }
            name => {
                all.insert(named(name, "sourcing level")?);
            }
        }
    }
    Ok((!all.is_empty()).then_some(all))
}

impl View {
    /// Reads a query; what it does not name is as `hearsay dyad` has it.
    pub(crate) fn new(query: &Query) -> Result<Self, Fault> {
        let mut statuses: BTreeSet<Status> = BTreeSet::new();
        for name in query.all("status").flat_map(|names| names.split(',')).filter(|name| !name.is_empty()) {
            statuses.insert(named(name, "footing")?);
        }
        let defaults = Footing::default();
        let (from, until) = (day(query, "from")?, day(query, "until")?);
        if let (Some(from), Some(until)) = (from, until)
            && from > until
        {
            return Err(Fault::Asked(format!("{from} is after {until}")));
        }
        let period: Option<Period> =
            query.get("by").filter(|by| *by != "auto").map(|by| named(by, "length of time")).transpose()?;
        let way = match query.get("way") {
            None | Some("both") => None,
            Some(way) => Some(named(way, "direction")?),
        };
        let quad_name = query.get("quad").unwrap_or("all").to_owned();
        let quad = if quad_name == "all" { None } else { Some(named(&quad_name, "kind of deed")?) };
        let within = match query.get("in") {
            None => None,
            Some(text) => {
                let days =
                    text.split_once('/').and_then(|(from, until)| Some((from.parse().ok()?, until.parse().ok()?)));
                Some(days.ok_or_else(|| Fault::Asked(format!("`{}` is not like 2011-01-01/2011-03-31", plain(text))))?)
            }
        };
        let per_coverage = match query.get("per-coverage") {
            None => None,
            Some("always" | "on") => Some(true),
            Some("never") => Some(false),
            Some("auto") => None,
            Some(other) => {
                return Err(Fault::Asked(format!("per-coverage is always, never or auto, not `{}`", plain(other))));
            }
        };
        let levels = levels(query)?;
        Ok(Self {
            spec: Spec {
                period,
                from,
                until,
                footing: Footing {
                    statuses: if statuses.is_empty() { defaults.statuses } else { statuses },
                    levels,
                    comments: query.has("comments"),
                    ..Footing::default()
                },
                per_coverage,
                ..Spec::default()
            },
            way,
            quad,
            quad_name,
            level_name: query.get("level").unwrap_or("any").to_owned(),
            within,
        })
    }

    /// Whether a telling is one of the direction and kind asked for.
    pub(crate) fn takes(&self, event: &Event) -> bool {
        self.way.is_none_or(|way| event.direction == way)
            && self.quad.is_none_or(|quad| Quad::of(plover(event)) == quad)
    }
}

fn plover(event: &Event) -> Plover {
    event.plover
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_read_from_its_address_and_nonsense_is_said_to_be() {
        let view = View::new(&Query::new("from=2011-01-01&by=month&status=alleged&status=denied&way=back&quad=verbal-conflict&level=spoken&in=2011-01-01/2011-01-31")).unwrap();
        assert_eq!(view.spec.period, Some(Period::Month));
        assert_eq!(view.spec.footing.statuses, BTreeSet::from([Status::Alleged, Status::Denied]));
        assert_eq!((view.way, view.quad), (Some(Direction::Back), Some(Quad::VerbalConflict)));
        assert_eq!(view.spec.footing.levels.map(|levels| levels.len()), Some(2));
        for bad in [
            "from=soon",
            "by=fortnight",
            "status=true",
            "way=up",
            "quad=x",
            "in=2011",
            "per-coverage=x",
            "from=2012-01-01&until=2011-01-01",
        ] {
            assert!(matches!(View::new(&Query::new(bad)), Err(Fault::Asked(_))), "{bad}");
        }
    }
}
