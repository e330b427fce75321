import { ownCrosswalkId } from '@primum/core/frameworks/own-framework'
import { stringify } from 'yaml'
import type { Context } from '../../context.ts'
import { loadSnapshot } from './kept-packs.ts'
import { noPack, selectPacks } from './store.ts'

/** An own framework with its mappings as YAML that can be handed in again, also elsewhere. */
export async function exportOwnFramework(ctx: Context, id: string): Promise<string> {
  ctx.authorize('content-packs.read')
  const rows = await selectPacks(ctx)
    .where('origin', '=', 'own')
    .where('id', 'in', [id, ownCrosswalkId(id)])
    .execute()
  const row = rows.find((each) => each.kind === 'framework' && each.id === id)
  const pack = row === undefined ? null : await loadSnapshot(ctx, 'framework', row.digest)
  if (pack?.kind !== 'framework') throw noPack('framework', id)
  const walk = rows.find(({ kind }) => kind === 'crosswalk')
  const mapped = walk === undefined ? null : await loadSnapshot(ctx, 'crosswalk', walk.digest)
  const { requirements, rules, ...head } = pack.content.framework as Record<string, unknown>
  return stringify(
    {
      ...head,
      requirements,
      ...(rules === undefined ? {} : { rules }),
      ...(mapped?.kind === 'crosswalk' ? mappingsOf(mapped.content.crosswalk) : {}),
    },
    // Shared parts are written out: a reader of ours refuses many aliases.
    { aliasDuplicateObjects: false, lineWidth: 100 },
  )
}

function mappingsOf(crosswalk: unknown) {
  return { mappings: (crosswalk as { mappings: unknown }).mappings }
}
