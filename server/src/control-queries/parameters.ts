import { z } from 'zod'

const unique = (values: readonly unknown[]) => new Set(values).size === values.length

export const tiersParameter = z
  .array(z.int().min(1).max(4))
  .min(1)
  .refine(unique, 'a tier is listed twice')
  .default([1, 2])
  .describe('Of which tiers; a system without a tier is held to tier 1')

export const monthsParameter = z
  .int()
  .min(1)
  .max(60)
  .default(12)
  .describe('How many months it may be old')

export const daysParameter = z.int().min(0).max(365)
