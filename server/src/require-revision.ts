import { PrimumError } from './errors.ts'

/**
 * Refuses to overwrite what somebody else has written since it was read. `expected` is null where
 * the asker did not say what they had read; `did` completes "Someone else … meanwhile".
 */
export function requireRevision(current: number, expected: number | null, did: string): void {
  if (expected === null || expected === current) return
  throw new PrimumError('conflict', `Someone else ${did} meanwhile.`, {
    reasons: [
      {
        code: 'revision-changed',
        message: `It is at revision ${current}, not ${expected}.`,
        remedy: 'Load it again and repeat your change.',
      },
    ],
  })
}
