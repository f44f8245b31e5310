"""LibreOffice as a peer: recalculates a spreadsheet and gives its sheets as rows of text.

A profile of its own, so that nothing of the user's is read or written, and one that recalculates whatever it loads.
"""
import csv
import os
import pathlib
import subprocess
import sys
import tempfile

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
# Comma, quotes, UTF-8, from line 1, full precision, every sheet a file.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3"
    office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>
<table:table table:name="Sheet">
"""
TAIL = "</table:table></office:spreadsheet></office:body></office:document>\n"


def recalculated(path):
    """{sheet: rows} of a spreadsheet, every formula worked out anew."""
    with tempfile.TemporaryDirectory() as folder:
        user = pathlib.Path(folder, "profile", "user")
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(PROFILE)
        out = pathlib.Path(folder, "out")
        environment = dict(os.environ, HOME=folder)
        done = subprocess.run(
            ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", CSV,
             "--outdir", str(out), str(path)],
            env=environment, capture_output=True, text=True)
        sheets = {}
        for each in sorted(out.glob("*.csv")) if out.exists() else []:
            with open(each, newline="", encoding="utf-8") as file:
                sheets[each.stem.removeprefix(pathlib.Path(path).stem + "-")] = list(csv.reader(file))
        if not sheets:
            sys.exit("soffice made nothing of " + str(path) + ": " + done.stdout + done.stderr)
        return sheets


def flat_sheet(rows):
    """A spreadsheet of numbers and of formulas that start with `of:=`."""
    text = [HEAD]
    for row in rows:
        text.append("<table:table-row>")
        for cell in row:
            if isinstance(cell, str):
                text.append(f'<table:table-cell table:formula="{cell}"/>')
            else:
                text.append(f'<table:table-cell office:value-type="float" office:value="{cell!r}"/>')
        text.append("</table:table-row>\n")
    return "".join(text) + TAIL
