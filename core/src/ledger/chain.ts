import { canonicalJson } from './canonical-json.ts'

/** SHA-256 of UTF-8 text as 64 lowercase hex digits; handed in, because core has no crypto. */
export type Sha256 = (text: string) => string

/** What a ledger entry says, before it is chained. Digests are SHA-256 over canonical JSON. */
export type EntryContent = {
  organizationId: string
  sequence: number
  at: string
  actor: { kind: 'person' | 'key' | 'system'; id: string; name: string }
  action: string
  subject: { type: string; id: string }
  beforeDigest: string | null
  afterDigest: string | null
  details: unknown
}

export type Entry = EntryContent & { previousHash: string; hash: string }

/** What the first entry of a chain points back to. */
export const genesisHash = '0'.repeat(64)

/** The hash of an entry: SHA-256 over the canonical JSON of all of it and the hash before it. */
export function entryHash(sha256: Sha256, content: EntryContent, previousHash: string): string {
  const {
    organizationId,
    sequence,
    at,
    actor,
    action,
    subject,
    beforeDigest,
    afterDigest,
    details,
  } = content
  return sha256(
    canonicalJson({
      organizationId,
      sequence,
      at,
      actor,
      action,
      subject,
      beforeDigest,
      afterDigest,
      details,
      previousHash,
    }),
  )
}

/** SHA-256 over the canonical JSON of a record; null stays null (nothing before, nothing after). */
export function digestOf(sha256: Sha256, value: unknown): string | null {
  return value === null ? null : sha256(canonicalJson(value))
}

export type ChainState = { sequence: number; hash: string }

export const emptyChain: ChainState = { sequence: 0, hash: genesisHash }

export type ChainCheck =
  | { ok: true; state: ChainState }
  | { ok: false; entry: number; reason: string }

/**
 * Checks the next entry of a chain against everything before it. Streams: keep only the state.
 * The entry named in a refusal is the sequence number that should have stood there.
 */
export function checkNext(sha256: Sha256, state: ChainState, entry: Entry): ChainCheck {
  const expected = state.sequence + 1
  if (entry.sequence !== expected) {
    return {
      ok: false,
      entry: expected,
      reason: `Entry ${expected} is missing: entry ${entry.sequence} follows entry ${state.sequence}.`,
    }
  }
  if (entry.previousHash !== state.hash) {
    return {
      ok: false,
      entry: expected,
      reason: `Entry ${expected} does not point to the entry before it.`,
    }
  }
  if (entryHash(sha256, entry, entry.previousHash) !== entry.hash) {
    return {
      ok: false,
      entry: expected,
      reason: `Entry ${expected} was altered: its content no longer gives its hash.`,
    }
  }
  return { ok: true, state: { sequence: entry.sequence, hash: entry.hash } }
}
