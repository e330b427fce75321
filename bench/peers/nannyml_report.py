"""NannyML's own calculators on the same files: univariate drift and realized performance."""

import json
import os
import sys
import time
import warnings

# It would report its use over the network.
os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"
warnings.filterwarnings("ignore")

import nannyml as nml  # noqa: E402
import pandas as pd  # noqa: E402

CURRENT, BASELINE, THRESHOLD = sys.argv[1], sys.argv[2], float(sys.argv[3])
COLUMNS = ["score"] + [f"f{k}" for k in range(10)]
METHODS = ["kolmogorov_smirnov", "jensen_shannon", "hellinger", "wasserstein"]


def run():
    started = time.perf_counter()
    baseline, current = pd.read_parquet(BASELINE), pd.read_parquet(CURRENT)
    for rows in (baseline, current):
        rows["flagged"] = (rows["score"] >= THRESHOLD).astype(int)
    # As its documentation uses it: its own ten chunks. It has no PSI.
    drift = nml.UnivariateDriftCalculator(column_names=COLUMNS, continuous_methods=METHODS)
    drift.fit(baseline)
    drift.calculate(current).to_df()
    performance(baseline, current, ["roc_auc", "confusion_matrix"])
    # It tells no groups apart, so that each group is a report of its own.
    for group in sorted(baseline["grp"].unique()):
        performance(
            baseline[baseline["grp"] == group],
            current[current["grp"] == group],
            ["confusion_matrix"],
        )
    return {"seconds": time.perf_counter() - started}


def performance(baseline, current, metrics):
    calculator = nml.PerformanceCalculator(
        y_pred_proba="score",
        y_pred="flagged",
        y_true="label",
        problem_type="classification_binary",
        metrics=metrics,
    )
    calculator.fit(baseline)
    calculator.calculate(current).to_df()


for _ in sys.stdin:
    print(json.dumps(run()), flush=True)
