import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { parse } from 'yaml'
import { z } from 'zod'
import { applicability, noLegalAdvice } from '@primum/core/frameworks/applicability'
import type { LawFacts } from '@primum/core/frameworks/law-facts'
import { lawFacts, lawFactsSchema, statedFactsSchema } from '@primum/core/frameworks/law-facts'
import { readLibrary } from '../content.ts'
import { lawWords } from '../output/law-words.ts'
import { answer } from '../run.ts'
import type { Answer } from '../run.ts'
import { UsageError } from '../usage-error.ts'

type LawOptions = { facts?: string; schema?: boolean; today?: string }

const about = `Which law applies to an AI system, why, from when, and from what it is exempt: derived from its facts by rules that are shown. What the facts do not say is never taken for a no. It is no legal advice. No server is asked.
0 nothing forbids it, 1 something does or may, 2 an error.`

export function addLawCommand(program: Command): void {
  program
    .command('law')
    .summary('which law applies to an AI system')
    .description(about)
    .option('--facts <file>', 'the facts, as YAML or JSON')
    .option('--schema', 'print the JSON Schema of the facts')
    .option('--today <day>', 'the day to judge by, YYYY-MM-DD (default: today)')
    .action((options: LawOptions, command: Command) => answer(command, () => law(options)))
}

async function law({ facts: path, schema = false, today }: LawOptions): Promise<Answer> {
  if (schema) return schemaAnswer()
  if (path === undefined) {
    throw new UsageError(
      'Say which facts: --facts <file>.',
      'primum law --schema prints what they can be.',
    )
  }
  const day = today ?? new Date().toISOString().slice(0, 10)
  if (!z.iso.date().safeParse(day).success) throw new UsageError(`${day} is not a day, YYYY-MM-DD.`)
  const facts = await readFacts(path)
  const laws = (await readLibrary()).laws()
  const found = applicability(laws, facts, day)
  return {
    text: lawWords(found, day),
    json: {
      ...{ today: day, facts, notice: noLegalAdvice },
      obligations: found.obligations.map(({ requirement, ...rest }) => ({
        id: requirement.id,
        ...rest,
        requirement,
      })),
      prohibitions: found.prohibitions.map(({ requirement: { id }, state, why, missing }) => ({
        ...{ id, state, why, missing },
      })),
      questions: found.questions.map(({ fact, settles }) => ({
        ...{ fact, settles, question: lawFacts[fact].question },
      })),
      releases: laws.map(({ id, release }) => ({ framework: id, release })),
    },
    exitCode: found.prohibitions.length > 0 ? 1 : 0,
  }
}

function schemaAnswer(): Answer {
  const json = z.toJSONSchema(statedFactsSchema)
  return { text: JSON.stringify(json, null, 2), json }
}

async function readFacts(path: string): Promise<LawFacts> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`${path} cannot be read.`, 'Give the path of a YAML or JSON file.')
  })
  const parsed = lawFactsSchema.safeParse(parseText(path, text))
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(
    (issue) => `  ${issue.path.map(String).join('.') || path}: ${issue.message}`,
  )
  throw new UsageError(
    [`The facts in ${path} are not usable:`, ...lines].join('\n'),
    'primum law --schema prints what they can be.',
  )
}

function parseText(path: string, text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new UsageError(`${path} is neither YAML nor JSON: ${why}`)
  }
}
