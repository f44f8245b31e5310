#!/bin/sh
# How the ledgers beside this script were made, once, by the command of commit e1f026c. They are never made again: what
# later versions read of them is held against what that command printed. TRANCHE=path/to/tranche sh make.sh
set -eu
cd "$(dirname "$0")"
t() { "$TRANCHE" track "$@" > /dev/null; }
at() { export TRANCHE_CLOCK="$1"; }

# Every kind of entry, every field, every stage.
at 2008-04-01T09:00:00Z
t init books.tranche plan.yaml --by ann --approved-by "The board" --reason "Business case approved" --on 2008-03-31
at 2008-07-03T09:00:00.000001Z
t record books.tranche --by ann --line staff --month 2008-04 --amount 9850.25 --stage delivered --evidence spend.csv --reference INV-7 --note "First month, £ and all"
t record books.tranche --by ann --line staff --month 2008-05 --amount 10100 --kind accrual --reference ACC-1
t record books.tranche --by "Bob O'Neil" --line staff --month 2008-09 --amount 5000 --kind commitment --stage audited
t record books.tranche --by ann --line staff --month 2008-04 --amount -0.01
t record books.tranche --by ann --line fares --month 2008-05 --amount 0
t record books.tranche --by ann --line staff --month 2008-04 --stage evidenced --evidence spend.csv --note "Payslips seen"
t record books.tranche --by ann --line staff --month 2008-04 --stage audited
t record books.tranche --by ann --line fares --month 2008-06 --amount 4,999.99 --stage evidenced
at 2008-07-03T09:00:01.5Z
t record books.tranche --by ann --line staff --forecast 2008-08=10,500,2008-09=9900.50 --note "Two vacancies"
t record books.tranche --by ann --line rent --forecast 2008-08=2100
t record books.tranche --by ann --milestone team --on 2008-10-15 --note "Two weeks late"
t record books.tranche --by ann --milestone opening --on 2008-11-20
t record books.tranche --by ann --progress team --month 2008-06 --percent 38.25 --evidence plan.yaml
t record books.tranche --by ann --measure admissions --month 2008-06 --value 850 --evidence spend.csv --note "Hospital return"
t record books.tranche --by ann --measure visits --month 2008-06 --value 120.5
t record books.tranche --by ann --risk leave --status "two have given notice" --note "Team leader and a nurse"
t record books.tranche --by ann --rag red --month 2008-06 --note "Funding in doubt"
t record books.tranche --by ann --rag amber --month 2008-06 --project team --note "A key person is ill"
# Every sort of reversal: money, a forecast, a milestone, progress, a measure with what was derived, a risk, a rag, evidence.
at 2008-07-04T10:00:00Z
for entry in 3 8 11 14 15 16 19 20; do
    t reverse books.tranche $entry --by bob --reason "Recorded for the wrong thing: entry $entry"
done
t record books.tranche --by ann --line staff --month 2008-05 --amount 10,090.10 --reference ACC-1
t record books.tranche --by ann --progress team --month 2008-06 --percent 41
t record books.tranche --by ann --measure admissions --month 2008-06 --value 860
t record books.tranche --by ann --risk lease --status "the landlord has agreed"
t change books.tranche --by ann --from contingency --to staff --amount 4000.5 --approved-by "The board" --note "Agency cover"
t close books.tranche --by ann --month 2008-06
# After the close: in the first open month.
t reverse books.tranche 2 --by ann --reason "Paid by another service"
t record books.tranche --by ann --measure admissions --month 2008-05 --value 900
# Files: one with a stage and a refund, one that is undone whole.
at 2008-09-02T08:00:00Z
t import books.tranche spend.csv --by ann
t import books.tranche wrong.csv --by ann
t reverse books.tranche "$("$TRANCHE" track log books.tranche --format csv | sed -n 's/^\([0-9]*\),.*,import,wrong.csv,.*/\1/p')" --by ann --reason "The file was a draft"
at 2008-09-03T08:00:00Z
t rebaseline books.tranche plan-2.yaml --by ann --approved-by "The board" --reason "Tenders came in" --scenario late
t record books.tranche --by ann --line trips --month 2008-08 --amount 12.34
t record books.tranche --by ann --line staff --month 2012-01 --amount 0.99 --kind commitment
t change books.tranche --by ann --from contingency --to rent --amount 1 --approved-by Treasurer
t close books.tranche --by ann --month 2008-08

# A council's own side, nothing after the baseline.
at 2008-04-01T09:00:00Z
t init bare.tranche plan.yaml --by ann --approved-by Cabinet --reason "From the council's side" --for council --case financial

for each in books bare; do
    "$TRANCHE" track export $each.tranche --output $each.jsonl --quiet
    python3 - $each <<'PYTHON'
import csv, sqlite3, sys
name = sys.argv[1]
with open(name + ".sums.csv", "w", newline="") as file:
    rows = sqlite3.connect(name + ".tranche").execute(
        "SELECT subject, month, kind, stage, pence, entries FROM sums ORDER BY subject, month, kind, stage")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["subject", "month", "kind", "stage", "pence", "entries"])
    writer.writerows(rows)
PYTHON
done

# What the commands that read said of them, one file each: the words of the command on the first line.
rm -rf printed && mkdir printed
printed=0
while read -r words; do
    printed=$((printed + 1))
    file=printed/$(printf %02d $printed).json
    { echo "// $words"; eval "\"\$TRANCHE\" $words" || true; } > $file
done <<'LIST'
track verify books.tranche --format json
track log books.tranche --format json
track status books.tranche --format json --as-at 2008-08
track status books.tranche --format json --as-at 2008-06 --known-at 2008-07-03T12:00:00Z --by workstream,project,organisation,funder
track status books.tranche --format json --by line,month
track variance books.tranche --format json --as-at 2008-08
track outturn books.tranche --format json --as-at 2008-08
track outturn books.tranche --format json --as-at 2008-06 --known-at 2008-08-01 --method rate
track return books.tranche --rules csr07 --on 2008-10 --format json
track verify bare.tranche --format json
track log bare.tranche --format json
track status bare.tranche --as-at 2008-04 --format json
LIST
rm -f ./*-wal ./*-shm
