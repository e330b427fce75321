/**
 * A part of the people an AI system serves: one value of one declared attribute (`sex` = `female`,
 * `site` = `north`). The overall segment has neither.
 */
export type Segment = { attribute: string; value: string }

export const overallSegment: Segment = { attribute: '', value: '' }

/** What a missing value of an attribute is called: missing is a group of its own. */
export const unknownValue = 'unknown'

export function isOverall(segment: Segment): boolean {
  return segment.attribute === '' && segment.value === ''
}

/**
 * One text per segment, the overall segment being `''`; `segmentFromKey` reads it back.
 * Both parts are escaped, so no value can imitate another segment.
 */
export function segmentKey(segment: Segment): string {
  if (isOverall(segment)) return ''
  return `${escapePart(segment.attribute)}=${escapePart(segment.value)}`
}

/** The segment of a key made by `segmentKey`. Throws a RangeError for any other text. */
export function segmentFromKey(key: string): Segment {
  if (key === '') return overallSegment
  const parts = key.split('=')
  const [attribute, value] = parts
  if (parts.length !== 2 || attribute === undefined || value === undefined) {
    throw new RangeError(`"${key}" is not the key of a segment`)
  }
  return { attribute: unescapePart(attribute), value: unescapePart(value) }
}

/** The value by which a group attribute is counted: null, undefined and '' are `unknown`. */
export function groupValue(value: string | null | undefined): string {
  return value === null || value === undefined || value === '' ? unknownValue : value
}

/** The segment in words: `everyone`, or `sex: female`. */
export function segmentWords(segment: Segment): string {
  return isOverall(segment) ? 'everyone' : `${segment.attribute}: ${segment.value}`
}

function escapePart(part: string): string {
  return part.replaceAll('%', '%25').replaceAll('=', '%3D')
}

function unescapePart(part: string): string {
  return part.replaceAll('%3D', '=').replaceAll('%25', '%')
}
