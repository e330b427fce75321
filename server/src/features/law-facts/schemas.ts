import { lawFactNames, statedFactsSchema } from '@primum/core/frameworks/law-facts'
import { factSources } from '@primum/core/frameworks/system-facts'
import { z } from 'zod'

const name = z.enum(lawFactNames)
const value = z.union([z.boolean(), z.string(), z.array(z.string())])

const lawFact = z
  .object({
    name,
    of: z.enum(['organization', 'system']).describe('whose fact it is'),
    question: z.string(),
    type: z.enum(['boolean', 'choice', 'list']),
    values: z
      .array(z.object({ value: z.string(), label: z.string() }))
      .describe('what it can be; none where it is yes or no'),
    value: value.nullable().describe('null: nobody has said, and nothing tells it'),
    source: z
      .enum(factSources)
      .nullable()
      .describe('stated for the law, or known from the record, the sites or the organization'),
    statedBy: z.string().nullable(),
    statedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'LawFact' })

export const lawFactList = z.object({ items: z.array(lawFact) }).meta({ id: 'LawFactList' })

export const stateLawFactsRequest = z
  .strictObject({
    facts: statedFactsSchema.describe('what is given is stated; null takes a statement back'),
  })
  .meta({ id: 'StateLawFactsRequest' })
