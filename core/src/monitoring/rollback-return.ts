import { z } from 'zod'
import { peopleWords } from '../fairness/small-cell-suppression.ts'
import type { Reason } from '../shared/result.ts'
import type { Verdict } from './verdict.ts'

/**
 * Hysteresis: to come back takes more than not to be thrown out. A version that was taken back on
 * evidence runs aside first, and shows so many clean cases.
 */
export type ReturnRule = {
  /** matured positives predicted since it was taken back; 0 switches the rule off */
  cleanMaturedPositives: number
  /** the highest level that its monitors may show on them; below `critical`, which took it back */
  highestLevel: 'none' | 'warning'
}

export const returnRuleSchema = z.strictObject({
  cleanMaturedPositives: z.int().min(0).max(1_000_000),
  highestLevel: z.enum(['none', 'warning']),
})

/** What a version has shown since it was taken back. */
export type ReturnSample = {
  maturedPositives: number
  /** of the monitors that may trigger a rollback, over these predictions alone */
  verdicts: readonly Pick<Verdict, 'level' | 'reason'>[]
}

const rank = { none: 0, warning: 1, critical: 2 } as const

/** Why a version that was taken back may not return yet; empty where it may. */
export function returnProblems(rule: ReturnRule, sample: ReturnSample): Reason[] {
  if (rule.cleanMaturedPositives === 0) return []
  const reasons: Reason[] = []
  if (sample.maturedPositives < rule.cleanMaturedPositives) {
    reasons.push({
      code: 'return-sample-small',
      message: `It was taken back on evidence and has shown ${peopleWords(sample.maturedPositives)} of ${rule.cleanMaturedPositives} matured positives since.`,
      remedy: 'Let it run aside and send its predictions, or register a repaired version.',
      who: 'Model owner',
    })
  }
  const bad = sample.verdicts.filter((each) => rank[each.level] > rank[rule.highestLevel])
  if (bad.length > 0) {
    const message = `It was taken back on evidence and still fails: ${bad.map((each) => each.reason).join(' ')}`
    const remedy = 'Register a repaired version.'
    reasons.push({ code: 'return-level-high', message, remedy, who: 'Model owner' })
  }
  return reasons
}
