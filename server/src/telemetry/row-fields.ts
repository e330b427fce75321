import { identifierInName, identifierInValue } from './direct-identifiers.ts'
import type { Place } from './direct-identifiers.ts'

/** Says what is wrong with a field of the row at hand. */
export type Complain = (path: string, message: string, remedy: string) => void

export const longestId = 200
export const longestValue = 200
export const longestGroupValue = 100

const controls = /[\p{Cc}\p{Zl}\p{Zp}]/u
const notANumber = /^[-+]?(?:nan|inf|infinity)$/i

/** The text of a field, or null after a complaint. */
export function readText(
  value: unknown,
  path: string,
  longest: number,
  complain: Complain,
): string | null {
  const [message, remedy] = wrongText(value, longest) ?? []
  if (message === undefined || remedy === undefined) return value as string
  complain(path, message, remedy)
  return null
}

/** The same for text that could say who a person is; what it says is not repeated. */
export function readHarmlessText(
  value: unknown,
  path: string,
  longest: number,
  place: Place,
  complain: Complain,
): string | null {
  const recurring = recurringOf(place)
  if (recurring?.has(value as string) && (value as string).length <= longest) {
    return value as string
  }
  const text = readText(value, path, longest, complain)
  const found = text === null ? null : identifierInValue(text, place)
  if (found === null) {
    if (text !== null && recurring !== null && recurring.size < 10_000) recurring.add(text)
    return text
  }
  complain(path, `This looks like ${found}, which must not enter Primum.`, remedies[place])
  return null
}

/** Groups and categories recur in each row: what was found harmless there need not be again. */
const harmlessGroups = new Set<string>()
const harmlessFeatures = new Set<string>()

function recurringOf(place: Place): Set<string> | null {
  return place === 'group' ? harmlessGroups : place === 'feature' ? harmlessFeatures : null
}

const remedies: Record<Place, string> = {
  id: 'Send an id that says nothing about the patient, such as a random UUID.',
  patient: 'Send a pseudonym that only you can resolve: one token without personal data.',
  group: 'Send a coarse group, such as an age band or a ward.',
  feature: 'Leave personal data out of the features.',
}

function wrongText(value: unknown, longest: number): [string, string] | null {
  if (typeof value !== 'string') {
    return [`Text is expected here, not ${kindOf(value)}.`, 'Send it as JSON text, in quotes.']
  }
  if (value === '') return ['This is empty.', 'Fill it in.']
  if (value.length > longest) return [`This is longer than ${longest} characters.`, 'Shorten it.']
  if (controls.test(value) || !value.isWellFormed()) {
    return ['This holds control characters or broken Unicode.', 'Send printable text.']
  }
  if (value.trim() !== value) return ['This begins or ends with white space.', 'Trim it.']
  if (notANumber.test(value)) {
    return ['This is NaN or infinity written as text.', 'Send null where a value is not known.']
  }
  return null
}

/** A finite number, or null after a complaint. */
export function readNumber(value: unknown, path: string, complain: Complain): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value + 0
  const found = typeof value === 'number' ? 'NaN, infinity or one that is too large' : kindOf(value)
  complain(path, `A finite number is expected here, not ${found}.`, 'Send a JSON number.')
  return null
}

/** The record at a field; absent and null are an empty one; null after a complaint. */
export function readRecord(
  value: unknown,
  path: string,
  complain: Complain,
): Record<string, unknown> | null {
  if (value === undefined || value === null) return {}
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
  complain(path, `An object is expected here, not ${kindOf(value)}.`, 'Send { "name": value }.')
  return null
}

/** Complains about each field that is not expected, or that would hold a direct identifier. */
export function checkNames(
  record: Record<string, unknown>,
  expected: { has: (name: string) => boolean },
  prefix: string,
  unexpected: { message: string; remedy: string },
  complain: Complain,
): void {
  for (const name in record) {
    if (expected.has(name) && !mayIdentify(name)) continue
    const path = `${prefix}${shownName(name)}`
    const identifier = identifierInName(name)
    if (identifier === null) complain(path, unexpected.message, unexpected.remedy)
    else {
      const message = `This field would hold ${identifier}, which must not enter Primum.`
      complain(path, message, 'Leave it out: telemetry carries pseudonyms and coarse groups only.')
    }
  }
}

const judgedNames = new Map<string, boolean>()

/** Declared names recur in each row; each is judged once. */
function mayIdentify(name: string): boolean {
  let judged = judgedNames.get(name)
  if (judged === undefined) {
    judged = identifierInName(name) !== null
    if (judgedNames.size < 10_000) judgedNames.set(name, judged)
  }
  return judged
}

/** A name someone sent by mistake in place of a value is withheld like that value. */
function shownName(name: string): string {
  const harmless = /^[\w-]{1,100}$/.test(name) && identifierInValue(name, 'feature') === null
  return harmless ? name : '(name withheld)'
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return typeof value === 'string' ? 'text' : `a ${typeof value}`
}
