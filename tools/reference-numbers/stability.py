"""Population stability index by its formula in NumPy, critical value by SciPy."""

import numpy as np
from scipy import stats


def numbers():
    return {"population-stability-index": [case(r, c) for r, c in samples()]}


def samples():
    yield [1], [1]
    yield [10, 20, 30], [10, 20, 30]
    yield [100, 0, 0], [0, 0, 100]
    yield [5000, 4800, 200, 0, 0], [5100, 4899, 0, 1, 0]
    yield [1, 1, 1, 1], [0, 0, 0, 3]
    yield [10**9, 10**9], [1, 0]
    rng = np.random.default_rng(20240506)
    for k, m, n in [(10, 5000, 100), (20, 1000, 1000), (100, 10**6, 5000)]:
        shares = rng.dirichlet(np.full(k, 0.7), size=2)
        yield rng.multinomial(m, shares[0]).tolist(), rng.multinomial(n, shares[1]).tolist()


def case(reference, current):
    r, c = np.array(reference, float), np.array(current, float)
    used = (r + c) > 0
    r, c, k = r[used], c[used], int(used.sum())
    p, q = (r + 0.5) / (r.sum() + k / 2), (c + 0.5) / (c.sum() + k / 2)
    critical = stats.chi2.ppf(0.999, k - 1) * (1 / r.sum() + 1 / c.sum()) if k > 1 else None
    return {
        "reference": reference,
        "current": current,
        "value": float(((q - p) * np.log(q / p)).sum()),
        "critical": None if critical is None else float(critical),
        "k": k,
    }
