import { conditionProblems } from './condition.ts'
import type { FrameworkFile } from './framework-schema.ts'
import { frameworkOf } from './requirement-id.ts'

/** One problem and where in the content it stands, such as `['requirements', 3, 'parent']`. */
export type ContentIssue = { path: readonly PropertyKey[]; message: string }

/** What a schema cannot see: foreign and repeated ids, dangling names, a tree that is none. */
export function frameworkProblems(file: FrameworkFile): ContentIssue[] {
  const { requirements, rules } = file
  const ids = new Set(requirements.map(({ id }) => id))
  const entries = [
    ...requirements.map((entry, at) => ({ entry, path: ['requirements', at] })),
    ...rules.map((entry, at) => ({ entry, path: ['rules', at] })),
  ]
  return [
    ...entries
      .filter(({ entry }) => frameworkOf(entry.id) !== file.id)
      .map(({ entry: { id }, path }) => ({
        path: [...path, 'id'],
        message: `${id} lacks the prefix of its framework, ${file.id}:`,
      })),
    ...repeated(entries.map(({ entry }) => entry.id)).map((at) => ({
      path: [...entries[at]!.path, 'id'],
      message: `${entries[at]!.entry.id} occurs more than once`,
    })),
    ...requirements.flatMap(({ id, parent }, at) =>
      parent === undefined || ids.has(parent)
        ? []
        : {
            path: ['requirements', at, 'parent'],
            message: `${id} lies below ${parent}, which is not there`,
          },
    ),
    ...circles(requirements).map((at) => ({
      path: ['requirements', at, 'parent'],
      message: `${requirements[at]!.id} lies below itself`,
    })),
    ...[{ entry: file, path: [] as PropertyKey[] }, ...entries].flatMap(({ entry, path }) =>
      (entry.source ?? [])
        .filter((key) => !Object.hasOwn(file.sources, key))
        .map((key) => ({
          path: [...path, 'source'],
          message: `${entry.id} cites the unlisted source ${key}`,
        })),
    ),
    ...rules.flatMap((rule, at) =>
      ruleProblems(rule, ids).map((message) => ({ path: ['rules', at], message })),
    ),
  ]
}

function ruleProblems(rule: FrameworkFile['rules'][number], ids: ReadonlySet<string>): string[] {
  const { id, requirements, when, unless, cases } = rule
  const named = [...requirements, ...unless.flatMap(({ requirement }) => requirement ?? [])]
  const sides = new Set(cases.map(({ expect }) => expect))
  return [
    ...named
      .filter((each) => !ids.has(each))
      .map((each) => `rule ${id} names ${each}, which is not there`),
    ...[when, ...unless.map((each) => each.when)]
      .flatMap(conditionProblems)
      .map((problem) => `rule ${id}: ${problem}`),
    ...(['applies', 'not'] as const)
      .filter((side) => !sides.has(side))
      .map(
        (side) => `rule ${id} has no case in which it ${side === 'not' ? 'does not apply' : side}`,
      ),
    ...(unless.length > 0 && !sides.has('exempt')
      ? [`rule ${id} has an exemption and no case of it`]
      : []),
  ]
}

/** Where the entries stand that are among their own ancestors. Each entry is walked over once. */
function circles(requirements: FrameworkFile['requirements']): number[] {
  const parents = new Map(requirements.map(({ id, parent }) => [id, parent]))
  const walkOf = new Map<string, number>()
  const circling = new Set<string>()
  for (const [walk, { id }] of requirements.entries()) {
    let at: string | undefined = id
    while (at !== undefined && !walkOf.has(at)) {
      walkOf.set(at, walk)
      at = parents.get(at)
    }
    if (at === undefined || walkOf.get(at) !== walk) continue
    // The walk came back to where it had been: from there on it is a circle.
    while (!circling.has(at!)) {
      circling.add(at!)
      at = parents.get(at!)
    }
  }
  return requirements.flatMap(({ id }, place) => (circling.has(id) ? [place] : []))
}

/** Where a value stands for the second time; told once for each. */
function repeated(values: readonly string[]): number[] {
  const counts = new Map<string, number>()
  return values.flatMap((value, at) => {
    const count = (counts.get(value) ?? 0) + 1
    counts.set(value, count)
    return count === 2 ? [at] : []
  })
}
