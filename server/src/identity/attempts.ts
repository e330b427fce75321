import { PrimumError } from '../errors.ts'

const windowMilliseconds = 15 * 60_000
const mostFailures = 8
const mostSubjects = 10_000

type Failures = { count: number; since: number }

/** Wrong passwords and codes by account, in this process: guessing is slowed, not counted for ever. */
const failures = new Map<string, Failures>()

/** Runs a proof of identity; after too many failures of one account it refuses for a while. */
export async function limitAttempts<T>(
  subject: string,
  now: Date,
  prove: () => Promise<T>,
): Promise<T> {
  const known = failures.get(subject)
  const recent =
    known !== undefined && now.getTime() - known.since < windowMilliseconds ? known : null
  if (recent !== null && recent.count >= mostFailures) {
    const minutes = Math.ceil((recent.since + windowMilliseconds - now.getTime()) / 60_000)
    const message = `Too many failed attempts; try again in ${minutes} minutes.`
    throw new PrimumError('limit-exceeded', message, {
      reasons: [{ code: 'too-many-attempts', message }],
    })
  }
  try {
    const proof = await prove()
    failures.delete(subject)
    return proof
  } catch (error) {
    failures.delete(subject)
    failures.set(subject, {
      count: (recent?.count ?? 0) + 1,
      since: recent?.since ?? now.getTime(),
    })
    const [oldest] = failures.keys()
    if (failures.size > mostSubjects && oldest !== undefined) failures.delete(oldest)
    throw error
  }
}
