import { placeWords } from '@primum/core/frameworks/framework-sheet'
import type { FileProblem } from '@primum/core/frameworks/framework-sheet'
import type { GivenFields } from '@primum/core/frameworks/framework-table'
import { readOwnFramework } from '@primum/core/frameworks/own-framework'
import type { OwnFramework } from '@primum/core/frameworks/own-framework'
import { dayOfInstant } from '@primum/core/monitoring/days'
import { problemWords, readFrameworkFile } from '@primum/engine/framework-files/read-framework-file'
import type { Context } from '../../context.ts'
import { PrimumError } from '../../errors.ts'
import { keptPack } from './kept-packs.ts'
import type { KeptPack } from './kept-packs.ts'
import { libraryOf } from './library-of.ts'

export type OwnPacks = { own: OwnFramework; framework: KeptPack; crosswalk: KeptPack | null }

/** Reads the file of an organization's own framework; refused with each problem and its place. */
export async function readOwnFile(
  ctx: Context,
  file: { name: string; bytes: Uint8Array },
  given: GivenFields,
): Promise<OwnPacks> {
  const table = await readFrameworkFile(file, given)
  if (!table.ok) throw refusedFile(table.problems)
  const libraries = [await libraryOf(ctx), await ctx.services.content.library()]
  const read = readOwnFramework(table.draft, {
    by: ctx.stamp().name,
    on: dayOfInstant(ctx.now().toISOString()),
    // What is switched off may be mapped to: such a mapping rests until it is on again.
    isKnown: (id) => libraries.some((library) => library.requirement(id) !== null),
  })
  if (!read.ok) throw refusedFile(read.problems)
  const { own } = read
  const content = { framework: own.content, rules: null }
  return {
    own,
    framework: keptPack({ kind: 'framework', content }),
    crosswalk:
      own.crosswalkContent === null
        ? null
        : keptPack({ kind: 'crosswalk', content: { crosswalk: own.crosswalkContent } }),
  }
}

function refusedFile(problems: readonly FileProblem[]): PrimumError {
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`
  const message = `The file has ${count}, and nothing was taken: ${problemWords(problems[0]!)}`
  return new PrimumError('invalid', message, {
    fields: problems.map((problem) => ({
      path: placeWords(problem) || 'body',
      message: problem.message,
      remedy: problem.remedy,
      ...(problem.row === null ? {} : { row: problem.row }),
    })),
  })
}
