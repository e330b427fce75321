import {
  archetypes,
  autonomies,
  euRoles,
  fdaStatuses,
  traits,
} from '@primum/core/ai-systems/closed-lists'
import { z } from 'zod'

const line = z.string().trim().min(1).max(300)
const text = z.string().trim().min(1).max(4000)
const optionalLine = line.nullable().default(null)
const optionalText = text.nullable().default(null)

/** What a person states of an AI system: the inventory and its clinical context. */
export const aiSystemFields = {
  reference: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
      'letters, digits, dots, hyphens, underscores; at most 64',
    )
    .describe('what people and files call the system, unique in the organization'),
  name: line,
  businessPurpose: text,
  intendedUse: text,
  archetype: z.enum(archetypes),
  traits: z.array(z.enum(traits)).max(traits.length).default([]),
  dataTypes: z.array(line).max(50).default([]),
  modelOwner: line,
  clinicalOwner: optionalLine,
  technicalOwner: optionalLine,
  riskOwner: optionalLine,
  vendor: optionalLine,
  hostingLocation: line,
  monitoringApproach: text,
  statedLastAssessedOn: z.iso.date().nullable().default(null),
  careSetting: optionalLine,
  users: optionalText,
  population: optionalText,
  autonomy: z.enum(autonomies).nullable().default(null),
  downtimeProcedure: optionalText,
  usesPhi: z.boolean().nullable().default(null),
  thirdPartyComponents: z.array(line).max(100).default([]),
  fdaStatus: z.enum(fdaStatuses).nullable().default(null),
  fdaNumber: optionalLine,
  euRole: z.enum(euRoles).nullable().default(null),
  euHighRisk: z.boolean().nullable().default(null),
  siteCodes: z.array(z.string()).max(200).default([]).describe('codes of the sites where it runs'),
  outcomeHorizonDays: z
    .number()
    .int()
    .min(0)
    .max(3650)
    .default(30)
    .describe('days after a prediction until its outcome is known'),
  outcomeGraceDays: z.number().int().min(0).max(365).default(1),
  labelPolicy: z
    .enum(['absence-is-negative', 'exclude-unlabelled'])
    .default('exclude-unlabelled')
    .describe('what a closed prediction without an outcome counts as'),
} as const

export type AiSystemFieldName = keyof typeof aiSystemFields
