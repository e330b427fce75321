import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { Option } from 'commander'
import type { Command } from 'commander'
import { frameworkFields } from '@primum/core/frameworks/framework-fields'
import type { FrameworkField } from '@primum/core/frameworks/framework-fields'
import type { FileProblem } from '@primum/core/frameworks/framework-sheet'
import { readOwnFramework } from '@primum/core/frameworks/own-framework'
import type { OwnFramework } from '@primum/core/frameworks/own-framework'
import { countWords } from '@primum/core/shared/count-words'
import {
  mostFrameworkBytes,
  problemWords,
  readFrameworkFile,
} from '@primum/engine/framework-files/read-framework-file'
import { readLibrary } from '../content.ts'
import { plural } from '../output/words.ts'
import { answer } from '../run.ts'
import type { Answer } from '../run.ts'
import { UsageError } from '../usage-error.ts'

const about = `Whether the file of a framework of your own (YAML, CSV or XLSX) can be taken: each problem with its row, column and remedy. Ends with 1 where there is one. Mappings are looked up among the frameworks that come with Primum. No server is asked.`

type Said = Partial<Record<FrameworkField, string>>

export function addFrameworkCheck(frameworks: Command): void {
  const check = frameworks
    .command('check <file>')
    .summary('a framework of your own')
    .description(about)
  for (const field of frameworkFields) {
    const flag = field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    const words = `the ${field} of the framework, where a table has no sheet Framework`
    check.addOption(new Option(`--${flag} <text>`, words))
  }
  check.action((file: string, said: Said, command: Command) =>
    answer(command, () => checkFramework(file, said)),
  )
}

async function checkFramework(path: string, said: Said): Promise<Answer> {
  const file = { name: basename(path), bytes: await readBytes(path) }
  const table = await readFrameworkFile(file, said)
  if (!table.ok) return refused(path, table.problems)
  const library = await readLibrary()
  const read = readOwnFramework(table.draft, {
    by: 'whoever takes it',
    on: new Date().toISOString().slice(0, 10),
    isKnown: (id) => library.requirement(id) !== null,
  })
  if (!read.ok) return refused(path, read.problems)
  const isTaken = [...library.frameworks.keys()].find(
    (id) => id.toLowerCase() === read.own.framework.id.toLowerCase(),
  )
  if (isTaken === undefined) return summary(path, read.own)
  const message = `${isTaken} is a framework that comes with Primum.`
  const remedy = 'Give yours another id.'
  return refused(path, [{ sheet: null, row: null, column: null, message, remedy }])
}

/** What is too large is not read at all. */
async function readBytes(path: string): Promise<Buffer> {
  const handle = await open(path, 'r').catch(() => null)
  try {
    if (handle === null || !(await handle.stat()).isFile()) {
      throw new UsageError(`${path} cannot be read.`, 'Give the path of a YAML, CSV or XLSX file.')
    }
    const { size } = await handle.stat()
    if (size > mostFrameworkBytes) {
      const most = countWords(mostFrameworkBytes)
      throw new UsageError(`${path} has ${countWords(size)} bytes; a framework may have ${most}.`)
    }
    return await handle.readFile()
  } finally {
    await handle?.close()
  }
}

function refused(path: string, problems: readonly FileProblem[]): Answer {
  const lines = problems.map((problem) => `  ${problemWords(problem)}`)
  const text = [`${path} cannot be taken: ${plural(problems.length, 'problem')}.`, ...lines]
  return { text: text.join('\n'), json: { ok: false, problems }, exitCode: 1 }
}

function summary(path: string, { framework, crosswalk, warnings }: OwnFramework): Answer {
  const { id, title, release, rules } = framework
  const requirements = framework.requirements.filter(({ role }) => role === 'requirement').length
  const mappings = crosswalk?.mappings.length ?? 0
  const counts = [
    plural(requirements, 'requirement'),
    ...(mappings > 0 ? [plural(mappings, 'mapping')] : []),
    ...(rules.length > 0 ? [plural(rules.length, 'rule')] : []),
  ]
  const text = [
    `${path} can be taken: ${id} ${release}, ${title}; ${counts.join(', ')}.`,
    ...warnings.map((warning) => `  Note: ${warning}`),
  ]
  const json = {
    ...{ ok: true, id, title, release, requirements, mappings, rules: rules.length, warnings },
  }
  return { text: text.join('\n'), json }
}
