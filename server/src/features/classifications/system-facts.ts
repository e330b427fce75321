import type { Reason } from '@primum/core/shared/result'
import type { z } from 'zod'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import type { classificationFacts } from './schemas.ts'

export type ClassificationFacts = z.infer<typeof classificationFacts>

type Read = { ok: true; facts: ClassificationFacts } | { ok: false; reasons: Reason[] }

/**
 * The facts that a tier rests on, from the system's record, where they were entered once. What the
 * record does not know refuses the classification: guessing would set a wrong floor.
 */
export function readSystemFacts(system: AiSystem): Read {
  const handlesPhi = system.usesPhi
  const fdaRegulated = isFdaRegulated(system.fdaStatus)
  const euHighRisk = system.euRole === 'not-in-eu' ? false : system.euHighRisk
  if (handlesPhi === null || fdaRegulated === null || euHighRisk === null) {
    const lacking = [
      ...(handlesPhi === null ? ['usesPhi'] : []),
      ...(fdaRegulated === null ? ['fdaStatus'] : []),
      ...(euHighRisk === null ? ['euHighRisk'] : []),
    ]
    return { ok: false, reasons: lacking.map((field) => lackingFact(system.id, field)) }
  }
  return {
    ok: true,
    facts: {
      archetype: system.archetype,
      handlesPhi,
      fdaRegulated,
      euHighRisk,
      generative: system.traits.includes('generative'),
      predictiveDsi: system.traits.includes('predictive-dsi'),
    },
  }
}

/** Which facts differ from those a classification was made on, as fields of the record. */
export function changedFacts(before: ClassificationFacts, now: ClassificationFacts): string[] {
  const fieldOf: Record<keyof ClassificationFacts, string> = {
    archetype: 'archetype',
    handlesPhi: 'usesPhi',
    fdaRegulated: 'fdaStatus',
    euHighRisk: 'euHighRisk',
    generative: 'traits',
    predictiveDsi: 'traits',
  }
  const names = Object.keys(fieldOf) as (keyof ClassificationFacts)[]
  const changed = names.filter((name) => before[name] !== now[name]).map((name) => fieldOf[name])
  return [...new Set(changed)]
}

/** Enforcement discretion is still a device: the FDA does not enforce, the risk is the same. */
function isFdaRegulated(status: string | null): boolean | null {
  if (status === null || status === 'unknown') return null
  return status !== 'not-a-device'
}

const words: Record<string, { asks: string; remedy: string }> = {
  usesPhi: {
    asks: 'whether it handles protected health information',
    remedy: 'Enter usesPhi in the record.',
  },
  fdaStatus: {
    asks: 'whether it is a medical device under FDA rules',
    remedy: 'Enter fdaStatus in the record, other than unknown.',
  },
  euHighRisk: {
    asks: 'whether it is high-risk in the EU',
    remedy: 'Enter euHighRisk in the record, or euRole as not-in-eu.',
  },
}

function lackingFact(id: string, field: string): Reason {
  return {
    code: 'fact-missing',
    message: `The record does not say ${words[field]?.asks ?? field} (${field}).`,
    remedy: words[field]?.remedy ?? `Enter ${field}.`,
    who: 'Model owner',
    where: `/ai-systems/${id}`,
  }
}
