"""AUROC with DeLong variance in O(n log n), as published by X. Sun and W. Xu, "Fast implementation
of DeLong's algorithm for comparing the areas under correlated ROC curves", IEEE Signal Processing
Letters 21 (2014) 1389-1393, in three forms:

- published: by midranks of both classes and of all, each by an argsort, with every loop in NumPy;
- released: the same algorithm as the package `confidenceinterval` ships it (fastDeLong), which is
  what people install; its ranks are single precision and found in a Python loop;
- merged: the same ranks from two sorts and a stable sort of the two sorted runs, which merges them.

Reads scores (float64) and labels (uint8) from a file, then answers each name of a form on stdin
with a line of JSON: the seconds it took and what it found.
"""

import json
import sys
import time

import numpy as np
from confidenceinterval.delong import delong_roc_variance


def midranks_of_sorted(values):
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
    ends = np.append(starts[1:], len(values))
    return np.repeat((starts + ends + 1) / 2, ends - starts)


def midranks(values, kind=None):
    order = np.argsort(values, kind=kind)
    ranks = np.empty(len(values))
    ranks[order] = midranks_of_sorted(values[order])
    return ranks


def from_ranks(of_positives, of_negatives, of_all):
    m, n = len(of_positives), len(of_negatives)
    area = (of_all[:m].sum() / m - (m + 1) / 2) / n
    v01 = (of_all[:m] - of_positives) / n
    v10 = 1 - (of_all[m:] - of_negatives) / m
    return area, v01.var(ddof=1) / m + v10.var(ddof=1) / n


def published(scores, labels):
    positives, negatives = scores[labels == 1], scores[labels == 0]
    both = np.concatenate((positives, negatives))
    return from_ranks(midranks(positives), midranks(negatives), midranks(both))


def merged(scores, labels):
    positives, negatives = np.sort(scores[labels == 1]), np.sort(scores[labels == 0])
    both = np.concatenate((positives, negatives))
    return from_ranks(
        midranks_of_sorted(positives),
        midranks_of_sorted(negatives),
        midranks(both, kind="stable"),
    )


def released(scores, labels):
    return delong_roc_variance(labels, scores)


def logit_interval(area, variance):
    z = 1.959963984540054
    center = np.log(area / (1 - area))
    margin = z * np.sqrt(variance) / (area * (1 - area))
    return [float(1 / (1 + np.exp(-(center + sign * margin)))) for sign in (-1, 1)]


def main():
    data = np.fromfile(sys.argv[1], dtype=np.uint8)
    rows = len(data) // 9
    scores = data[: 8 * rows].view(np.float64)
    labels = data[8 * rows :]
    forms = {"released": released, "published": published, "merged": merged}
    for line in sys.stdin:
        form = forms[line.strip()]
        started = time.perf_counter()
        area, variance = form(scores, labels)
        lower, upper = logit_interval(area, variance)
        seconds = time.perf_counter() - started
        answer = {"seconds": seconds, "area": float(area), "lower": lower, "upper": upper}
        print(json.dumps(answer), flush=True)


main()
