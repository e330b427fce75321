import type { RequirementCoverage } from '../frameworks/coverage.ts'
import type { Reason } from '../shared/result.ts'

/** What the organization says of one control in its statement of applicability. */
export type StatementItem = {
  requirementId: string
  /** null: nobody has decided yet */
  applicable: boolean | null
  /** why it is, or is not */
  justification: string
  ownerNamed: boolean
}

/**
 * What stands in the statement for one control: applicability is said by people with its reason, the
 * state of implementation is computed and nobody says it.
 */
export type StatementLine = StatementItem & {
  title: string
  coverage: Pick<RequirementCoverage, 'state' | 'reason'>
}

const leastWords = 3

/**
 * Why a statement cannot be signed, or nothing: each control of the standard is decided on with a
 * justification, and each that applies has an owner. That controls are not in place yet is no
 * obstacle: the statement says so.
 */
export function statementProblems(
  lines: readonly StatementLine[],
  controls: readonly { id: string; title: string }[],
): Reason[] {
  const byId = new Map(lines.map((line) => [line.requirementId, line]))
  return controls.flatMap(({ id, title }) => {
    const line = byId.get(id)
    const name = `${id} ${title}`
    if (line === undefined || line.applicable === null) {
      return [problem('not-decided', `${name}: nobody has said whether it applies`)]
    }
    const found: Reason[] = []
    if (line.justification.trim().split(/\s+/).filter(Boolean).length < leastWords) {
      found.push(
        problem('not-justified', `${name}: say in a few words why it does or does not apply`),
      )
    }
    if (line.applicable && !line.ownerNamed) {
      found.push(problem('no-owner', `${name}: it applies, and nobody is named as its owner`))
    }
    return found
  })
}

function problem(code: string, message: string): Reason {
  return { code, message, remedy: 'Complete the statement', who: 'Governance lead' }
}

/** How many controls apply, and how far those that do are implemented. */
export function countStatement(lines: readonly StatementLine[]) {
  const applicable = lines.filter((line) => line.applicable === true)
  return {
    applicable: applicable.length,
    excluded: lines.filter((line) => line.applicable === false).length,
    undecided: lines.filter((line) => line.applicable === null).length,
    implemented: applicable.filter(({ coverage }) => coverage.state === 'met').length,
  }
}
