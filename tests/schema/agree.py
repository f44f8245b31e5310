#!/usr/bin/python3
"""The schema and the loader agree: agree.py COMMAND SOURCE_FOLDER [SCHEMA]

Every programme, every YAML block of the documents, every text test that writes a file and every reproducer of a
diagnostic is judged twice: by `tranche check`, and by python3-jsonschema with what `tranche schema` prints, or with SCHEMA. A file with
an error that a schema can see must be refused, a file without must be accepted; schemas/diagnostics.yaml says which
errors those are. What is refused as YAML is not compared.

Scalars are handed over twice: as the texts they are, which is how the loader reads them, and as the numbers and words
of YAML 1.2 that an editor makes of them. As numbers they have lost how they were written (1e6, 012), so there a sound
file must be accepted, and nothing is asked of the others.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml

NULLS = {"", "~", "null"}
CORE = [
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
]


def value_of(node, core):
    """What a composed node says. Keys are texts; a key that stands twice counts once, a key of several values as text."""
    if isinstance(node, yaml.ScalarNode):
        if node.style is None and node.value in NULLS:
            return None
        if core and node.style is None:
            for pattern, made in CORE:
                if pattern.fullmatch(node.value):
                    return made(node.value)
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [value_of(each, core) for each in node.value]
    return {str(key.value): value_of(each, core) for key, each in node.value}


def blocks(path):
    """Files that a page or a text test writes: ```yaml file=NAME ... ``` and $ write NAME <<END ... END."""
    text = path.read_text(encoding="utf-8")
    for found in re.finditer(r"^```yaml[^\n]*\n(.*?)^```$|^\$ write \S+\.yaml <<(\w+)\n(.*?)^\2$", text, re.M | re.S):
        yield found.group(1) or found.group(3)


def completed(example):
    """An example of the catalogue is part of a programme; what every programme needs is put before it."""
    head = {"programme": "programme: example\n", "calendar": "calendar: {first_year: 2013/14, years: 7}\n"}
    return "".join(line for key, line in head.items() if not re.search(f"^{key}:", example, re.M)) + example


def inputs(source, catalogue):
    """(kind, name, bytes) of every file to compare."""
    for path in sorted(source.glob("programmes/*/programme.yaml")):
        yield "programmes", str(path.relative_to(source)), path.read_bytes()
    pages = [source / "README.md", *source.glob("docs/**/*.md"), *source.glob("programmes/*/README.md")]
    pages.remove(source / "docs/reference/diagnostics.md")  # the examples of the catalogue
    for kind, paths in (("documents", pages), ("text tests", source.glob("tests/functional/*.test"))):
        for path in sorted(paths):
            for number, text in enumerate(blocks(path)):
                yield kind, f"{path.relative_to(source)} {number + 1}", completed(text).encode()
    for entry in catalogue:
        if "example" in entry:
            yield "examples", entry["code"], completed(entry["example"]).encode()
    for path in sorted(source.glob("tests/errors/*.yaml")):
        yield "reproducers", path.name, path.read_bytes()


def errors_told(command, files):
    """The codes of the errors that the loader tells of each file."""
    told = json.loads(subprocess.run([command, "check", "--format", "json", *files], capture_output=True).stdout)
    return [{each["code"] for each in file["diagnostics"] if each["severity"] == "error"} for file in told["files"]]


def main():
    command, source = sys.argv[1], pathlib.Path(sys.argv[2])
    catalogue = yaml.safe_load((source / "schemas/diagnostics.yaml").read_text(encoding="utf-8"))
    entries = {entry["code"]: entry for entry in catalogue}

    def levels(codes, name):
        stem = name.removesuffix(".yaml")
        return {entries[code].get("level_of", {}).get(stem, entries[code]["level"]) for code in codes}

    if len(sys.argv) > 3:
        schema = json.loads(pathlib.Path(sys.argv[3]).read_text(encoding="utf-8"))
    else:
        schema = json.loads(subprocess.run([command, "schema"], capture_output=True, check=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    cases = list(inputs(source, catalogue))
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, (_, _, text) in enumerate(cases):
            files.append(f"{folder}/{number}.yaml")
            pathlib.Path(files[-1]).write_bytes(text)
        told = errors_told(command, files)

    counts = {}
    disagreements = []
    for (kind, name, text), codes in zip(cases, told):
        tally = counts.setdefault(kind, {"accepted": 0, "refused": 0, "not compared": 0})
        seen_by = levels(codes, name)
        if "yaml" in seen_by:
            tally["not compared"] += 1
            continue
        node = yaml.compose(text.decode("utf-8"), yaml.BaseLoader)
        refused = [each.message[:100] for each in validator.iter_errors(value_of(node, core=False))]
        tally["refused" if refused else "accepted"] += 1
        if bool(refused) != ("schema" in seen_by):
            disagreements.append(f"{kind}: {name}: the loader tells {sorted(codes)}, the schema {refused[:2]}")
        elif not codes:
            disagreements += [f"{kind}: {name}: as an editor reads it: {each.message[:100]}"
                              for each in validator.iter_errors(value_of(node, core=True))]
    for kind, tally in counts.items():
        print(f"{kind}: " + ", ".join(f"{count} {what}" for what, count in tally.items()))
    print("\n".join(disagreements + [f"{len(cases)} files, {len(disagreements)} disagreements"]))
    return 1 if disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
