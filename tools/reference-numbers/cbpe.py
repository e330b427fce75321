"""Performance without outcomes by NannyML's CBPE itself; needs requirements-nannyml.txt."""

import os
import warnings

import numpy as np

PACKAGES = ["nannyml", "numpy", "pandas", "scikit-learn", "scipy"]


def numbers():
    return {"cbpe": [estimate(*sample) for sample in samples()]}


def samples():
    """Scores without ties, since CBPE orders equal scores as it pleases."""
    rng = np.random.default_rng(20240802)
    for matured, n, threshold in [(400, 100, 0.5), (600, 150, 0.3)]:
        scores = rng.permutation(np.arange(1, matured + 1)) / (matured + 1)
        labels = (rng.random(matured) < scores**3).astype(int)
        later = np.sort(rng.beta(2, 3, n))
        yield scores, labels, later, threshold


def estimate(scores, labels, later, threshold):
    # NannyML reports its use over the network unless told not to. It is imported here, so that the
    # other subjects do not need it.
    os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"
    import nannyml
    import pandas

    names = {
        "auroc": "roc_auc",
        "sensitivity": "recall",
        "specificity": "specificity",
        "positivePredictiveValue": "precision",
        "accuracy": "accuracy",
    }

    def frame(p, **columns):
        return pandas.DataFrame({"p": p, "flag": (p >= threshold).astype(int), **columns})

    model = nannyml.CBPE(
        metrics=list(names.values()),
        y_pred_proba="p",
        y_pred="flag",
        y_true="y",
        problem_type="classification_binary",
        chunk_number=1,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(frame(scores, y=labels))
        assert model.needs_calibration, "the sample has to be miscalibrated enough for CBPE to act"
        found = model.estimate(frame(later)).filter(period="analysis").to_df()
    return {
        "scores": scores.tolist(),
        "labels": labels.tolist(),
        "later": later.tolist(),
        "threshold": threshold,
        "metrics": {ours: float(found[theirs]["value"].iloc[0]) for ours, theirs in names.items()},
    }
