import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import { conflict, invalid } from '../../errors.ts'
import { systemNow } from '../../monitoring/system-now.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { aliasNames } from './schemas.ts'
import type { alias, aliasEvent } from './schemas.ts'

export type AliasName = (typeof aliasNames)[number]
export type Alias = z.infer<typeof alias>
export type AliasEvent = z.infer<typeof aliasEvent>
export type Aliases = Record<AliasName, Alias>

/** The three aliases of a system; one never set stands at sequence 0. */
export async function loadAliases(ctx: Context, aiSystemId: string): Promise<Aliases> {
  const { id } = await loadAiSystem(ctx, aiSystemId)
  const rows = await ctx.db
    .selectFrom('aliases')
    .innerJoin('alias_events', 'alias_events.sequence', 'aliases.sequence')
    .leftJoin('versions', 'versions.id', 'aliases.version_id')
    .select(['aliases.alias', 'aliases.sequence', 'versions.id', 'versions.label'])
    .select('alias_events.effective_at')
    .where('aliases.ai_system_id', '=', id)
    .execute()
  const entries = aliasNames.map((name): [AliasName, Alias] => {
    const row = rows.find((each) => each.alias === name)
    const version = row?.id && row.label ? { id: row.id, label: row.label } : null
    const since = row?.effective_at.toISOString() ?? null
    return [name, { alias: name, version, sequence: row?.sequence ?? 0, since }]
  })
  return Object.fromEntries(entries) as Aliases
}

/** A version of this system that an alias may point to; any other is refused by name. */
export async function loadTarget(tx: Context, aiSystemId: string, versionId: string) {
  const row = await tx.db
    .selectFrom('versions')
    .select(['id', 'label', 'digest', 'withdrawn_at'])
    .where('organization_id', '=', tx.organizationId)
    .where('ai_system_id', '=', aiSystemId)
    .where('id', '=', versionId)
    .executeTakeFirst()
  if (row === undefined) throw invalid('versionId', 'This AI system has no such version.')
  return row
}

export function selectAliasEvents(ctx: Context, aiSystemId: string) {
  return ctx.db
    .selectFrom('alias_events')
    .leftJoin('versions as old', 'old.id', 'alias_events.from_version_id')
    .leftJoin('versions as new', 'new.id', 'alias_events.to_version_id')
    .selectAll('alias_events')
    .select(['old.label as from_label', 'new.label as to_label'])
    .where('alias_events.organization_id', '=', ctx.organizationId)
    .where('alias_events.ai_system_id', '=', aiSystemId)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectAliasEvents>['executeTakeFirstOrThrow']>>

export function toAliasEvent(row: Row): AliasEvent {
  return {
    sequence: row.sequence,
    alias: row.alias as AliasName,
    from: toName(row.from_version_id, row.from_label),
    to: toName(row.to_version_id, row.to_label),
    cause: row.cause as AliasEvent['cause'],
    reason: row.reason,
    evidence: row.evidence,
    actor: row.actor as unknown as ActorStamp,
    effectiveAt: row.effective_at.toISOString(),
    createdAt: row.created_at.toISOString(),
  }
}

function toName(id: string | null, label: string | null) {
  return id === null ? null : { id, label: label ?? '' }
}

/**
 * The one writer of the registry: the event, the alias as it now stands and, for stable, what runs
 * where. The caller holds the system's row; the sequence guards even one who does not. Events of a
 * system never go back in time, whatever a clock does.
 */
export async function insertAliasEvent(
  tx: Context,
  system: AiSystem,
  move: {
    current: Alias
    to: string | null
    cause: AliasEvent['cause']
    reason: string
    evidence: Record<string, unknown>
  },
): Promise<AliasEvent> {
  const { current, to } = move
  const effectiveAt = await notBeforeTheLast(tx, system)
  const { sequence } = await tx.db
    .insertInto('alias_events')
    .values({
      organization_id: tx.organizationId,
      ai_system_id: system.id,
      alias: current.alias,
      from_version_id: current.version?.id ?? null,
      to_version_id: to,
      cause: move.cause,
      reason: move.reason,
      evidence: JSON.stringify(move.evidence),
      actor: JSON.stringify(tx.stamp()),
      effective_at: effectiveAt,
      created_at: tx.now(),
    })
    .returning('sequence')
    .executeTakeFirstOrThrow()
  const set = await tx.db
    .insertInto('aliases')
    .values({ ai_system_id: system.id, alias: current.alias, version_id: to, sequence })
    .onConflict((clash) =>
      clash
        .columns(['ai_system_id', 'alias'])
        .doUpdateSet({ version_id: to, sequence })
        .where('aliases.sequence', '=', current.sequence),
    )
    .returning('sequence')
    .executeTakeFirst()
  if (set === undefined) throw aliasMoved(current.alias)
  if (current.alias === 'stable') {
    await insertDeployments(tx, system, { versionId: to, sequence, effectiveAt })
  }
  const row = await selectAliasEvents(tx, system.id)
    .where('alias_events.sequence', '=', sequence)
    .executeTakeFirstOrThrow()
  return toAliasEvent(row)
}

export function aliasMoved(name: AliasName) {
  return conflict(
    'alias-moved',
    `The alias ${name} was moved meanwhile.`,
    'Read it again and decide anew.',
  )
}

async function notBeforeTheLast(tx: Context, system: AiSystem): Promise<Date> {
  const now = systemNow(tx, system)
  const last = await tx.db
    .selectFrom('alias_events')
    .select((eb) => eb.fn.max('effective_at').as('at'))
    .where('ai_system_id', '=', system.id)
    .executeTakeFirst()
  return last?.at instanceof Date && last.at > now ? last.at : now
}

/**
 * One row for each site of the system, or for `null` where it has none, and a stop for each place
 * where something still ran that is no longer among them.
 */
export async function insertDeployments(
  tx: Context,
  system: AiSystem,
  change: { versionId: string | null; sequence: number; effectiveAt: Date },
): Promise<void> {
  const sites = await tx.db
    .selectFrom('ai_system_sites')
    .select('site_id')
    .where('ai_system_id', '=', system.id)
    .execute()
  const places: (string | null)[] = sites.length === 0 ? [null] : sites.map((site) => site.site_id)
  const running = await tx.db
    .selectFrom('deployments')
    .distinctOn('site_id')
    .select(['site_id', 'version_id'])
    .where('ai_system_id', '=', system.id)
    .orderBy('site_id')
    .orderBy('effective_at', 'desc')
    .orderBy('alias_sequence', 'desc')
    .orderBy('created_at', 'desc')
    .execute()
  const left = running.filter((row) => row.version_id !== null && !places.includes(row.site_id))
  const rows = [
    ...places.map((site) => ({ site, version: change.versionId })),
    ...left.map((row) => ({ site: row.site_id, version: null })),
  ]
  await tx.db
    .insertInto('deployments')
    .values(
      rows.map(({ site, version }) => ({
        id: tx.newId(),
        organization_id: tx.organizationId,
        ai_system_id: system.id,
        site_id: site,
        version_id: version,
        alias_sequence: change.sequence,
        effective_at: change.effectiveAt,
        created_at: tx.now(),
      })),
    )
    .execute()
}
