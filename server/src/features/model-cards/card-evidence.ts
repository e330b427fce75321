import { cardFairness, cardSegments } from '@primum/core/model-card/card-performance'
import type { CardSignOff, CardValidation } from '@primum/core/model-card/model-card'
import type { Context } from '../../context.ts'
import { readProtocol } from '../validation/read-protocol.ts'
import { readReport } from '../validation/read-report.ts'
import type { readVersion } from '../versions/read-version.ts'

type VersionDetail = Awaited<ReturnType<typeof readVersion>>

export type CardEvidence = {
  validation: CardValidation
  notes: string[]
  conductedBy: string
  lockedOn: string
}

/** What the newest signed report says of the version, its small cells hidden; null without one. */
export async function cardEvidence(
  ctx: Context,
  version: Pick<VersionDetail, 'threshold' | 'validation'>,
): Promise<CardEvidence | null> {
  const signed = version.validation
  if (signed === null) return null
  const { run, report } = await readReport(ctx, signed.runId)
  const protocol = await readProtocol(ctx, run.protocol.id)
  const { dataset, unit } = report
  return {
    validation: {
      runId: run.id,
      kind: run.kind,
      protocol: run.protocol,
      intendedPopulation: protocol.intendedPopulation,
      data: {
        name: dataset.name,
        from: dataset.from,
        to: dataset.to,
        unit: unit.of === 'encounter' ? `encounter (${unit.aggregation})` : 'prediction',
      },
      n: signed.n,
      events: signed.events,
      sampleSizeRequired: run.sampleSize?.required ?? null,
      sampleSizeReached: run.sampleSize?.reached ?? null,
      verdict: signed.verdict,
      criteria: run.criteria.map(({ sentence, state }) => ({ sentence, state })),
      segments: cardSegments(report, version.threshold),
      fairness: cardFairness(report, version.threshold),
      suppressedBelow: report.suppressedBelow,
      digest: signed.digest,
      signedAt: signed.signedAt,
    },
    notes: report.notes,
    conductedBy: run.createdBy.name,
    lockedOn: (protocol.lockedAt ?? protocol.updatedAt).slice(0, 10),
  }
}

/** The signatures under what the card says: oldest first. */
export async function cardSignOffs(
  ctx: Context,
  input: { aiSystemId: string; versionId: string; validation: CardValidation | null },
): Promise<CardSignOff[]> {
  const { aiSystemId, versionId, validation } = input
  const own = [versionId, ...(validation ? [validation.runId, validation.protocol.id] : [])]
  const rows = await ctx.db
    .selectFrom('sign_offs')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
    .where('ai_system_id', '=', aiSystemId)
    .where((eb) =>
      eb.or([
        eb('subject_id', 'in', own),
        // These are about the AI system, whichever version it runs.
        eb('subject_type', 'in', ['gates', 'assessments', 'classifications']),
      ]),
    )
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    subject: row.subject_type,
    meaning: row.meaning,
    name: row.user_name,
    roles: row.roles,
    statement: row.statement,
    digest: row.digest,
    method: row.method,
    at: row.created_at.toISOString(),
  }))
}
