import { addDays } from '@primum/core/monitoring/days'
import { digestOf } from '@primum/core/ledger/chain'
import { endedMonths } from '@primum/core/monitoring/ended-months'
import type { Month } from '@primum/core/monitoring/ended-months'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { plainJson } from '../../ledger/plain-json.ts'
import { sha256 } from '../../ledger/sha256.ts'
import { systemNow } from '../../monitoring/system-now.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { fileEvidence } from '../evidence/file-evidence.ts'
import { isFiled } from '../evidence/is-filed.ts'
import { readSummary } from './read-summary.ts'
import { settleDays, summaryOrigin } from './summary-origin.ts'

/** Months that are caught up on after Primum was down. */
const mostMonths = 3

/** How long after its month a summary shows that a system is monitored: until the next one is due. */
const daysThatItCounts = 45

/**
 * Files, once for each month that is over, how monitoring of a system went. Months are those of the
 * system's own clock. A month that fails keeps no other one back; answers those filed now.
 */
export async function fileSummaries(ctx: Context, aiSystemId: string): Promise<string[]> {
  ctx.authorize('evidence.manage')
  const system = await loadAiSystem(ctx, aiSystemId)
  const filed: string[] = []
  const failures: unknown[] = []
  const now = systemNow(ctx, system).toISOString()
  for (const month of endedMonths(now, mostMonths, settleDays)) {
    try {
      if (await fileMonth(ctx, system, month)) filed.push(month.name)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} months failed.`)
  if (failures.length === 1) throw failures[0]
  return filed
}

async function fileMonth(ctx: Context, system: AiSystem, month: Month): Promise<boolean> {
  const origin = summaryOrigin(system.id, month.name)
  if (await isFiled(ctx, origin)) return false
  const summary = await readSummary(ctx, system, month)
  if (summary === null) return false
  const { title, sentence, content } = summary
  const { incidents, findings } = content
  const digest = digestOf(sha256, plainJson(content))
  return ctx.transaction(async (tx) => {
    // Another process may have written its own meanwhile, with another time: the first one stays.
    const name = `monitoring summary ${origin.id}`
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx.db)
    if (await isFiled(tx, origin)) return false
    const aiSystemId = system.id
    await fileEvidence(tx.asSystem(), {
      origin,
      kind: 'monitoring-summary',
      title,
      description: sentence,
      content: Buffer.from(`${JSON.stringify(content, null, 2)}\n`),
      fileName: `monitoring-summary-${month.name}.json`,
      effectiveFrom: month.from,
      effectiveUntil: addDays(month.to, daysThatItCounts),
      links: [
        { type: 'ai-system', id: aiSystemId, aiSystemId },
        ...incidents.map(({ id }) => ({ type: 'incident' as const, id, aiSystemId })),
        ...findings.map(({ id }) => ({ type: 'finding' as const, id, aiSystemId })),
      ],
      note: `SHA-256 of its canonical content: ${digest}`,
    })
    return true
  })
}
