import { ownCrosswalkId } from '@primum/core/frameworks/own-framework'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { PrimumError, conflict } from '../../errors.ts'
import { parse } from '../../parse.ts'
import { usesOf } from './own-uses.ts'
import { recordPacks } from './record-packs.ts'
import { removePack } from './remove-pack.ts'
import { removeOwnRequest } from './schemas.ts'
import type { ownFrameworkRemoval } from './schemas.ts'
import { lockPack, noPack } from './store.ts'

/**
 * Takes an own framework and its mappings away. Refused while anything is about it: it could no
 * longer be read what that speaks for.
 */
export async function removeOwnFramework(
  ctx: Context,
  id: string,
  input: unknown,
): Promise<z.infer<typeof ownFrameworkRemoval>> {
  ctx.authorize('content-packs.manage')
  const { reason } = parse(removeOwnRequest, input)
  return ctx.transaction(async (tx) => {
    await recordPacks(tx)
    const row = await lockPack(tx, 'framework', id)
    if (row === null) throw noPack('framework', id)
    if (row.origin !== 'own') {
      const message = `${id} comes with the program.`
      throw conflict('framework-of-program', message, 'Switch it off instead.')
    }
    await refuseUsed(tx, id)
    await removePack(tx, row, reason)
    const crosswalk = await lockPack(tx, 'crosswalk', ownCrosswalkId(id))
    if (crosswalk !== null) await removePack(tx, crosswalk, reason)
    return {
      ...{ id, release: row.release, reason },
      ...{ removedBy: tx.stamp(), removedAt: tx.now().toISOString() },
    }
  })
}

async function refuseUsed(tx: Context, id: string): Promise<void> {
  const uses = await usesOf(tx, id)
  if (uses.length === 0) return
  throw new PrimumError('conflict', `${id} is spoken about. ${uses.join('; ')}.`, {
    reasons: uses.map((use) => ({
      code: 'framework-in-use',
      message: `${id} is spoken about by ${use}.`,
      remedy: 'Take that back first, or switch the framework off and keep it.',
    })),
  })
}
