export type FileAnswer = {
  seconds: number
  residentMegabytes: number
  rows: number
  auroc: { value: number; certifiedBound: number }
  groups: Record<string, { tp: number; fp: number; tn: number; fn: number }>
  drift: {
    feature: string
    psi: number
    jensenShannon: number
    hellinger: number
    kolmogorovSmirnov: { certifiedInterval: { lower: number; upper: number } }
  }[]
}

export type PeerAnswer = {
  seconds: number
  auroc: number
  groups: Record<string, [number, number, number, number]>
  drift: Record<string, { psi: number; js: number; hellinger: number; ks: number }>
}

/** Edges come from a fifth of the baseline here and from all of it there. */
const edgesApart = 2e-3

/**
 * Speed counts between equal answers alone: the exact AUROC and Kolmogorov–Smirnov distance lie
 * inside what is certified, matrices are equal, and what depends on where edges lie is near.
 */
export function requireSameAnswer(own: FileAnswer, peer: PeerAnswer): void {
  const near = (what: string, a: number, b: number, within: number) => {
    if (!(Math.abs(a - b) <= within)) throw new Error(`${what}: ${a} here, ${b} there`)
  }
  near('AUROC', own.auroc.value, peer.auroc, own.auroc.certifiedBound + 1e-9)
  for (const [group, [tp, fp, tn, fn]] of Object.entries(peer.groups)) {
    const here = own.groups[group]
    if (here?.tp !== tp || here.fp !== fp || here.tn !== tn || here.fn !== fn) {
      throw new Error(`${group}: ${JSON.stringify(here)} here, ${[tp, fp, tn, fn].join()} there`)
    }
  }
  for (const found of own.drift) {
    const there = peer.drift[found.feature]
    if (there === undefined) throw new Error(`${found.feature} was not measured there`)
    const { lower, upper } = found.kolmogorovSmirnov.certifiedInterval
    if (there.ks < lower - 1e-9 || there.ks > upper + 1e-9) {
      throw new Error(`${found.feature}: ${there.ks} is not within ${lower} to ${upper}`)
    }
    near(`${found.feature} PSI`, found.psi, there.psi, edgesApart * Math.max(1, there.psi))
    near(`${found.feature} Jensen–Shannon`, found.jensenShannon, there.js, edgesApart)
    near(`${found.feature} Hellinger`, found.hellinger, there.hellinger, edgesApart)
  }
}
