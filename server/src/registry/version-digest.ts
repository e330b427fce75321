import { digestOf } from '@primum/core/ledger/chain'
import type { z } from 'zod'
import { plainJson } from '../ledger/plain-json.ts'
import { sha256 } from '../ledger/sha256.ts'
import type { registerVersionRequest } from '../features/versions/schemas.ts'

/**
 * SHA-256 over the canonical JSON of everything that defines a version: equal content has equal
 * digests, whatever its label, whoever registers it and in whatever order its lists are given.
 */
export function versionDigest(
  request: z.infer<typeof registerVersionRequest>,
  baselineDigest: string | null,
): string {
  const definition = {
    format: 1,
    artifactSha256: request.artifactSha256,
    codeReference: request.codeReference,
    dataReference: request.dataReference,
    threshold: request.threshold,
    extraThresholds: request.extraThresholds.toSorted((a, b) => a - b),
    inputSchema: request.inputSchema.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    groupAttributes: request.groupAttributes.toSorted(),
    baselineDigest,
    intendedUse: request.intendedUse,
  }
  return digestOf(sha256, plainJson(definition)) ?? ''
}
