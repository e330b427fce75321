import type { Readable } from 'node:stream'

/** Whose content, and which: the same bytes of two organizations are two contents. */
export type ContentKey = { organizationId: string; sha256: string }

/** Content addressed by its SHA-256. What is asked for stands there whole or not at all. */
export type FileStore = {
  /** for words of errors: a folder or a bucket */
  place: string
  /** Takes a file that was received whole; the bytes of a content that stands there are renewed. */
  put: (key: ContentKey, file: { path: string; size: number }) => Promise<void>
  /** Its bytes as they lie there, unchecked; null where there are none. */
  open: (key: ContentKey) => Promise<Readable | null>
  has: (key: ContentKey) => Promise<boolean>
  remove: (key: ContentKey) => Promise<void>
}

/** The store, and what handing over a file may use. */
export type Files = {
  store: FileStore
  /** where a file lies while it comes */
  incomingFolder: string
  limitBytes: number
}

/** `<organization>/<aa>/<sha256>`: made of what the program knows, never of what somebody typed. */
export function contentPath({ organizationId, sha256 }: ContentKey): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a SHA-256 in hexadecimal digits.')
  if (!/^[0-9a-f-]{36}$/.test(organizationId)) throw new Error('Not the id of an organization.')
  return `${organizationId}/${sha256.slice(0, 2)}/${sha256}`
}
