//! The map for programs.

use serde_json::{Map as Object, Value, json};

use crate::explain::map::Edge;
use crate::explain::routes::{Price, Route};
use crate::ids::RoleId;
use crate::planner::Plan;

use super::super::json::{document, pay, role};
use super::super::listing::sources::named_in;
use super::super::routes::{entry_json, query_json, route_json};
use super::View;

impl View<'_> {
    /// Returns the map as JSON, with every edge, shown or not.
    #[must_use]
    pub(crate) fn json(&self) -> Value {
        let id = |role: RoleId| self.role(role).id.as_str();
        let roles: Value = self.map.roles.iter().map(|role| self.role_json(*role)).collect();
        let sources = named_in(self.catalog, &roles);
        let position = self.position.map(|position| {
            json!({
                "role": position.role.map(id),
                "open": position.open.iter().map(|role| id(*role)).collect::<Vec<_>>(),
            })
        });
        let body = json!({
            "query": query_json(self.catalog, self.asker, self.query),
            "from_months": self.map.months.0,
            "longest_months": self.longest.0,
            "middle": self.middle.map(id),
            "assumptions": self.assumptions,
            "roles": roles,
            "edges": self.map.edges.iter().map(|edge| self.edge_json(edge)).collect::<Value>(),
            "position": position,
            "path": self.path_json(),
            "sources": sources,
        });
        document(self.catalog, "map", body)
    }

    fn role_json(&self, id: RoleId) -> Value {
        role(self.role(id), json!({ "pay": pay(self.catalog, id) }))
    }

    /// Returns an edge: its kind, and all of its plan.
    pub(super) fn edge_json(&self, edge: &Edge) -> Value {
        let leap = &edge.leap;
        let plan: Plan = leap.plan();
        let price = Price::of_plan(self.catalog, &plan);
        let study = leap.study.as_ref();
        json!({
            "from": self.role(edge.from).id,
            "to": self.role(leap.to).id,
            "kind": leap.kind().word(),
            "ready_months": leap.ready.0,
            "months": leap.months.0,
            "credential": study.map(|study| &self.catalog.credential(study.credential).id),
            "mode": study.map(|study| study.study(self.catalog).mode.word()),
            "study_start": study.map(|study| study.start.0),
            "study_end": study.map(|study| study.end.0),
            "cost": price.amount.0,
            "cost_estimated": price.estimated,
            "unknown_prices": price.unknown,
            "shown": edge.shown,
        })
    }

    fn path_json(&self) -> Option<Value> {
        let path = self.path?;
        let mut object = Object::new();
        object.insert("to".to_owned(), entry_json(self.catalog, path.target));
        let plan = path.solution.map(|solution| {
            Value::from(route_json(
                self.catalog,
                &Route { query: self.query.clone(), solution: solution.clone() },
            ))
        });
        object.insert("plan".to_owned(), plan.unwrap_or_default());
        Some(object.into())
    }
}
