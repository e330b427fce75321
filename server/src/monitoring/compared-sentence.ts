import type { Estimate } from '@primum/core/statistics/estimate'

type Compared = {
  paired: { patients: number; difference: Estimate } | null
  pairing: string
  unpaired: Estimate
}

/** Which of two versions ranks patients better, and how sure that is. */
export function comparedSentence(a: string, b: string, { paired, unpaired }: Compared): string {
  const found = paired?.difference ?? unpaired
  if (found.value === null) return `Whether ${a} or ${b} ranks patients better cannot be said yet.`
  const lower = found.interval?.lower ?? null
  const upper = found.interval?.upper ?? null
  const limits =
    lower === null || upper === null ? '' : `, 95 % interval ${signed(lower)} to ${signed(upper)}`
  const numbers = `(difference of AUROC ${signed(found.value)}${limits}, n = ${found.n})`
  const where =
    paired === null
      ? 'on different patients, so part of it may be whom they met'
      : `on the same ${paired.patients} patients`
  if (lower === null || upper === null || (lower <= 0 && upper >= 0)) {
    return `${a} and ${b} cannot be told apart by how they rank patients ${numbers}, ${where}.`
  }
  const [better, worse] = found.value > 0 ? [a, b] : [b, a]
  return `${better} ranks patients better than ${worse} ${numbers}, ${where}.`
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
}
