import { z } from 'zod'

/** Where a statement of content comes from, how fresh it is, and how far to trust it. */
export const provenanceSchema = z.object({
  source: z.array(z.string().min(1)).min(1),
  asOf: z.iso.date(),
  confidence: z.enum(['verified', 'recalled']),
})

export type Provenance = z.infer<typeof provenanceSchema>

/** What an entry states itself; each absent field is inherited from the enclosing entry. */
export const ownProvenanceSchema = provenanceSchema.partial()

export type OwnProvenance = z.infer<typeof ownProvenanceSchema>

/** The sources a content file cites, by key. */
export const sourcesSchema = z.record(
  z.string(),
  z.object({ title: z.string().min(1), locator: z.string().optional() }),
)

/** Field by field: the entry's own statement, else that of the nearest enclosing entry. */
export function inheritProvenance(own: OwnProvenance, enclosing: Provenance): Provenance {
  return {
    source: own.source ?? enclosing.source,
    asOf: own.asOf ?? enclosing.asOf,
    confidence: own.confidence ?? enclosing.confidence,
  }
}
