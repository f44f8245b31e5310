#!/usr/bin/python3
"""JSON of results against schemas/results.schema.json: results.py COMMAND SOURCE_FOLDER [--plant]

Every command that the schema defines and that takes a programme is run on every programme, and python3-jsonschema judges
what it prints. With --plant the manifest becomes a text, which must be found. Members may be added: scripts rely on those that are there.
"""

import json
import pathlib
import subprocess
import sys

import jsonschema

LINES = {
    "forecast": [["--rows", "line", "--period", "quarter"]],
    "appraise": [[], ["--method", "3.5%"]],
    "scenarios": [[]],
    "options": [[]],
    "sensitivity": [["--figure", "bcr"]],
    "audit": [[]],
    "explain": [["net"]],
    "check": [[]],
    "graph": [[]],
    "schedule": [[]],
}


def main():
    command, root = sys.argv[1], pathlib.Path(sys.argv[2])
    planted = "--plant" in sys.argv
    schema = json.loads((root / "schemas" / "results.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    judged = failures = 0
    for name, lines in LINES.items():
        by = jsonschema.Draft202012Validator({"$ref": "#/$defs/" + name, "$defs": schema["$defs"]})
        for programme in sorted((root / "programmes").iterdir()):
            for line in lines:
                words = [command, name, str(programme), *line, "--format", "json"]
                printed = subprocess.run(words, capture_output=True, check=False).stdout
                if not printed:
                    continue  # a programme without options
                result = json.loads(printed)
                if planted:
                    result["manifest"] = "planted"
                judged += 1
                for error in by.iter_errors(result):
                    failures += 1
                    if failures <= 20 and not planted:
                        print(f"{name} {programme.name}: {error.json_path}: {error.message[:200]}")
    print(f"{judged} results, {failures} breaches")
    sys.exit(0 if failures == 0 and judged > 0 else 1)


main()
