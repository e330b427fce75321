"""The same work with the usual packages: read, drift of eleven columns, AUROC, groups."""

import json
import sys
import time

import numpy as np
import pyarrow.parquet as pq
from scipy.spatial.distance import jensenshannon
from scipy.stats import ks_2samp
from sklearn.metrics import roc_auc_score

CURRENT, BASELINE, THRESHOLD = sys.argv[1], sys.argv[2], float(sys.argv[3])
COLUMNS = ["score"] + [f"f{k}" for k in range(10)]


def run():
    started = time.perf_counter()
    baseline = pq.read_table(BASELINE, columns=COLUMNS)
    current = pq.read_table(CURRENT, columns=[*COLUMNS, "label", "grp"])
    drift = {name: drift_of(baseline[name].to_numpy(), current[name].to_numpy()) for name in COLUMNS}
    labels = current["label"].to_numpy()
    scores = current["score"].to_numpy()
    area = float(roc_auc_score(labels, scores))
    groups = matrices(current["grp"], labels, scores >= THRESHOLD)
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "auroc": area, "groups": groups, "drift": drift}


def drift_of(before, now):
    """Bins are searched once per number of cells; the index is smoothed by one half."""
    p, q = shares(before, now, 10, smooth=0.5)
    index = float(((q - p) * np.log(q / p)).sum())
    p, q = shares(before, now, 30, smooth=0)
    return {
        "psi": index,
        "js": float(jensenshannon(p, q, base=2)),
        "hellinger": float(np.sqrt(max(0.0, 1 - np.sqrt(p * q).sum()))),
        "ks": float(ks_2samp(before, now, method="asymp").statistic),
    }


def shares(before, now, cells, smooth):
    edges = np.quantile(before, np.linspace(0, 1, cells + 1)[1:-1])
    counted = []
    for values in (before, now):
        counts = np.bincount(np.searchsorted(edges, values, side="right"), minlength=cells)
        counted.append((counts + smooth) / (len(values) + smooth * cells))
    return counted


def matrices(group, labels, flagged):
    encoded = group.dictionary_encode().combine_chunks()
    codes = encoded.indices.to_numpy()
    names = encoded.dictionary.to_pylist()
    counts = np.bincount(codes * 4 + labels * 2 + flagged, minlength=4 * len(names))
    return {
        name: [int(counts[4 * k + cell]) for cell in (3, 1, 0, 2)] for k, name in enumerate(names)
    }


for _ in sys.stdin:
    print(json.dumps(run()), flush=True)
