import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { waitingAlarms, waitingIncidents } from './store.ts'
import { waitingContent } from './waiting-content.ts'
import { waitingDuties } from './waiting-duties.ts'
import { waitingEvidence } from './waiting-evidence.ts'
import { waitingFindings } from './waiting-findings.ts'
import { waitingProposals } from './waiting-proposals.ts'
import { waitingReEvaluations } from './waiting-re-evaluations.ts'
import { waitingRenewals } from './waiting-renewals.ts'
import { waitingSystems } from './waiting-systems.ts'
import { waitingTests } from './waiting-tests.ts'
import type { worklist } from './schemas.ts'

const rank = { now: 0, soon: 1, later: 2 } as const

/**
 * What waits for the asker today: only what their roles let them do. Nothing is stored: each item
 * is derived from the record that makes it necessary, and goes when that is done.
 */
export async function readWorklist(ctx: Context): Promise<z.input<typeof worklist>> {
  ctx.authorize('worklist.read')
  const items = [
    ...(await waitingIncidents(ctx)),
    ...(await waitingFindings(ctx)),
    ...(await waitingEvidence(ctx)),
    ...(await waitingRenewals(ctx)),
    ...(await waitingTests(ctx)),
    ...(await waitingDuties(ctx)),
    ...(await waitingContent(ctx)),
    ...(await waitingProposals(ctx)),
    ...(await waitingAlarms(ctx)),
    ...(await waitingReEvaluations(ctx)),
    ...(await waitingSystems(ctx)),
  ]
  items.sort(
    (a, b) =>
      rank[a.urgency] - rank[b.urgency] ||
      (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999') ||
      a.title.localeCompare(b.title),
  )
  return { items: items.slice(0, 200) }
}
