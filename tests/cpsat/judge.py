"""An outside judge: solves small instances with OR-tools CP-SAT and compares the planner's answers.

Written from the rules of the model, not from the planner: everything is a 0-1 variable on the month grid,
and CP-SAT's proof is its own. See README.md beside this file.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median

from ortools.sat.python import cp_model


def closures(direct):
    """For each entry, itself and all that it leads to."""
    closed = []
    for start in range(len(direct)):
        seen, pending = {start}, [start]
        while pending:
            for further in direct[pending.pop()]:
                if further not in seen:
                    seen.add(further)
                    pending.append(further)
        closed.append(seen)
    return closed


def kept(node, standard):
    """Whether a standard keeps a requirement node."""
    if standard == "minimum":
        return node["strength"] == "required"
    if node["rare"]:
        return False
    return standard == "competitive" or node["strength"] != "preferred"


def reduced(nodes, standard):
    """A list of requirement nodes without what the standard drops."""
    result = []
    for node in nodes:
        if not kept(node, standard):
            continue
        if "any" in node:
            of = reduced(node["any"], standard)
            if not of:
                continue
            node = {**node, "any": of}
        elif "all" in node:
            node = {**node, "all": reduced(node["all"], standard)}
        elif "of" in node:
            of = reduced(node["of"], standard)
            node = {**node, "of": of, "at_least": min(node["at_least"], len(of))}
        result.append(node)
    return result


class Instance:
    """A case as a CP-SAT model over the months 0 … horizon."""

    def __init__(self, case, objective, horizon):
        self.model = cp_model.CpModel()
        self.catalog, self.query = case["catalog"], case["query"]
        self.limits, self.person = self.query["limits"], self.query["person"]
        self.horizon = horizon
        self.roles = self.catalog["roles"]
        self.credentials = self.catalog["credentials"]
        self.brings = closures([credential["implies"] for credential in self.credentials])
        ancestors = closures(self.catalog["domains"])
        self.gives = [set().union(*(ancestors[domain] for domain in role["gives"])) for role in self.roles]
        self.literals = {}
        self.options = self.study_options()
        self.decide()
        self.occupy()
        self.hold()
        self.require()
        self.reach(objective)

    def new(self, name):
        return self.model.new_bool_var(name)

    def study_options(self):
        """The study options that the person's limits leave."""
        limits, options = self.limits, []
        for number, credential in enumerate(self.credentials):
            if credential["retired"] or self.brings[number] & set(limits["avoid_credentials"]):
                continue
            for study in credential["study"]:
                if study["full_time"] and limits["keep_working"]:
                    continue
                most = limits["study_hours"]
                if most is not None and (study["full_time"] or (study["hours_per_week"] or 0) > most):
                    continue
                options.append({**study, "credential": number, "while": set(study["while"])})
        return options

    def decide(self):
        """Applications and studies by the month they begin, all of them over within the horizon."""
        end = self.horizon
        self.apply = {}
        for role, facts in enumerate(self.roles):
            if role not in self.limits["avoid_roles"]:
                for month in range(end - facts["search_months"] + 1):
                    self.apply[role, month] = self.new(f"apply {role} {month}")
        self.study = {}
        for option, facts in enumerate(self.options):
            for month in range(end - facts["months"] + 1):
                self.study[option, month] = self.new(f"study {option} {month}")
        # The months of searches, of studies, and of full-time studies, in which only one thing can go on.
        for month in range(end):
            searches = [
                literal
                for (role, begin), literal in self.apply.items()
                if begin <= month < begin + self.roles[role]["search_months"]
            ]
            self.model.add_at_most_one(searches)
            studies, full_time = [], []
            for (option, begin), literal in self.study.items():
                if begin <= month < begin + self.options[option]["months"]:
                    (full_time if self.options[option]["full_time"] else studies).append(literal)
            self.model.add_at_most_one(studies + full_time)
            self.model.add_at_most_one(searches + full_time)
        most = self.limits["job_changes"]
        if most is not None:
            self.model.add(sum(self.apply.values()) <= most)
        self.cost = sum(self.options[option]["cost"] * literal for (option, _), literal in self.study.items())
        if self.limits["budget"] is not None:
            self.model.add(self.cost <= self.limits["budget"])

    def starting(self, role, month):
        """The application after which a role starts at a boundary; None when there can be none."""
        return self.apply.get((role, month - self.roles[role]["search_months"]))

    def starts_at(self, month):
        started = (self.starting(role, month) for role in range(len(self.roles)))
        return [literal for literal in started if literal is not None]

    def occupy(self):
        """The role at each boundary, and the role in which each month is worked."""
        model, everyone = self.model, range(len(self.roles))
        self.at, self.works = {}, {}
        for month in range(self.horizon + 1):
            leaving = [
                literal
                for (option, begin), literal in self.study.items()
                if begin == month and self.options[option]["full_time"]
            ]
            starting = self.starts_at(month)
            for role in everyone:
                at = self.at[role, month] = self.new(f"at {role} {month}")
                works = self.works[role, month] = self.new(f"works {role} {month}")
                start = self.starting(role, month)
                if month == 0:
                    model.add(at == int(role == self.person["role"]))
                else:
                    # Whoever starts is there; whoever does not is where the month before was worked.
                    before = self.works[role, month - 1]
                    if start is not None:
                        model.add_implication(start, at)
                    for other in starting:
                        if start is None or other.index != start.index:
                            model.add_implication(other, at.negated())
                    model.add_bool_or([*starting, before.negated(), at])
                    model.add_bool_or([*starting, before, at.negated()])
                model.add_bool_or([*leaving, at.negated(), works])
                model.add_implication(works, at)
                for literal in leaving:
                    model.add_implication(literal, works.negated())
            # A stint has to last before an application, and before it is given up for full-time study.
            stay = self.query["minimum_stay"]
            recent = [literal for begin in range(max(1, month - stay + 1), month + 1)
                      for literal in self.starts_at(begin)] if stay else []
            for role in everyone:
                apply = self.apply.get((role, month))
                if apply is not None:
                    model.add_implication(apply, self.at[role, month].negated())
                    leaving = [*leaving, apply]
            for literal in leaving:
                for start in recent:
                    model.add_implication(literal, start.negated())
        for (option, begin), literal in self.study.items():
            tied = self.options[option]["while"]
            if tied:
                model.add_bool_or([literal.negated(), *(self.at[role, begin] for role in tied)])
                for month in range(begin + 1, begin + self.options[option]["months"]):
                    for role in everyone:
                        start = self.starting(role, month)
                        if role not in tied and start is not None:
                            model.add_implication(literal, start.negated())

    def hold(self):
        """The credentials held at each boundary."""
        self.held = {}
        for credential in range(len(self.credentials)):
            initially = credential in self.person["credentials"]
            for month in range(self.horizon + 1):
                held = self.held[credential, month] = self.new(f"held {credential} {month}")
                earned = [
                    literal
                    for (option, begin), literal in self.study.items()
                    if begin + self.options[option]["months"] <= month
                    and credential in self.brings[self.options[option]["credential"]]
                ]
                if initially:
                    self.model.add(held == 1)
                else:
                    self.model.add_bool_or([held.negated(), *earned])
                    for literal in earned:
                        self.model.add_implication(literal, held)
        for (option, begin), literal in self.study.items():
            credential = self.options[option]["credential"]
            self.model.add_implication(literal, self.held[credential, begin].negated())

    def require(self):
        """Every decision finds what it asks for."""
        standard = self.query["standard"]
        role_asks = [reduced(role["requires"], standard) for role in self.roles]
        credential_asks = [reduced(credential["requires"], standard) for credential in self.credentials]
        for (role, month), literal in self.apply.items():
            for node in role_asks[role]:
                self.model.add_implication(literal, self.met(node, month))
        for (option, month), literal in self.study.items():
            for node in credential_asks[self.options[option]["credential"]]:
                self.model.add_implication(literal, self.met(node, month))

    def met(self, node, month):
        """A literal that can be true only when a node is met at a boundary."""
        key = (json.dumps(node, sort_keys=True), month)
        if key not in self.literals:
            self.literals[key] = self.meet(node, month)
        return self.literals[key]

    def meet(self, node, month):
        literal = self.new("met")
        opens, closes = node.get("from"), node.get("until")
        if (opens is not None and month < opens) or (closes is not None and month > closes):
            self.model.add(literal == 0)
        elif "credential" in node:
            self.model.add_implication(literal, self.held[node["credential"], month])
        elif "all" in node:
            for child in node["all"]:
                self.model.add_implication(literal, self.met(child, month))
        elif "any" in node:
            self.model.add_bool_or([literal.negated(), *(self.met(child, month) for child in node["any"])])
        elif "of" in node:
            children = [self.met(child, month) for child in node["of"]]
            self.model.add(sum(children) >= node["at_least"]).only_enforce_if(literal)
        else:
            self.model.add(self.months(node, month) >= node["months"]).only_enforce_if(literal)
        return literal

    def months(self, node, month):
        """The months that count for a node at a boundary, as a linear expression."""
        if "role" in node:
            role = node["role"]
            return self.person["role_months"][role] + sum(self.works[role, at] for at in range(month))
        domain, after = node["domain"], node["after"]
        before = self.person["domain_months"][domain]
        if after is not None and after not in self.person["credentials"]:
            before = 0
        gained = [self.gained(domain, after, at) for at in range(month)]
        return before + sum(literal for group in gained for literal in group)

    def gained(self, domain, after, month):
        """Literals of which at most one is true, if a month counts in a domain while a credential is held."""
        works = [self.works[role, month] for role, gives in enumerate(self.gives) if domain in gives]
        if after is None:
            return works
        key = ("gained", domain, after, month)
        if key not in self.literals:
            counts = self.new("counts")
            self.model.add_implication(counts, self.held[after, month])
            self.model.add_bool_or([counts.negated(), *works])
            self.literals[key] = counts
        return [self.literals[key]]

    def reach(self, objective):
        """The boundary at which everything wanted is reached, and what is best."""
        boundaries = range(self.horizon + 1)
        reached = [self.new(f"reached {month}") for month in boundaries]
        self.model.add_exactly_one(reached)
        targets = self.query["targets"]
        roles = [target["role"] for target in targets if "role" in target]
        roles += [role for role in self.limits["via_roles"] if self.person["role_months"][role] == 0]
        credentials = [target["credential"] for target in targets if "credential" in target]
        credentials += self.limits["via_credentials"]
        for month, literal in enumerate(reached):
            for role in roles:
                if role != self.person["role"]:
                    starts = (self.starting(role, begin) for begin in range(month + 1))
                    starts = [start for start in starts if start is not None]
                    self.model.add_bool_or([literal.negated(), *starts])
            for credential in credentials:
                self.model.add_implication(literal, self.held[credential, month])
        if len(targets) == 1 and (self.limits["via_roles"] or self.limits["via_credentials"]):
            self.reach_last(targets[0], reached)
        self.total_months = sum(month * literal for month, literal in enumerate(reached))
        self.changes = sum(self.apply.values())
        # What is decided after that costs at best nothing, so the measures are those of the plan.
        most_changes = self.horizon + 1
        most_cost = sum(
            max((study["cost"] for study in credential["study"]), default=0) for credential in self.credentials
        ) + 1
        if objective == "time":
            worth = self.total_months * most_cost * most_changes + self.cost * most_changes
        else:
            worth = self.cost * (self.horizon + 1) * most_changes + self.total_months * most_changes
        self.model.minimize(worth + self.changes)

    def reach_last(self, target, reached):
        """What is to be passed on the way to the only target is passed before it: nobody is there earlier."""
        if "role" in target and target["role"] == self.person["role"]:
            return
        if "credential" in target and target["credential"] in self.person["credentials"]:
            return
        for month, literal in enumerate(reached):
            if "credential" in target:
                if month > 0:
                    self.model.add_implication(literal, self.held[target["credential"], month - 1].negated())
                continue
            for begin in range(month):
                start = self.starting(target["role"], begin)
                if start is not None:
                    self.model.add_implication(literal, start.negated())

    def solve(self, limit, workers):
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = limit
        solver.parameters.num_workers = workers
        status = solver.solve(self.model)
        if status == cp_model.INFEASIBLE:
            return "unreachable"
        if status == cp_model.OPTIMAL:
            return tuple(int(solver.value(value)) for value in (self.total_months, self.cost, self.changes))
        return None


def say(verdict):
    if verdict is None or isinstance(verdict, str):
        return verdict or "not closed"
    return "{} months, cost {}, {} job changes".format(*verdict)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder of exported cases")
    parser.add_argument("--pattern", default="*.json", help="which files (default: all)")
    parser.add_argument("--limit", type=float, default=60, help="seconds for one question (default: 60)")
    parser.add_argument("--workers", type=int, default=1, help="threads of CP-SAT (default: 1)")
    parser.add_argument("--objective", choices=["time", "cost"], help="only this objective")
    arguments = parser.parse_args()
    files = sorted(arguments.folder.glob(arguments.pattern))
    if not files:
        sys.exit(f"no {arguments.pattern} in {arguments.folder}; README.md says how to export cases")
    verdicts, ratios, ours, theirs = Counter(), [], [], []
    for file in files:
        case = json.loads(file.read_text())
        for answer in case["answers"]:
            objective = answer["objective"]
            if arguments.objective not in (None, objective):
                continue
            horizon = case["query"]["limits"]["deadline"]
            began = time.perf_counter()
            instance = Instance(case, objective, horizon)
            modelled = time.perf_counter()
            judged = instance.solve(arguments.limit, arguments.workers)
            seconds = time.perf_counter() - modelled
            claimed = answer["outcome"]
            if claimed == "found":
                claimed = (answer["months"], answer["cost"], answer["job_changes"])
            if judged is None or claimed == "limit" or answer.get("optimal") is False:
                verdict = "not closed"
            else:
                verdict = "agreed" if judged == claimed else "disagreed"
                ours.append(answer["seconds"])
                theirs.append(seconds)
                ratios.append(seconds / answer["seconds"])
            verdicts[objective, verdict] += 1
            if verdict != "agreed" or arguments.pattern != "*.json":
                print(
                    f"{verdict}: {file.name} by {objective}: planner {say(claimed)} "
                    f"in {answer['seconds']:.4f} s, CP-SAT {say(judged)} in {seconds:.2f} s "
                    f"(model {modelled - began:.2f} s)",
                    flush=True,
                )
    for objective in ("time", "cost"):
        counts = {verdict: verdicts[objective, verdict] for verdict in ("agreed", "disagreed", "not closed")}
        print(f"{objective}: " + ", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    if ratios:
        for name, seconds in (("planner", ours), ("CP-SAT", theirs)):
            print(f"{name}: median {median(seconds):.5f} s, longest {max(seconds):.3f} s, all {sum(seconds):.2f} s")
        print(f"CP-SAT takes {median(ratios):.0f} times as long (median of {len(ratios)} questions)")
    sys.exit(1 if verdicts["time", "disagreed"] + verdicts["cost", "disagreed"] else 0)


if __name__ == "__main__":
    main()
