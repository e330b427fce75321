"""Normal, gamma, chi-squared, logistic: SciPy."""

from scipy import special, stats


def numbers():
    return {
        "normal-distribution": normal(),
        "gamma-function": gamma(),
        "chi-squared": chi_squared(),
        "logit": logistic(),
    }


def normal():
    points = [-37.5, -20, -8, -5, -3, -1.959963984540054, -1, -0.5, -1e-3, -1e-9, 0]
    points += [1e-9, 0.1, 0.67448975, 1, 1.6448536269514722, 2.5, 3.5, 5, 8, 9]
    cases = [{"kind": "cdf", "x": x, "value": float(special.ndtr(x))} for x in points]
    chances = [1e-300, 1e-100, 1e-20, 1e-12, 1e-6, 0.0005, 0.005, 0.025, 0.05, 0.07499, 0.0751]
    chances += [0.1, 0.25, 0.4, 0.499999, 0.5, 0.6, 0.9, 0.95, 0.975, 0.995, 0.9995, 1 - 1e-12]
    cases += [{"kind": "quantile", "x": p, "value": float(special.ndtri(p))} for p in chances]
    return cases


def gamma():
    points = [1e-10, 1e-3, 0.1, 0.5, 1, 1.5, 2, 2.5, 3, 10, 15.9, 16, 16.1, 100, 1e3, 1e6, 1e10]
    cases = [{"kind": "lnGamma", "a": x, "value": float(special.gammaln(x))} for x in points]
    for a in [0.01, 0.5, 1, 2.5, 10, 50, 100.5, 1000, 1e5, 1e9]:
        for factor in [1e-6, 0.01, 0.3, 0.9, 0.99, 0.9999, 1, 1.00001, 1.01, 1.1, 2, 5]:
            x = a * factor
            lower, upper = float(special.gammainc(a, x)), float(special.gammaincc(a, x))
            # Below 1e-250 SciPy itself runs into denormal numbers.
            if min(lower, upper) > 1e-250:
                cases.append({"kind": "incomplete", "a": a, "x": x, "lower": lower, "upper": upper})
    return cases


def chi_squared():
    cases = []
    for degrees in [0.5, 1, 2, 3, 4, 9, 10, 29, 99, 200, 999, 10000]:
        for p in [1e-12, 1e-6, 0.001, 0.025, 0.1, 0.5, 0.501, 0.9, 0.95, 0.975, 0.999, 1 - 1e-9]:
            x = float(stats.chi2.ppf(p, degrees))
            cdf = float(stats.chi2.cdf(x, degrees))
            cases.append({"degrees": degrees, "p": p, "quantile": x, "cdf": cdf})
    return cases


def logistic():
    chances = [1e-300, 1e-12, 0.001, 0.2, 0.3, 0.4999999, 0.5, 0.50001, 0.7, 0.8, 0.999, 1 - 1e-12]
    cases = [{"kind": "logit", "x": p, "value": float(special.logit(p))} for p in chances]
    points = [-700, -40, -5, -0.1, -1e-10, 0, 1e-10, 0.3, 5, 36, 700]
    cases += [{"kind": "expit", "x": x, "value": float(special.expit(x))} for x in points]
    return cases
