#!/usr/bin/env python3
"""Forecasts worked out again in exact fractions, from the file alone.

    forecasts.py [--plant] TRANCHE FILE...

With --plant, a penny is added to each first cost, which has to be noticed.

Reads each definition with PyYAML, spreads every line over months with rules written here from the reference and nothing
else, and compares cost and benefit of every year, of every scenario, with what `tranche forecast` prints. Nothing is
rounded here; the engine rounds each line once a year to a millionth of a pound, so a year may differ by half of that
for each line, and by the last bit of a factor.
"""

import json
import re
import subprocess
import sys
from collections import defaultdict
from fractions import Fraction

import yaml

UNITS = {"pound": 1, "thousand": 1000, "million": 1000000}
SUFFIXES = {"k": 1000, "m": 1000000}


def pounds(text, unit):
    text = text.replace(",", "").strip()
    scale = unit
    if text.startswith("£"):
        text, scale = text[1:], 1
    if text[-1] in SUFFIXES:
        text, scale = text[:-1], SUFFIXES[text[-1]]
    return Fraction(text) * scale


def rate(text):
    text = text.replace(" a year", "").strip()
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def months_of(text):
    number, word = text.split()
    return int(number) * (12 if word.startswith("year") else 1)


class Programme:
    def __init__(self, data):
        self.data = data
        calendar = data["calendar"]
        self.first = int(calendar["first_year"][:4]) * 12 + 3  # years start in April in these files
        self.years = int(calendar["years"])
        self.unit = UNITS[data.get("money", {}).get("unit", "pound")]
        self.events = {}
        self.lines = []
        for milestone in data.get("milestones", []):
            self.events[milestone["id"]] = self.month(milestone["on"])
        self.assumptions = {each["id"]: rate(each["value"].replace("£", "")) for each in data.get("assumptions", [])}
        self.add(data, None, None)
        for workstream in data.get("workstreams", []):
            self.add(workstream, workstream["id"], None)
            for project in workstream.get("projects", []):
                self.add(project, workstream["id"], project)

    def add(self, place, workstream, project):
        for kind in ("cost", "benefit"):
            for line in place.get(kind + "s", []):
                self.lines.append((kind, workstream, project, line))

    def month(self, text):
        year, month = text.split("-")
        return int(year) * 12 + int(month) - 1 - self.first

    def span(self, text, project):
        """[first, after the last) in months of the calendar."""
        if text == "project":
            start = self.month(project["starts"])
            return start, start + months_of(project["lasts"])
        found = re.fullmatch(r"(\d+ \w+) from (\S+)", text)
        if found:
            start = self.start(found.group(2), project)
            return start, start + months_of(found.group(1))
        first, _, last = text.partition("..")
        return self.period(first)[0], self.period(last or first)[1]

    def period(self, text):
        if "/" in text:
            year = int(text[:4]) * 12 + 3 - self.first
            if " Q" in text:
                year += 3 * (int(text[-1]) - 1)
                return year, year + 3
            return year, year + 12
        month = self.month(text)
        return month, month + 1

    def start(self, text, project):
        if text == "project.start":
            return self.month(project["starts"])
        if text == "project.end":
            return self.month(project["starts"]) + months_of(project["lasts"])
        return self.events[text] if text in self.events else self.period(text)[0]

    # Each form gives (first month, months, amount): amounts spread evenly over their months.
    def spread(self, line, project):
        if "by_year" in line:
            for year, amount in line["by_year"].items():
                yield self.period(year)[0], 12, pounds(amount, self.unit)
        elif "by_quarter" in line:
            for quarter, amount in line["by_quarter"].items():
                yield self.period(quarter)[0], 3, pounds(amount, self.unit)
        elif "by_month" in line:
            for month, amount in line["by_month"].items():
                yield self.period(month)[0], 1, pounds(amount, self.unit)
        elif "amount" in line:
            return  # without a date: in no year
        elif "once" in line:
            first, end = self.span(line.get("when") or line["over"], project)
            yield first, end - first, pounds(line["once"], self.unit)
        elif "total" in line:
            first, end = self.span(line["over"], project)
            weights = self.weights(line.get("shape", "even"), end - first)
            each = (end - first) // len(weights)
            for i, weight in enumerate(weights):
                amount = pounds(line["total"], self.unit) * weight / sum(weights)
                yield first + i * each, each, amount
        else:
            yield from self.running(line, project, self.yearly_amount(line))

    def yearly_amount(self, line):
        if "yearly" in line:
            if line["yearly"].startswith("="):
                product = Fraction(1)
                for word in line["yearly"][1:].split("*"):
                    word = word.strip()
                    product *= self.assumptions[word] if word in self.assumptions else Fraction(word)
                return product
            return pounds(line["yearly"], self.unit)
        if "quantity" in line:
            return Fraction(line["quantity"].split()[0]) * pounds(line["unit_cost"], self.unit)
        chain = line["chain"]
        product = Fraction(chain["population"]) * pounds(chain["unit_value"], self.unit)
        for step in ("take_up", "impact", "retention"):
            product *= rate(chain.get(step, "100%"))
        for step in ("deadweight", "displacement", "leakage", "substitution"):
            product *= 1 - rate(chain.get(step, "0%"))
        return product

    def running(self, line, project, amount):
        first = self.start(line["from"], project) + (months_of(line["lag"]) if "lag" in line else 0)
        end = 12 * self.years
        if "for" in line:
            end = min(end, first + months_of(line["for"]))
        if "until" in line:
            end = self.period(line["until"])[1]
        ramp = [rate(each) for each in line.get("ramp", ["100%"])]
        kept = 1 - rate(line.get("drop_off", "0%"))
        for year, start in enumerate(range(first, end, 12)):
            months = min(12, end - start)
            share = ramp[min(year, len(ramp) - 1)] * kept**year
            yield start, months, amount * share * months / 12

    @staticmethod
    def weights(shape, months):
        if isinstance(shape, list):
            return [Fraction(each) for each in shape]
        if shape == "even":
            return [Fraction(1)]
        if shape in ("front", "back"):
            rising = [Fraction(k) for k in range(1, months + 1)]
            return rising if shape == "back" else rising[::-1]
        curve = [3 * Fraction(k, months) ** 2 - 2 * Fraction(k, months) ** 3 for k in range(months + 1)]
        return [b - a for a, b in zip(curve, curve[1:])]

    def scenario(self, wanted):
        """Months of delay of everything, and the factors, each with what it selects."""
        if wanted == "base":
            return 0, []
        found = next(each for each in self.data["scenarios"] if each["id"] == wanted)
        delay, factors = self.scenario(found.get("based_on", "base"))
        delay += months_of(found["delay"]) if "delay" in found else 0
        for adjust in found.get("adjust", []):
            factors = factors + [(adjust["select"], 1 + rate(adjust["by"].replace("+", "")))]
        return delay, factors

    def forecast(self, wanted):
        delay, factors = self.scenario(wanted)
        result = {kind: defaultdict(Fraction) for kind in ("cost", "benefit")}
        for kind, workstream, project, line in self.lines:
            facts = {"kind": kind, "workstream": workstream, "line": line["id"], **line}
            factor = Fraction(1)
            for select, by in factors:
                if all(facts.get(key) == word for key, word in select.items()):
                    factor *= by
            growth = 1 + rate(line["index"]) if "index" in line else Fraction(1)
            base = self.period(self.data["prices"]["base"])[0] // 12 if "index" in line else 0
            for first, months, amount in self.spread(line, project):
                for month in range(first + delay, first + delay + months):
                    year = month // 12
                    priced = min(year, self.years - 1)  # past the calendar the last year's prices hold on
                    result[kind][year] += amount / months * factor * growth ** (priced - base)
        return result


def main():
    plant = "--plant" in sys.argv
    tranche, *files = [word for word in sys.argv[1:] if word != "--plant"]
    wrong = 0
    compared = 0
    for path in files:
        with open(path, encoding="utf-8") as file:
            programme = Programme(yaml.load(file, Loader=yaml.BaseLoader))
        for scenario in ["base"] + [each["id"] for each in programme.data.get("scenarios", [])]:
            exact = programme.forecast(scenario)
            if plant:
                exact["cost"][0] += Fraction(1, 100)
            said = json.loads(
                subprocess.run(
                    [tranche, "forecast", path, "--quiet", "--format", "json", "--scenario", scenario],
                    check=True,
                    capture_output=True,
                    text=True,
                ).stdout,
                parse_float=Fraction,
                parse_int=Fraction,
            )["rows"][0]
            allowed = Fraction(len(programme.lines), 1000000)
            for kind in ("cost", "benefit"):
                for year in range(programme.years):
                    compared += 1
                    ours, theirs = exact[kind][year], said[kind + "_gbp"][year]
                    if abs(ours - theirs) > allowed:
                        wrong += 1
                        print(f"{path}: {kind} of year {year} in {scenario}: {theirs} but exactly {float(ours)}")
                beyond = sum(amount for year, amount in exact[kind].items() if year >= programme.years)
                compared += 1
                if abs(beyond - said["beyond_gbp"][kind + "_gbp"]) > allowed:
                    wrong += 1
                    print(f"{path}: {kind} beyond the calendar in {scenario}: "
                          f"{said['beyond_gbp'][kind + '_gbp']} but exactly {float(beyond)}")
    print(f"{compared} figures of {len(files)} files compared, {wrong} differ")
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
