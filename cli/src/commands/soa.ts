import type { Command } from 'commander'
import { facts, table } from '../output/table.ts'
import { dateWords } from '../output/words.ts'
import { withServer } from '../run.ts'
import type { Answer } from '../run.ts'
import type { Server } from '../server.ts'
import { UsageError } from '../usage-error.ts'

type Summary = { id: string; framework: string; number: number; signedAt: string | null }
type Statement = Summary & {
  digest: string | null
  lines: {
    requirementId: string
    title: string
    applicable: boolean | null
    justification: string
    owner: { name: string } | null
    state: string
    reason: string
  }[]
  counts: { applicable: number; excluded: number; undecided: number; implemented: number }
  problems: { code: string; message: string }[]
}

const about = `The statement of applicability: which controls apply and why, and how far they are implemented, computed from controls, their evidence and tests. The newest one, or the newest that is signed.
0 nothing stands against signing it, or it is signed; 1 something does.`

export function addSoaCommand(program: Command): void {
  program
    .command('soa')
    .summary('the statement of applicability')
    .description(about)
    .option('--signed', 'the newest that is signed')
    .action((options: { signed?: boolean }, command: Command) =>
      withServer(command, (server) => soa(server, options.signed === true)),
    )
}

async function soa(server: Server, signed: boolean): Promise<Answer> {
  const { items } = await server.get<{ items: Summary[] }>('/statements')
  const found = items.find(({ signedAt }) => !signed || signedAt !== null)
  if (found === undefined) {
    const remedy = 'Open one under Statement of applicability, or POST /api/v1/statements.'
    throw new UsageError(
      `There is no ${signed ? 'signed ' : ''}statement of applicability.`,
      remedy,
    )
  }
  const statement = await server.get<Statement>(`/statements/${found.id}`)
  const { lines, counts, problems, framework, number, signedAt, digest } = statement
  const text = [
    facts([
      ['Statement', `${number}, ${framework}`],
      ['Signed', signedAt === null ? null : dateWords(signedAt)],
      ['SHA-256', digest],
      ['Applicable', counts.applicable],
      ['Excluded', counts.excluded],
      ['Not decided', counts.undecided],
      ['Implemented', counts.implemented],
    ]),
    '',
    table(lines, [
      { title: 'Control', value: ({ requirementId }) => requirementId },
      { title: 'Title', value: ({ title }) => title },
      {
        title: 'Applies',
        value: ({ applicable }) => (applicable === null ? null : applicable ? 'yes' : 'no'),
      },
      { title: 'State', value: ({ state }) => state },
      { title: 'Owner', value: ({ owner }) => owner?.name ?? null },
      { title: 'Justification', value: ({ justification }) => justification },
    ]),
    ...(problems.length === 0 ? [] : ['', `${problems.length} things stand against signing it.`]),
  ].join('\n')
  return { text, json: statement, exitCode: problems.length === 0 ? 0 : 1 }
}
