import { z } from 'zod'

/**
 * A requirement of a framework: the prefix of the framework, a colon and its own id, for example
 * `ISO42001:A.6.2.4`. Standards share numbers, so an id never stands without its prefix.
 */
export const requirementIdSchema = z
  .string()
  .max(120)
  .regex(/^[A-Z][A-Za-z0-9-]*:\S+$/, 'framework prefix, colon, id: for example ISO42001:A.3.2')

export const frameworkIdSchema = z
  .string()
  .max(40)
  .regex(/^[A-Z][A-Za-z0-9-]*$/, 'a capital letter, then letters, digits and hyphens')

/** The framework of a requirement: `ISO42001` of `ISO42001:A.6.2.4`. */
export function frameworkOf(requirementId: string): string {
  return requirementId.slice(0, requirementId.indexOf(':'))
}
