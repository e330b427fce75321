import type { Line, Statement } from './queries.ts'

type Problem = Statement['problems'][number]

const blockerCodes = ['not-decided', 'not-justified', 'no-owner'] as const

/** What stands against signing, by kind, each with the control that it is about. */
export function groupBlockers({ problems, lines }: Pick<Statement, 'problems' | 'lines'>) {
  return blockerCodes
    .map((code) => ({
      code,
      items: problems
        .filter((problem) => problem.code === code)
        .map((problem) => ({ problem, line: lineOf(problem, lines) })),
    }))
    .filter(({ items }) => items.length > 0)
}

/** The server begins each with the id of the control, and then its title. */
function lineOf({ message }: Problem, lines: readonly Line[]): Line | undefined {
  return lines.find(({ requirementId }) => message.startsWith(`${requirementId} `))
}
