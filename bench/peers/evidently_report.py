"""Evidently's own reports on the same files: drift by four methods, and classification quality."""

import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")

import pandas as pd  # noqa: E402
from evidently import BinaryClassification, DataDefinition, Dataset, Report  # noqa: E402
from evidently.presets import ClassificationPreset, DataDriftPreset  # noqa: E402

CURRENT, BASELINE = sys.argv[1], sys.argv[2]
COLUMNS = ["score"] + [f"f{k}" for k in range(10)]
DEFINITION = DataDefinition(
    numerical_columns=COLUMNS,
    categorical_columns=["grp"],
    classification=[
        BinaryClassification(target="label", prediction_probas="score", pos_label=1)
    ],
)


def run():
    started = time.perf_counter()
    baseline = Dataset.from_pandas(pd.read_parquet(BASELINE), data_definition=DEFINITION)
    current = Dataset.from_pandas(pd.read_parquet(CURRENT), data_definition=DEFINITION)
    for method in ["psi", "ks", "jensenshannon", "hellinger"]:
        Report([DataDriftPreset(columns=COLUMNS, num_method=method)]).run(current, baseline).dict()
    Report([ClassificationPreset()]).run(current, baseline).dict()
    return {"seconds": time.perf_counter() - started}


for _ in sys.stdin:
    print(json.dumps(run()), flush=True)
