import { lawFactNames, statedFactsSchema } from '@primum/core/frameworks/law-facts'
import { z } from 'zod'

const obligationStates = ['applies', 'coming', 'may-apply', 'exempt'] as const

const fact = z.enum(lawFactNames)

const source = z.object({
  key: z.string(),
  title: z.string(),
  locator: z.string().nullable(),
})

export const obligation = z
  .object({
    id: z.string().describe('of the requirement, for example HIPAA:164.312(b)'),
    title: z.string(),
    text: z.string().nullable().describe('in our own words'),
    citation: z.string().nullable(),
    framework: z.object({ id: z.string(), title: z.string(), release: z.string() }),
    jurisdiction: z.string().nullable(),
    rule: z.string(),
    state: z.enum(obligationStates),
    why: z.array(z.string()).describe('each the end of: it applies because …'),
    missing: z.array(fact).describe('facts that would settle it'),
    exemptions: z.array(
      z.object({
        because: z.string(),
        facts: z.array(z.string()),
        requirement: z.string().nullable(),
      }),
    ),
    effective: z.iso.date().nullable().describe('null: no source gave the day'),
    effectiveNote: z.string().nullable(),
    deadline: z.string().nullable(),
    everyMonths: z.number().int().nullable(),
    prohibits: z.boolean(),
    toBeConfirmed: z.boolean().describe('seen in no source: to be confirmed by counsel'),
    asOf: z.iso.date(),
    confidence: z.enum(['verified', 'recalled']),
    sources: z.array(source),
  })
  .meta({ id: 'Obligation' })

const question = z.object({ fact, question: z.string(), settles: z.number().int() })

export const obligationList = z
  .object({
    today: z.iso.date(),
    items: z.array(obligation),
    prohibitions: z
      .array(z.string())
      .describe('ids of what is forbidden, or may be: they stand against the gates'),
    questions: z.array(question).describe('what to find out, what settles most first'),
    notice: z.string(),
  })
  .meta({ id: 'ObligationList' })

export const whatIfRequest = z
  .strictObject({
    facts: statedFactsSchema.describe('instead of what is known; null: as if nobody had said'),
    today: z.iso.date().optional().describe('as if it were that day'),
  })
  .meta({ id: 'WhatIfRequest' })

export const whatIf = z
  .object({
    after: obligationList,
    changes: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        before: z.enum(obligationStates).nullable().describe('null: it did not apply'),
        after: z.enum(obligationStates).nullable(),
      }),
    ),
  })
  .meta({ id: 'WhatIf' })

export const lawCalendar = z
  .object({
    today: z.iso.date(),
    days: z.array(
      z.object({
        day: z.iso.date(),
        obligations: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            framework: z.string(),
            note: z.string().nullable(),
            systems: z.array(z.object({ id: z.uuid(), reference: z.string(), name: z.string() })),
          }),
        ),
      }),
    ),
    deriving: z
      .number()
      .int()
      .describe('AI systems whose law is still being derived: until 0 this is a part of the whole'),
    notice: z.string(),
  })
  .meta({ id: 'LawCalendar' })
