import { z } from 'zod'

export const worklistItem = z
  .object({
    id: z.string().describe('stable while the matter is open'),
    kind: z.enum([
      'incident',
      'alarm',
      'suspended',
      'assessment',
      'gate',
      'classification',
      'approval',
      're-evaluation',
      'finding',
      'evidence-request',
      'evidence-renewal',
      'control-test',
      'duty',
      'control-mapping',
      'content-release',
    ]),
    title: z.string(),
    detail: z.string(),
    path: z.string(),
    action: z.string().describe('the one main thing to do'),
    dueAt: z.iso.datetime().nullable(),
    clockNow: z.iso
      .datetime()
      .nullable()
      .describe("what time it is by a replayed system's own clock, where the due time is by it"),
    overdue: z.boolean().describe('by the clock that the due time belongs to'),
    urgency: z.enum(['now', 'soon', 'later']),
    synthetic: z.boolean(),
  })
  .meta({ id: 'WorklistItem' })

export const worklist = z.object({ items: z.array(worklistItem) }).meta({ id: 'Worklist' })

export type WorklistItem = z.input<typeof worklistItem>
