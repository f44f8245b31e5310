"""appraisal.py TRANCHE SOURCE: the worked appraisal, every figure of it against its workbook.

The workbook holds the amounts and rates of the programme as inputs and derives the rest with formulas of its own. Each
figure is compared with the command's to 1e-9 of its size.
"""
import json
import pathlib
import subprocess
import sys

import spreadsheet

TRANCHE, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
FOLDER = SOURCE / "programmes" / "riverside-health-hub"


def asked(*arguments):
    return json.loads(subprocess.run([TRANCHE, *arguments, "--format", "json"], check=True, capture_output=True).stdout)


def figures():
    """{(option, of, figure): value}; None where there is none."""
    found = {}
    for option in ("keep", "refurbish", "rebuild"):
        cases = asked("appraise", str(FOLDER), "--option", option, "--case", "financial,economic")
        for case in cases["cases"]:
            for name, value in case["measures"].items():
                found[option, case["id"], name] = value
            table = asked("forecast", str(FOLDER), "--option", option, "--case", case["id"])
            for row in table["rows"]:
                for side in ("cost_gbp", "benefit_gbp"):
                    for year, value in zip(table["periods"], row[side]):
                        found[option, case["id"], f"{side} in {year}"] = value
        for step in cases["bridge"]:
            for name in ("total_cost_gbp", "total_benefit_gbp", "net_gbp", "pvc_gbp", "pvb_gbp", "npv_gbp"):
                found[option, "step " + step["id"], name] = step[name]
    for case in ("financial", "economic"):
        for option in asked("options", str(FOLDER), "--case", case)["options"]:
            for name, value in (option["increment"] or {"measures": {}})["measures"].items():
                found[option["id"], "increment " + case, name] = value
    return found


def main():
    found = figures()
    rows = spreadsheet.recalculated(FOLDER / "workbook.fods")["Results"][1:]
    wrong, worst = [], 0.0
    for option, of, name, text in rows:
        if (option, of, name) not in found:
            wrong.append(f"{option}, {of}: the command prints no {name}")
            continue
        value = found[option, of, name]
        if text == "n/a" or value is None:
            if text != "n/a" or value is not None:
                wrong.append(f"{option}, {of}: {name} is {value}, the workbook has {text}")
            continue
        expected = float(text)
        off = abs(value - expected) / max(1.0, abs(expected))
        worst = max(worst, off)
        if off > 1e-9:
            wrong.append(f"{option}, {of}: {name} is {value}, the workbook has {expected}")
    print("\n".join(wrong[:40]))
    print(f"{len(rows)} figures compared, {len(wrong)} differ; the largest difference is {worst:.1e} of a figure")
    return 1 if wrong or len(rows) < 400 else 0


sys.exit(main())
