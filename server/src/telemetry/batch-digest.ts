import { createHash } from 'node:crypto'
import { canonicalJson } from '@primum/core/ledger/canonical-json'
import { sha256 } from '../ledger/sha256.ts'
import type { Outcome } from './port.ts'

/**
 * SHA-256 over the digests of the accepted rows, sorted: the same rows give the same digest in
 * whatever order they came, and it says nothing about any of them.
 */
export function batchDigest(digests: Buffer[]): string {
  const hash = createHash('sha256')
  for (const digest of digests.toSorted(Buffer.compare)) hash.update(digest)
  return hash.digest('hex')
}

/** The same for outcomes, each by the canonical JSON of its fields. */
export function outcomesDigest(outcomes: Outcome[]): string {
  return batchDigest(
    outcomes.map(({ predictionId, revision, label, observedAt }) => {
      const moment = new Date(observedAt).toISOString()
      const content = { predictionId, revision, label, observedAt: moment }
      return Buffer.from(sha256(canonicalJson(content)), 'hex')
    }),
  )
}
