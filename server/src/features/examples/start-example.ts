import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { holdLoad, startPlayer } from '../../jobs/example-player.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { startExampleRequest } from './schemas.ts'
import { latestLoad } from './store.ts'

/**
 * Starts loading the worked example: a process of its own that plays it through the public API with
 * the asker's session, as several fictional people.
 */
export async function startExample(ctx: Context, input: unknown, cookie: string) {
  ctx.authorize('examples.load')
  const { encounters } = parse(startExampleRequest, input ?? {})
  const id = ctx.newId()
  const letGo = await holdLoad(ctx.services, id)
  const load = await ctx
    .transaction((tx) => insertLoad(tx, id, encounters))
    .catch((error: unknown) => {
      letGo()
      throw error
    })
  startPlayer(ctx.services, { id, encounters, cookie, letGo })
  return load
}

async function insertLoad(tx: Context, id: string, encounters: number) {
  const started = await tx.db
    .insertInto('example_loads')
    .values({
      id,
      organization_id: tx.organizationId,
      status: 'running',
      step: 'starting',
      progress: 0,
      started_at: tx.now(),
    })
    .onConflict((clash) => clash.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (started === undefined)
    throw conflict('example-running', 'The worked example is being loaded already.')
  appendEntry(tx, {
    action: 'examples.start',
    subject: { type: 'examples', id },
    before: null,
    after: { id, encounters },
  })
  return latestLoad(tx)
}
