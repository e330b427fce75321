import type { Reason } from '../shared/result.ts'

/** What a law forbids of a system, or may: the end of a sentence each. */
export type ProhibitionFact = {
  id: string
  title: string
  law: string
  state: 'applies' | 'may-apply'
  why: string[]
  /** questions whose answers would settle it */
  questions: string[]
}

/** Each ban that applies, or cannot be ruled out, stands against the gate with the law's reason. */
export function prohibitionReasons(prohibitions: readonly ProhibitionFact[]): Reason[] {
  return prohibitions.map(({ id, title, law, state, why, questions }) => {
    const because = why.length === 0 ? '' : ` because ${why.join('; ')}`
    return state === 'applies'
      ? {
          code: 'forbidden-by-law',
          message: `${law} forbids this (${id}: ${title})${because}`,
          remedy: 'Change what it does or where it is used, or have counsel correct the facts',
          who: 'Governance lead',
          where: '/ai-systems/{id}/law',
        }
      : {
          code: 'law-undecided',
          message: `${law} may forbid this (${id}: ${title}); not known: ${questions.join(' ')}`,
          remedy: 'State the facts that the law asks for',
          who: 'Governance lead',
          where: '/ai-systems/{id}/law',
        }
  })
}
