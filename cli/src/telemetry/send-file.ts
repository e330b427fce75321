import { resolve } from 'node:path'
import { openProgress } from '../output/progress.ts'
import { table } from '../output/table.ts'
import { count, plural } from '../output/words.ts'
import type { Answer } from '../run.ts'
import { everyItem } from '../server.ts'
import type { Server } from '../server.ts'
import { findSystem } from '../systems.ts'
import type { AiSystem } from '../systems.ts'
import { openResume } from './resume-file.ts'
import { sendRows } from './send-rows.ts'
import type { Receipt } from './send-rows.ts'
import { openSource } from './source.ts'
import type { SourceRow, TelemetryKind } from './source-row.ts'

export type SendFileOptions = { system: string; version?: string; map?: string; retries: number }

/** Sends a file from its first row, or from where an interrupted sending of it stopped. */
export async function sendFile(
  server: Server,
  kind: TelemetryKind,
  file: string,
  options: SendFileOptions,
): Promise<Answer> {
  const system = await findSystem(server, options.system)
  const source = await openSource(file, {
    kind,
    version: options.version,
    mapping: options.map,
    isNumeric: kind === 'predictions' ? await numericFeatures(server, system) : () => false,
  })
  const resume = await openResume(file, {
    kind,
    server: server.url,
    system: system.id,
    version: options.version ?? null,
    mapping: options.map === undefined ? null : resolve(options.map),
  })
  const skipped = Math.min(await resume.read(), source.total)
  const progress = openProgress(source.total)
  const show = (rows: number, text = '') =>
    progress.show(rows, `${count(rows)} of ${count(source.total)} ${kind}${text}`)
  let settled = skipped
  try {
    show(skipped)
    const receipt = await sendRows(server, from(source.rows(), skipped), {
      path: `/ai-systems/${system.id}/${kind}`,
      retries: options.retries,
      onSettled: async (rows) => {
        settled = skipped + rows
        await resume.save(settled)
        show(settled)
      },
      onWait: (wait) => show(settled, `, waiting ${wait / 1000} s for the server`),
    })
    await resume.remove()
    return answerOf(kind, system, receipt, skipped)
  } finally {
    progress.end()
  }
}

async function* from(rows: AsyncIterable<SourceRow>, skipped: number) {
  let passed = 0
  for await (const row of rows) {
    if (passed >= skipped) yield row
    passed += 1
  }
}

type DeclaredVersion = { label: string; inputSchema: { name: string; kind: string }[] }

async function numericFeatures(server: Server, system: AiSystem) {
  const numeric = new Set<string>()
  const path = `/ai-systems/${system.id}/versions`
  for await (const version of everyItem<DeclaredVersion>(server, path)) {
    for (const { name, kind } of version.inputSchema) {
      if (kind === 'numeric') numeric.add(`${version.label} ${name}`)
    }
  }
  return (version: string, feature: string) => numeric.has(`${version} ${feature}`)
}

function answerOf(
  kind: TelemetryKind,
  system: AiSystem,
  receipt: Receipt,
  skipped: number,
): Answer {
  const { accepted, duplicates, rejected, errors } = receipt
  const list = table(errors, [
    { title: 'ROW', value: (it) => it.row, align: 'right' },
    { title: 'ID', value: (it) => it.id ?? null },
    { title: 'FIELD', value: (it) => it.path },
    { title: 'PROBLEM', value: (it) => [it.message, it.remedy].filter(Boolean).join(' ') },
  ])
  const more = rejected > 0 && errors.length === 100 ? ', the first problems above' : ''
  const before = skipped === 0 ? '' : ` ${plural(skipped, 'row')} had been sent before.`
  const outcome =
    `${system.reference}: ${count(accepted)} ${kind} accepted, ` +
    `${plural(duplicates, 'duplicate')}, ${count(rejected)} rejected${more}.${before}`
  return {
    text: errors.length === 0 ? outcome : `${list}\n\n${outcome}`,
    json: { system: system.reference, kind, ...receipt, sentBefore: skipped },
    exitCode: rejected > 0 ? 1 : 0,
  }
}
