import { listToConfirm } from '../controls/to-confirm.ts'
import { listPacks } from '../content-packs/list-packs.ts'
import type { Context } from '../../context.ts'
import type { WorklistItem } from './schemas.ts'

const plain = { dueAt: null, clockNow: null, overdue: false, synthetic: false } as const

/** New releases of frameworks, and what the last ones changed under controls. */
export async function waitingContent(ctx: Context): Promise<WorklistItem[]> {
  return [...(await waitingReleases(ctx)), ...(await waitingMappings(ctx))]
}

async function waitingReleases(ctx: Context): Promise<WorklistItem[]> {
  if (!ctx.may('content-packs.manage').allowed) return []
  const waiting = (await listPacks(ctx)).items.filter((each) => each.waiting !== null)
  if (waiting.length === 0) return []
  const names = waiting.map(({ id, waiting: next }) => `${id} ${next!.release}`)
  return [
    {
      ...plain,
      id: 'content-release',
      kind: 'content-release',
      title: waiting.length === 1 ? 'A new release waits' : `${waiting.length} new releases wait`,
      detail: names.slice(0, 6).join(', ') + (names.length > 6 ? ' …' : ''),
      path: '/content-releases',
      action: 'See what changes',
      urgency: 'soon',
    },
  ]
}

async function waitingMappings(ctx: Context): Promise<WorklistItem[]> {
  if (ctx.asker.kind !== 'person' || !ctx.may('controls.manage').allowed) return []
  return (await listToConfirm(ctx)).map(({ id, reference, title, requirementIds }) => ({
    ...plain,
    id: `control-mapping-${id}`,
    kind: 'control-mapping',
    title: `Control ${reference}: what it is for has changed`,
    detail: `${title}. Look at ${requirementIds.join(', ')}: until then it counts as a part.`,
    path: `/controls/${id}`,
    action: 'Say again how much it meets',
    urgency: 'soon',
  }))
}
