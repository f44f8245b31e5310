"""Reads the hostile document in each format with a parser that is not ours: csv, json and xml of Python."""
import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree

PLAIN = "plain"
ROWS = 16  # names of tests/support/hostile_document.cpp


def printed(program, form):
    return subprocess.run([program, form], check=True, capture_output=True).stdout.decode("utf-8")


def check_csv(text):
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == ["name", "net_gbp", "list"], rows[0]
    assert len(rows) == ROWS + 1, len(rows)
    for row in rows[1:]:
        assert len(row) == 3, row
        assert row[1] == "-1.5", row
        assert row[0][0] not in "=+-@\t\r", row
    assert rows[1][0] == PLAIN
    assert rows[2][0] == "\"double\" and 'single'"


def check_json(text):
    rows = json.loads(text)["table"]
    assert len(rows) == ROWS, len(rows)
    assert rows[0] == {"name": PLAIN, "net_gbp": -1.5, "list": [PLAIN, PLAIN]}, rows[0]
    assert rows[2]["name"] == "a | b || c", rows[2]


def check_sarif(text):
    run = json.loads(text)["runs"][0]
    assert len(run["results"]) == ROWS, len(run["results"])
    assert run["results"][0]["message"]["text"] == PLAIN
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 1


def check_junit(text):
    suite = xml.etree.ElementTree.fromstring(text.encode("utf-8"))
    cases = suite.findall("testcase")
    assert len(cases) == ROWS, len(cases)
    assert cases[1].get("name") == "\"double\" and 'single'", cases[1].get("name")
    assert suite.get("name").startswith("<script>&amp;</script>"), suite.get("name")


def check_svg(text):
    picture = xml.etree.ElementTree.fromstring(text.encode("utf-8"))
    space = "{http://www.w3.org/2000/svg}"
    texts = [each.text for each in picture.iter(space + "text")]
    assert PLAIN in texts, texts
    assert not list(picture.iter(space + "script"))


def main():
    program = sys.argv[1]
    checks = {"csv": check_csv, "json": check_json, "sarif": check_sarif, "junit": check_junit, "svg": check_svg}
    for form, check in checks.items():
        check(printed(program, form))
    print(len(checks), "formats are well formed")


main()
