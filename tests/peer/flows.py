"""flows.py DRIVER: present values and internal rates of random flows, against LibreOffice and against exact arithmetic.

1. NPV of 10,000 flows within 1e-9 of the sum of the absolute discounted amounts. LibreOffice's NPV discounts the first
   amount as well, so the formula is that of years after the first, plus the first.
2. IRR of 10,000 flows of one sign change, to 1e-9, where LibreOffice's iteration ends.
3. All roots of flows of several sign changes: in exact integers, the sign of the present value is scanned over a grid of
   rates. Every change of sign must have a root between, and every root, exactly, a change of sign close around it.
"""
import pathlib
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

import spreadsheet

DRIVER = sys.argv[1]
COUNT = 10_000


def answers(lines):
    """What the driver says of each flow: a list of numbers."""
    done = subprocess.run([DRIVER], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    return [[float(word) for word in line.split()] for line in done.stdout.splitlines()]


def sheet_column(rows):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "flows.fods")
        path.write_text(spreadsheet.flat_sheet(rows), encoding="utf-8")
        (table,) = spreadsheet.recalculated(path).values()
        return [row[-1] for row in table]


def letter(column):
    return chr(ord("A") + column)


def check_npv(draw):
    flows, rates = [], []
    for _ in range(COUNT):
        flows.append([draw.randrange(-10**9, 10**9) for _ in range(draw.randrange(2, 21))])
        rates.append(draw.randrange(1, 2000) / 10000)
    width = max(len(flow) for flow in flows)
    rows = []
    for number, (flow, rate) in enumerate(zip(flows, rates), 1):
        last = letter(len(flow))
        rows.append([rate, *flow, *[0] * (width - len(flow)), f"of:=[.B{number}]+NPV([.A{number}];[.C{number}:.{last}{number}])"])
    peer = sheet_column(rows)
    own = answers([f"npv {rate!r} " + " ".join(map(str, flow)) for flow, rate in zip(flows, rates)])
    worst = 0.0
    for flow, rate, theirs, (ours,) in zip(flows, rates, peer, own):
        size = sum(abs(amount) / (1 + rate) ** year for year, amount in enumerate(flow))
        worst = max(worst, abs(float(theirs) - ours) / size)
    print(f"NPV: {COUNT} flows, largest difference {worst:.1e} of the absolute discounted amounts")
    return worst <= 1e-9 and len(peer) == len(own) == COUNT


def check_irr(draw):
    flows = []
    while len(flows) < COUNT:
        spent = [-draw.randrange(1, 10**9) for _ in range(draw.randrange(1, 4))]
        gained = [draw.randrange(1, 10**9) for _ in range(draw.randrange(1, 17))]
        flows.append(spent + gained)
    width = max(len(flow) for flow in flows)
    own = answers(["roots " + " ".join(map(str, flow)) for flow in flows])
    rows = []
    for number, (flow, roots) in enumerate(zip(flows, own), 1):
        # The guess is a rate of whole tenths near the answer: LibreOffice's iteration needs one.
        guess = round(roots[0], 1) if roots else 0.1
        rows.append([*flow, *[0] * (width - len(flow)), f"of:=IRR([.A{number}:.{letter(len(flow) - 1)}{number}];{guess})"])
    peer = sheet_column(rows)
    worst, compared, silent, outside = 0.0, 0, 0, 0
    for roots, theirs in zip(own, peer):
        if len(roots) != 1:
            print("a flow of one sign change has", len(roots), "roots")
            return False
        if not theirs.endswith("%"):  # its iteration did not end
            silent += 1
            continue
        rate = float(theirs[:-1]) / 100
        if rate <= -1:  # it ended below -100%, where money has no value to discount
            outside += 1
            continue
        compared += 1
        worst = max(worst, abs(rate - roots[0]) / max(1.0, abs(roots[0])))
    print(f"IRR: {compared} of {COUNT} flows compared, largest difference {worst:.1e}; LibreOffice gives "
          f"no rate for {silent} and one below -100% for {outside}")
    return worst <= 1e-9 and compared >= 0.95 * COUNT


def sign(flow, over, under):
    """Of the present value at 1 + rate = over / under, in whole numbers: it times over to the last year's power."""
    value, scale = 0, 1
    for amount in reversed(flow):
        value = value * under + amount * scale
        scale *= over
    return (value > 0) - (value < 0)


def value_sign(flow, growth):
    """The same by Horner's rule in fractions."""
    value = Fraction(0)
    for amount in reversed(flow):
        value = value / growth + amount
    return (value > 0) - (value < 0)


def check_roots(draw):
    flows = []
    while len(flows) < 400:
        flow = [draw.randrange(-1000, 1000) for _ in range(draw.randrange(3, 13))]
        if any(flow) and flow[0] and flow[-1]:
            flows.append(flow)
    # Built from their roots: (x - a)(x - b)... in whole numbers, with roots that are close and with double ones.
    for _ in range(200):
        flow = [1]
        for _ in range(draw.randrange(2, 6)):
            over, under = draw.randrange(60, 140), 100  # 1 + rate = over / under
            flow = [(flow[i] * under if i < len(flow) else 0) - (flow[i - 1] * over if i else 0) for i in range(len(flow) + 1)]
        if max(map(abs, flow)) < 2**62:
            flows.append(flow)
    own = answers(["roots " + " ".join(map(str, flow)) for flow in flows])
    grid = [Fraction(step, 400) for step in range(4, 4000)]  # 1 + rate from 1% to 1,000%
    crossings = 0
    for flow, roots in zip(flows, own):
        growths = [1 + Fraction(rate) for rate in roots]
        before, before_sign = None, 0
        for growth in grid:
            at = sign(flow, growth.numerator, growth.denominator)
            if at == 0:
                crossings += 1
                if not any(abs(root - growth) < Fraction(1, 10**12) for root in growths):
                    print("no root at", growth - 1, "of", flow)
                    return False
            elif before_sign and at != before_sign:
                crossings += 1
                near = Fraction(1, 10**12)
                if not any(before - near <= root <= growth + near for root in growths):
                    print("no root between", before - 1, "and", growth - 1, "of", flow)
                    return False
            before, before_sign = growth, at
        for growth in growths:
            # A root to the nearest double: the exact value changes sign, or comes to nothing, or touches it, within 1e-12.
            if growth <= 0:
                print("a root at or below -100% of", flow)
                return False
    return report_roots(flows, own, crossings)


def report_roots(flows, own, crossings):
    made_up = 0
    for flow, roots in zip(flows, own):
        for rate in roots:
            growth = 1 + Fraction(rate)
            near = growth * Fraction(1, 10**11)
            signs = {value_sign(flow, growth - near), value_sign(flow, growth), value_sign(flow, growth + near)}
            touches = len(signs) == 1 and not touching(flow, growth)
            made_up += 1 if touches else 0
    several = sum(1 for roots in own if len(roots) > 1)
    print(f"roots: {len(flows)} flows, {sum(map(len, own))} roots, {several} flows with several; {crossings} changes of sign on "
          f"the grid, each with a root; {made_up} roots without a change of sign or a touch")
    return made_up == 0 and several > 100


def touching(flow, growth):
    """A double root: the derivative in x = 1 / growth changes sign around it."""
    slope = [year * amount for year, amount in enumerate(flow)][1:]
    near = growth * Fraction(1, 10**7)
    return value_sign(slope, growth - near) != value_sign(slope, growth + near)


def main():
    draw = random.Random(20261125)
    sound = [check_npv(draw), check_irr(draw), check_roots(draw)]
    return 0 if all(sound) else 1


sys.exit(main())
