import { cardSections, factsNotStated } from '@primum/core/model-card/card-facts'
import { cardLimitations } from '@primum/core/model-card/card-limitations'
import type { CardRegister } from '@primum/core/model-card/card-register'
import type { CardInput, ModelCard, ModelCardContent } from '@primum/core/model-card/model-card'
import { digestOf } from '@primum/core/ledger/chain'
import type { Context } from '../../context.ts'
import { plainJson } from '../../ledger/plain-json.ts'
import { sha256 } from '../../ledger/sha256.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { readVersion } from '../versions/read-version.ts'
import { cardEvidence, cardSignOffs } from './card-evidence.ts'
import type { CardEvidence } from './card-evidence.ts'
import { cardAssessments, cardBaseline, cardMonitors } from './card-records.ts'

/**
 * The model card of a version, written anew from the register and the newest signed report each
 * time. The same content has the same digest.
 */
export async function readModelCard(ctx: Context, versionId: string): Promise<ModelCard> {
  ctx.authorize('versions.read')
  const version = await readVersion(ctx, versionId)
  const system = await loadAiSystem(ctx, version.aiSystemId)
  const { id, reference, name, synthetic } = system
  const evidence = await cardEvidence(ctx, version)
  const validation = evidence?.validation ?? null
  const inputs: CardInput[] = version.inputSchema.map(inputOf)
  const sections = cardSections({
    system,
    version: { ...version, inputs, createdBy: version.createdBy.name },
    baseline: await cardBaseline(ctx, version.baselineId),
    ...(await cardAssessments(ctx, id)),
    validation: validatedOn(evidence),
  })
  const { threshold, extraThresholds, label, digest, withdrawnAt, statedMetrics } = version
  const content: ModelCardContent = {
    format: 'primum-model-card/1',
    aiSystem: { id, reference, name, synthetic },
    version: { id: version.id, label, digest, withdrawn: withdrawnAt !== null },
    sections,
    inputs,
    thresholds: [threshold, ...extraThresholds],
    statedMetrics,
    validation,
    limitations: cardLimitations(validation, evidence?.notes ?? [], synthetic),
    monitors: await cardMonitors(ctx, id),
    signOffs: await cardSignOffs(ctx, { aiSystemId: id, versionId, validation }),
    notStated: factsNotStated(sections),
  }
  return {
    ...content,
    digest: digestOf(sha256, plainJson(content)) ?? '',
    generatedAt: ctx.now().toISOString(),
  }
}

function inputOf({ name, kind, unit }: Omit<CardInput, 'unit'> & { unit?: string | undefined }) {
  return { name, kind, unit: unit ?? null }
}

function validatedOn(evidence: CardEvidence | null): CardRegister['validation'] {
  if (evidence === null) return null
  const { validation, conductedBy, lockedOn } = evidence
  return {
    protocolTitle: validation.protocol.title,
    lockedOn,
    intendedPopulation: validation.intendedPopulation,
    conductedBy,
    data: validation.data,
    groups: validation.segments.filter(({ attribute }) => attribute !== ''),
  }
}
