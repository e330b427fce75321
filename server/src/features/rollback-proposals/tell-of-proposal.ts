import type { Context } from '../../context.ts'
import { sendNotifications } from '../notifications/send-notifications.ts'
import type { RollbackProposal } from './store.ts'

const told = ['governance-lead', 'model-owner', 'clinician', 'committee-member'] as const

/** Tells everyone who was asked how a proposal ended. */
export async function tellOfProposal(
  ctx: Context,
  proposal: RollbackProposal,
  news: { kind: string; title: string },
): Promise<void> {
  await sendNotifications(ctx.asSystem(), told, {
    kind: news.kind,
    title: `${proposal.aiSystem.name} ${proposal.version.label}: ${news.title}`.slice(0, 300),
    body: (proposal.closedReason ?? '').slice(0, 2000),
    path:
      proposal.incidentId === null
        ? `/ai-systems/${proposal.aiSystem.id}/monitoring`
        : `/incidents/${proposal.incidentId}`,
  })
}
