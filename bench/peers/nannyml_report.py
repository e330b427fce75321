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
    drift = nml.UnivariateDriftCalculator(
        column_names=COLUMNS, continuous_methods=METHODS, chunk_number=1
    )
    drift.fit(baseline)
    drift.calculate(current).to_df()
    # It has no performance by group; the whole alone is what it is asked for.
    performance = nml.PerformanceCalculator(
        y_pred_proba="score",
        y_pred="flagged",
        y_true="label",
        problem_type="classification_binary",
        metrics=["roc_auc", "confusion_matrix"],
        chunk_number=1,
    )
    performance.fit(baseline)
    performance.calculate(current).to_df()
    return {"seconds": time.perf_counter() - started}


for _ in sys.stdin:
    print(json.dumps(run()), flush=True)
