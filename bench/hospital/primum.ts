import { randomUUID } from 'node:crypto'
import { readConfig } from '../../server/src/config.ts'
import { Context, systemActor } from '../../server/src/context.ts'
import { lockAiSystem } from '../../server/src/features/ai-systems/lock-ai-system.ts'
import {
  insertAliasEvent,
  loadAliases,
  loadTarget,
} from '../../server/src/features/aliases/store.ts'
import { judgeAll } from '../../server/src/jobs/judge-queue.ts'
import { startProgram } from '../../server/src/program.ts'
import type { Program } from '../../server/src/program.ts'

/**
 * Primum as it runs, in a process of its own, with two shortcuts for setting the scene: its clock
 * can be moved, so that days pass in no time, and a version can be put into service without the
 * signatures for it. What is measured goes through neither.
 */
export type Order =
  | { kind: 'clock'; at: number }
  | { kind: 'stable'; aiSystemId: string; versionId: string }
  | { kind: 'judge-all' }

/** `value`: the seconds that judging took, else 0. */
export type OrderAnswer = { number: number; value: number; error: string | null }

const program = await startProgram(readConfig(process.env), () => process.exit(1))
const { services } = program
let ahead = 0
services.clock = () => new Date(Date.now() + ahead)
const { id: organizationId } = await services.db
  .selectFrom('organizations')
  .select('id')
  .executeTakeFirstOrThrow()

process.on('message', ({ number, order }: { number: number; order: Order }) => {
  const answer = (value: number, error: string | null) => {
    // A benchmark that was broken off hears no answers; the server then stops in order.
    if (process.connected) process.send?.({ number, value, error } satisfies OrderAnswer)
  }
  carryOut(order).then(
    (value) => answer(value, null),
    (error: unknown) => answer(0, String(error)),
  )
})
process.on('disconnect', () => void stop(program))
process.send?.({ url: program.url, ownerUrl: program.ownerUrl, organizationId })

async function carryOut(order: Order): Promise<number> {
  if (order.kind === 'clock') {
    ahead = order.at - Date.now()
    return 0
  }
  if (order.kind === 'stable') {
    await putIntoService(order.aiSystemId, order.versionId)
    return 0
  }
  const errors: unknown[] = []
  const started = performance.now()
  await judgeAll(services, (error) => errors.push(error))
  const seconds = (performance.now() - started) / 1000
  if (errors.length > 0) throw new Error(`${errors.length} were not judged: ${String(errors[0])}`)
  return seconds
}

async function putIntoService(aiSystemId: string, versionId: string): Promise<void> {
  const ctx = new Context({
    services,
    organizationId,
    actor: systemActor,
    asker: { kind: 'system' },
  })
  await ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, aiSystemId)
    const { stable } = await loadAliases(tx, aiSystemId)
    const { digest: versionDigest } = await loadTarget(tx, aiSystemId, versionId)
    const approvals = [{ id: randomUUID(), at: tx.now().toISOString() }]
    await insertAliasEvent(tx, system, {
      current: stable,
      to: versionId,
      cause: 'promotion',
      reason: 'The scene of a benchmark.',
      evidence: { versionDigest, approvals },
    })
  })
}

async function stop({ stop: stopProgram }: Program): Promise<void> {
  await stopProgram()
  process.exit(0)
}
