"""Freeze the reference numbers of core/src/statistics, or check that they are unchanged."""

import argparse
import json
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import agreement
import calibration
import clusters
import calibration_models
import cbpe
import confusion
import count_quantiles
import curves
import discrimination
import distributions
import drift
import fairness
import estimated_performance
import evaluated_files
import intervals
import multiclass
import multivariate
import paired_delong
import recalibration
import regression
import sample_size
import sequential
import stability
import unpaired_auroc
import utility

TARGET = Path(__file__).resolve().parents[2] / "core/src/statistics/reference"
PACKAGES = ["numpy", "pandas", "scikit-learn", "scipy", "statsmodels"]
SUBJECTS = [
    agreement,
    calibration,
    clusters,
    calibration_models,
    cbpe,
    confusion,
    count_quantiles,
    curves,
    discrimination,
    distributions,
    drift,
    fairness,
    estimated_performance,
    evaluated_files,
    intervals,
    multiclass,
    multivariate,
    paired_delong,
    recalibration,
    regression,
    sample_size,
    sequential,
    stability,
    unpaired_auroc,
    utility,
]


def frozen(cases, packages):
    """One case per line keeps differences readable; allow_nan=False keeps NaN out."""
    head = {
        "generator": "tools/reference-numbers/generate.py",
        "versions": {name: version(name) for name in packages},
    }
    lines = ",\n".join("    " + json.dumps(case, allow_nan=False) for case in cases)
    opening = json.dumps(head, indent=2)[:-2]
    return f'{opening},\n  "cases": [\n{lines}\n  ]\n}}\n'


def absent(packages):
    missing = []
    for name in packages:
        try:
            version(name)
        except PackageNotFoundError:
            missing.append(name)
    return missing


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail on a difference")
    parser.add_argument("--only", metavar="SUBJECT", help="one script, by its name")
    arguments = parser.parse_args()
    check = arguments.check
    different = []
    for subject in SUBJECTS:
        if arguments.only not in (None, subject.__name__):
            continue
        packages = getattr(subject, "PACKAGES", PACKAGES)
        if missing := absent(packages):
            print(f"left out {subject.__name__}: {', '.join(missing)} not installed", file=sys.stderr)
            continue
        for name, cases in subject.numbers().items():
            path = TARGET / f"{name}.json"
            text = frozen(cases, packages)
            if check:
                if not path.exists() or path.read_text() != text:
                    different.append(path.name)
            else:
                path.write_text(text)
    if different:
        sys.exit("different from what is frozen: " + ", ".join(different))


if __name__ == "__main__":
    main()
