"""Freeze the reference numbers of core/src/statistics, or check that they are unchanged."""

import argparse
import json
import sys
from importlib.metadata import version
from pathlib import Path

import calibration
import confusion
import discrimination
import distributions
import intervals
import stability

TARGET = Path(__file__).resolve().parents[2] / "core/src/statistics/reference"
PACKAGES = ["numpy", "pandas", "scikit-learn", "scipy", "statsmodels"]
SUBJECTS = [calibration, confusion, discrimination, distributions, intervals, stability]


def frozen(cases):
    """One case per line keeps differences readable; allow_nan=False keeps NaN out."""
    head = {
        "generator": "tools/reference-numbers/generate.py",
        "versions": {name: version(name) for name in PACKAGES},
    }
    lines = ",\n".join("    " + json.dumps(case, allow_nan=False) for case in cases)
    opening = json.dumps(head, indent=2)[:-2]
    return f'{opening},\n  "cases": [\n{lines}\n  ]\n}}\n'


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail on a difference")
    check = parser.parse_args().check
    different = []
    for subject in SUBJECTS:
        for name, cases in subject.numbers().items():
            path = TARGET / f"{name}.json"
            text = frozen(cases)
            if check:
                if not path.exists() or path.read_text() != text:
                    different.append(path.name)
            else:
                path.write_text(text)
    if different:
        sys.exit("different from what is frozen: " + ", ".join(different))


if __name__ == "__main__":
    main()
