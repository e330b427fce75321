import { readFile, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { readJsonFile } from '../json-file.ts'
import { failureOf, failureWords } from '../output/failure.ts'
import { facts, table } from '../output/table.ts'
import { plural, timeWords } from '../output/words.ts'
import { withServer } from '../run.ts'
import type { Answer } from '../run.ts'
import { everyItem } from '../server.ts'
import type { Server } from '../server.ts'
import { findSystem } from '../systems.ts'
import type { AiSystem } from '../systems.ts'
import { UsageError } from '../usage-error.ts'

export function addSystemCommands(program: Command): void {
  const systems = program.command('systems').description('the inventory of AI systems')
  systems
    .command('list')
    .description('every AI system')
    .option('--search <words>', 'in name, reference, purpose and owner')
    .option('--stage <stage>', 'only this lifecycle stage')
    .option('--tier <tier>', 'only this risk tier, 1 to 4')
    .action((options: Filters, command: Command) =>
      withServer(command, (server) => listSystems(server, options)),
    )
  systems
    .command('show <system>')
    .description('one AI system, by its reference or id')
    .action((name: string, _: object, command: Command) =>
      withServer(command, async (server) => showSystem(await findSystem(server, name))),
    )
  systems
    .command('register')
    .description('register an AI system from a JSON file')
    .requiredOption('--file <file>', 'the fields of the registration')
    .action(({ file }: { file: string }, command: Command) =>
      withServer(command, async (server) => {
        const system = await server.post<AiSystem>('/ai-systems', await readJsonFile(file))
        return { text: `Registered ${system.reference} as ${system.id}.`, json: system }
      }),
    )
  systems
    .command('import <csv>')
    .description('register many AI systems from a CSV file: all of them, or none')
    .option('--preview', 'check the file and register nothing')
    .action((file: string, options: { preview?: boolean }, command: Command) =>
      withServer(command, (server) => importSystems(server, file, options.preview ?? false)),
    )
  systems
    .command('export')
    .description('every AI system as CSV')
    .option('--output <file>', 'write to a file instead')
    .action(({ output }: { output?: string }, command: Command) =>
      withServer(command, (server) => exportSystems(server, output)),
    )
}

type Filters = { search?: string; stage?: string; tier?: string }

async function listSystems(server: Server, filters: Filters): Promise<Answer> {
  const items: AiSystem[] = []
  for await (const system of everyItem<AiSystem>(server, '/ai-systems', filters)) items.push(system)
  const text = table(items, [
    { title: 'REFERENCE', value: (it) => it.reference },
    { title: 'NAME', value: (it) => it.name + (it.synthetic ? ' (synthetic)' : '') },
    { title: 'TIER', value: (it) => it.tier, align: 'right' },
    { title: 'STAGE', value: (it) => it.stage },
    { title: 'STABLE', value: (it) => it.stableVersion?.label ?? null },
    { title: 'INCIDENTS', value: (it) => it.openIncidents, align: 'right' },
    { title: 'STATE', value: (it) => (it.suspendedAt === null ? 'registered' : 'suspended') },
  ])
  const none = 'No AI system fits. Register one with "primum systems register --file".'
  return { text: items.length === 0 ? none : text, json: { items } }
}

function showSystem(system: AiSystem): Answer {
  const text = facts([
    ['Reference', system.reference],
    ['Name', system.name],
    ['Id', system.id],
    ['Kind', system.archetype],
    ['Intended use', system.intendedUse],
    ['Model owner', system.modelOwner],
    ['Stage', system.stage],
    ['Tier', system.tier],
    ['Stable version', system.stableVersion?.label ?? null],
    ['Suspended', system.suspendedAt === null ? 'no' : `since ${timeWords(system.suspendedAt)}`],
    ['Open incidents', system.openIncidents],
    ['Data', system.synthetic ? 'synthetic' : 'real'],
    ['Clock', clockWords(system)],
  ])
  return { text, json: system }
}

function clockWords({ clock, replayNow }: AiSystem): string {
  if (clock !== 'replay') return 'live'
  return replayNow === null ? 'a replay' : `a replay, at ${timeWords(replayNow)}`
}

type ImportRow = {
  row: number
  reference: string | null
  ok: boolean
  errors: { path: string; message: string; remedy?: string }[]
}
type ImportResult = { rows: ImportRow[]; valid: number; invalid: number; imported: number }

async function importSystems(server: Server, file: string, preview: boolean): Promise<Answer> {
  const csv = await readFile(file).catch(() => null)
  if (csv === null) throw new UsageError(`${file} cannot be read.`)
  const sent = {
    query: { preview },
    raw: new Uint8Array(csv),
    headers: { 'content-type': 'text/csv' },
  }
  let result: ImportResult
  try {
    result = (await (
      await server.request('POST', '/ai-systems/import', sent)
    ).json()) as ImportResult
  } catch (error) {
    const failure = failureOf(error)
    // Rows that were looked at and refused are an answer; anything else is an error.
    if (!failure.errors.some(({ row }) => row !== undefined)) throw error
    return { text: failureWords(failure), json: { error: failure }, exitCode: 1 }
  }
  const problems = result.rows.flatMap(({ row, reference, errors }) =>
    errors.map((error) => ({ row, reference, ...error })),
  )
  const list = table(problems, [
    { title: 'ROW', value: (it) => it.row, align: 'right' },
    { title: 'REFERENCE', value: (it) => it.reference },
    { title: 'FIELD', value: (it) => it.path },
    { title: 'PROBLEM', value: (it) => [it.message, it.remedy].filter(Boolean).join(' ') },
  ])
  const outcome = preview
    ? `${plural(result.valid, 'row')} could be imported, ${result.invalid} could not.`
    : `Imported ${plural(result.imported, 'AI system')}; ${plural(result.invalid, 'row')} refused.`
  return {
    text: problems.length === 0 ? outcome : `${list}\n\n${outcome}`,
    json: result,
    exitCode: result.invalid > 0 ? 1 : 0,
  }
}

async function exportSystems(server: Server, output: string | undefined): Promise<Answer> {
  const csv = await (await server.request('GET', '/ai-systems/export')).text()
  if (output === undefined) return { text: csv, json: { csv } }
  await writeFile(output, csv)
  return { text: `Wrote ${output}.`, json: { file: output } }
}
