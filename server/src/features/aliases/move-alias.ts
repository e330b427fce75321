import type { Context } from '../../context.ts'
import { conflict, refusedBecause } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { requirePromotion } from './require-promotion.ts'
import { moveAliasRequest } from './schemas.ts'
import { aliasMoved, insertAliasEvent, loadAliases, loadTarget } from './store.ts'
import type { Alias, AliasEvent, AliasName, Aliases } from './store.ts'

/**
 * Moves candidate or stable to a version, or off every version. `sequence` is what the asker saw
 * last: of two who saw the same, one moves it and the other is told. Stable brings previous along;
 * to take stable off every version (retirement of a version) asks for no approval, as it is safe.
 */
export async function moveAlias(
  ctx: Context,
  target: { aiSystemId: string; alias: AliasName },
  input: unknown,
  sequence: number | null,
): Promise<Alias> {
  ctx.authorize('aliases.move')
  const request = parse(moveAliasRequest, input)
  if (target.alias === 'previous') throw followsStable()
  if (sequence === null) throw sequenceMissing()
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, target.aiSystemId)
    const before = await loadAliases(tx, system.id)
    const current = before[target.alias]
    if (current.sequence !== sequence) throw aliasMoved(target.alias)
    const move = await decide(tx, system, before, { ...request, alias: target.alias })
    const event = await insertAliasEvent(tx, system, { ...move, current, reason: request.reason })
    const events =
      target.alias === 'stable' ? [event, ...(await follow(tx, system, before, event))] : [event]
    const after = await loadAliases(tx, system.id)
    appendEntry(tx, {
      action: 'aliases.move',
      subject: { type: 'aliases', id: system.id },
      before,
      after,
      details: { events },
    })
    return after[target.alias]
  })
}

async function decide(
  tx: Context,
  system: AiSystem,
  aliases: Aliases,
  wish: { alias: AliasName; versionId: string | null },
) {
  const { alias, versionId } = wish
  const version = versionId === null ? null : await loadTarget(tx, system.id, versionId)
  if ((aliases[alias].version?.id ?? null) === versionId) {
    const message = `The alias ${alias} stands there already.`
    throw conflict('alias-unchanged', message, 'There is nothing to do.')
  }
  if (version !== null && version.withdrawn_at !== null) {
    throw refusedBecause([
      {
        code: 'version-withdrawn',
        message: `Version ${version.label} is withdrawn.`,
        remedy: 'Choose another version, or register one.',
        who: 'Model owner',
        where: `/ai-systems/${system.id}/versions`,
      },
    ])
  }
  if (alias !== 'stable') return { to: versionId, cause: 'manual' as const, evidence: {} }
  if (version === null) return { to: null, cause: 'retirement' as const, evidence: {} }
  const evidence = await requirePromotion(tx, { system, version, aliases })
  return { to: version.id, cause: 'promotion' as const, evidence }
}

/** Previous is what was stable before; never the version that is stable now. */
async function follow(
  tx: Context,
  system: AiSystem,
  before: Aliases,
  event: AliasEvent,
): Promise<AliasEvent[]> {
  const { previous } = before
  const kept = previous.version?.id === event.to?.id ? null : (previous.version?.id ?? null)
  const to = event.from?.id ?? kept
  if (to === (previous.version?.id ?? null)) return []
  const reason = `Follows stable: ${event.reason}`.slice(0, 4000)
  const evidence = { stableSequence: event.sequence }
  const { cause } = event
  return [await insertAliasEvent(tx, system, { current: previous, to, cause, reason, evidence })]
}

function followsStable() {
  return refusedBecause([
    {
      code: 'previous-follows',
      message: 'The alias previous is not moved by hand: it follows stable.',
      remedy: 'Move stable.',
    },
  ])
}

function sequenceMissing() {
  return refusedBecause([
    {
      code: 'if-match-missing',
      message: 'The request does not say which state of the alias it saw.',
      remedy: 'Send the ETag of the alias as If-Match; "0" where it was never set.',
    },
  ])
}
