"""Sample sizes by their formulas in NumPy and SciPy; the integrals of the slope by quadrature."""

import numpy as np
from scipy import integrate, special, stats

PACKAGES = ["numpy", "scipy"]


def numbers():
    return {"sample-size": answers() + errors() + slopes()}


def answers():
    cases = []
    for prevalence in [0.02, 0.11, 0.22, 0.5]:
        for level in [0.9, 0.95]:
            z = stats.norm.ppf(1 - (1 - level) / 2)
            for auroc, width, expected, half in [(0.7, 0.1, 0.9, 0.05), (0.85, 0.06, 0.75, 0.1)]:
                lp = {"mean": float(special.logit(prevalence)), "standardDeviation": 1.2}
                cases.append(
                    {
                        "kind": "answer",
                        "required": {
                            "prevalence": prevalence,
                            "level": level,
                            "auroc": {"expected": auroc, "width": width},
                            "sensitivity": {"expected": expected, "halfWidth": half},
                            "specificity": {"expected": expected, "halfWidth": half},
                            "observedExpectedRatio": {"width": 0.3},
                            "calibrationSlope": {"width": 0.4, "linearPredictor": lp},
                        },
                        "n": [
                            least_for_auroc(auroc, width, prevalence, z),
                            up(z**2 * expected * (1 - expected) / (half**2 * prevalence)),
                            up(z**2 * expected * (1 - expected) / (half**2 * (1 - prevalence))),
                            up((1 - prevalence) / (prevalence * (np.arcsinh(0.15) / z) ** 2)),
                            up(information(**lp) / (0.4 / (2 * z)) ** 2),
                        ],
                    }
                )
    return cases


def errors():
    return [
        {"kind": "error", "auroc": c, "n": n, "prevalence": p, "value": auroc_error(c, n, p)}
        for c in [0.55, 0.7, 0.95]
        for n in [60, 1000, 250_000]
        for p in [0.05, 0.3]
    ]


def slopes():
    return [
        {"kind": "slope", "mean": mean, "standardDeviation": sd, "value": information(mean, sd)}
        for mean in [-4.0, -1.75, 0.0]
        for sd in [0.3, 1.0, 2.5]
    ]


def auroc_error(c, n, prevalence):
    """Hanley and McNeil (1982), equation 1."""
    events, others = n * prevalence, n * (1 - prevalence)
    q1, q2 = c / (2 - c), 2 * c**2 / (1 + c)
    spread = c * (1 - c) + (events - 1) * (q1 - c**2) + (others - 1) * (q2 - c**2)
    return float(np.sqrt(spread / (events * others)))


def least_for_auroc(c, width, prevalence, z):
    """The first of all n that is enough."""
    n = np.arange(1, 2_000_000)
    events, others = n * prevalence, n * (1 - prevalence)
    q1, q2 = c / (2 - c), 2 * c**2 / (1 + c)
    spread = c * (1 - c) + (events - 1) * (q1 - c**2) + (others - 1) * (q2 - c**2)
    enough = (2 * z * np.sqrt(np.maximum(spread, 0) / (events * others)) <= width) & (
        np.minimum(events, others) >= 1
    )
    return int(n[np.argmax(enough)])


def information(mean, standardDeviation):
    def moment(power):
        def integrand(u):
            eta = mean + standardDeviation * u
            return eta**power * special.expit(eta) * special.expit(-eta) * stats.norm.pdf(u)

        return integrate.quad(integrand, -12, 12, epsabs=1e-16, epsrel=1e-12, limit=500)[0]

    intercept, mixed, slope = moment(0), moment(1), moment(2)
    return float(intercept / (intercept * slope - mixed**2))


def up(value):
    return int(np.ceil(value))
