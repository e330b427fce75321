import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import { open } from 'node:fs/promises'
import { table } from '../output/table.ts'
import { timeWords } from '../output/words.ts'
import { withServer } from '../run.ts'
import { UsageError } from '../usage-error.ts'

type Key = {
  id: string
  name: string
  start: string
  scopes: string[]
  expiresAt: string | null
  createdBy: string
}

const about = `API keys of pipelines and model servers. Only people manage them: set PRIMUM_EMAIL and
PRIMUM_PASSWORD.`

export function addKeyCommands(program: Command): void {
  const keys = program
    .command('keys')
    .summary('API keys of pipelines and model servers')
    .description(about)
  keys
    .command('list')
    .description('the keys of the organization')
    .action((_: object, command: Command) =>
      withServer(command, async (server) => {
        const list = await server.get<{ items: Key[] }>('/keys')
        const text = table(list.items, [
          { title: 'NAME', value: (it) => it.name },
          { title: 'BEGINS', value: (it) => it.start },
          { title: 'SCOPES', value: (it) => it.scopes.join(', ') },
          { title: 'EXPIRES', value: (it) => (it.expiresAt ? timeWords(it.expiresAt) : null) },
          { title: 'ID', value: (it) => it.id },
        ])
        return { text: list.items.length === 0 ? 'There is no API key.' : text, json: list }
      }),
    )
  keys
    .command('create')
    .description('create a key; it is shown this once')
    .requiredOption('--name <name>', 'what will use it')
    .requiredOption('--scope <scope...>', 'what it may do, such as telemetry.send')
    .option('--expires-in-days <days>', 'how long it is valid (default: 365)', days)
    .option('--output <file>', 'write the key to a file only you can read')
    .action((options: CreateOptions, command: Command) =>
      withServer(command, async (server) => {
        const { name, scope: scopes, expiresInDays, output } = options
        // Opened first: a key that cannot be written down would be lost for good.
        const file = output === undefined ? null : await openNew(output)
        try {
          const body = { name, scopes, ...(expiresInDays === undefined ? {} : { expiresInDays }) }
          const created = await server.post<{ key: string; record: Key }>('/keys', body)
          if (file === null) return { text: created.key, json: created }
          await file.writeFile(`${created.key}\n`)
          const json = { file: output, record: created.record }
          return { text: `Wrote the key to ${output}.`, json }
        } finally {
          await file?.close()
        }
      }),
    )
  keys
    .command('revoke <id>')
    .description('revoke a key at once')
    .action((id: string, _: object, command: Command) =>
      withServer(command, async (server) => {
        const key = await server.delete<Key>(`/keys/${encodeURIComponent(id)}`)
        return { text: `Revoked ${key.name}.`, json: key }
      }),
    )
}

type CreateOptions = { name: string; scope: string[]; expiresInDays?: number; output?: string }

function days(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value > 0) return value
  throw new InvalidArgumentError('Give a whole number of days.')
}

function openNew(path: string) {
  return open(path, 'wx', 0o600).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`The key cannot be written to ${path}: ${reason}.`)
  })
}
