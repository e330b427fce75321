import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import { table } from '../output/table.ts'
import { plural, timeWords } from '../output/words.ts'
import { withServer } from '../run.ts'
import { everyItem } from '../server.ts'

type Verification = {
  verified: boolean
  entries: number
  brokenEntry: number | null
  reason: string | null
  milliseconds: number
}
type Entry = {
  sequence: number
  at: string
  actor: { name: string }
  action: string
  subject: { type: string; id: string }
}

export function addLedgerCommands(program: Command): void {
  const ledger = program.command('ledger').description('the tamper-evident record of every act')
  ledger
    .command('verify')
    .description('recompute the whole chain: 0 it holds, 1 it is broken and where')
    .action((_: object, command: Command) =>
      withServer(command, async (server) => {
        const found = await server.get<Verification>('/ledger/verify')
        const text = found.verified
          ? `The ledger holds: ${plural(found.entries, 'entry', 'entries')} verified.`
          : `The ledger is broken at entry ${found.brokenEntry}: ${found.reason}`
        return { text, json: found, exitCode: found.verified ? 0 : 1 }
      }),
    )
  ledger
    .command('list')
    .description('the newest entries first')
    .option('--limit <n>', 'how many entries at most', positive, 50)
    .option('--action <name>', 'only this action, or all that begin with it')
    .option('--subject <id>', 'only what was done to this record')
    .action((options: { limit: number; action?: string; subject?: string }, command: Command) =>
      withServer(command, async (server) => {
        const items: Entry[] = []
        const { limit, action, subject } = options
        const query = { limit: Math.min(limit, 200), action, subjectId: subject }
        for await (const entry of everyItem<Entry>(server, '/ledger', query)) {
          items.push(entry)
          if (items.length === limit) break
        }
        const text = table(items, [
          { title: 'ENTRY', value: (it) => it.sequence, align: 'right' },
          { title: 'WHEN', value: (it) => timeWords(it.at) },
          { title: 'WHO', value: (it) => it.actor.name },
          { title: 'ACTION', value: (it) => it.action },
          { title: 'SUBJECT', value: (it) => `${it.subject.type} ${it.subject.id}` },
        ])
        return { text: items.length === 0 ? 'No entry fits.' : text, json: { items } }
      }),
    )
}

function positive(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value > 0) return value
  throw new InvalidArgumentError('Give a whole number above 0.')
}
