/**
 * Arrays as parameters in PostgreSQL's binary form (the `array_recv` of its source): an array of
 * texts has to be escaped on this side and read again on the other, which for a post of a thousand
 * rows costs as much as half of storing them. A Buffer is sent as binary by the driver.
 */

/** Identifiers of types in `pg_type`, which never change. */
const types = { bytea: 17, text: 25, float8: 701, timestamptz: 1184, uuid: 2950, jsonb: 3802 }

const headerBytes = 20
const nullLength = -1

export function textArray(values: readonly (string | null)[]): Buffer {
  return array(types.text, values, utf8Length, (value, target, at) => target.write(value, at))
}

/** Texts that are JSON already. */
export function jsonArray(values: readonly (string | null)[]): Buffer {
  const length = (value: string) => 1 + utf8Length(value)
  return array(types.jsonb, values, length, (value, target, at) => {
    // The version of the form, then the text.
    target[at] = 1
    target.write(value, at + 1)
  })
}

export function bytesArray(values: readonly Buffer[]): Buffer {
  const length = (value: Buffer) => value.length
  return array(types.bytea, values, length, (value, target, at) => value.copy(target, at))
}

/** Throws RangeError for a text that is no UUID. */
export function uuidArray(values: readonly string[]): Buffer {
  const known = new Map<string, Buffer>()
  return array(
    types.uuid,
    values,
    () => 16,
    (value, target, at) => {
      const bytes = known.get(value) ?? Buffer.from(value.replaceAll('-', ''), 'hex')
      if (bytes.length !== 16) throw new RangeError(`${value} is no UUID`)
      known.set(value, bytes)
      bytes.copy(target, at)
    },
  )
}

export function numberArray(values: readonly number[]): Buffer {
  return array(
    types.float8,
    values,
    () => 8,
    (value, target, at) => target.writeDoubleBE(value, at),
  )
}

/** Moments in milliseconds since 1970, whole ones. */
export function momentArray(values: readonly number[]): Buffer {
  return array(
    types.timestamptz,
    values,
    () => 8,
    // Microseconds since 2000.
    (value, target, at) => target.writeBigInt64BE(BigInt(value - epoch2000) * 1000n, at),
  )
}

const epoch2000 = Date.UTC(2000, 0, 1)

function array<Value>(
  type: number,
  values: readonly (Value | null)[],
  lengthOf: (value: Value) => number,
  write: (value: Value, target: Buffer, at: number) => void,
): Buffer {
  const lengths = values.map((value) => (value === null ? nullLength : lengthOf(value)))
  const body = lengths.reduce((sum, length) => sum + 4 + Math.max(0, length), 0)
  const target = Buffer.allocUnsafe(headerBytes + body)
  const hasNull = lengths.includes(nullLength) ? 1 : 0
  // One dimension, counted from 1; an array without values has none.
  const header = [values.length === 0 ? 0 : 1, hasNull, type, values.length, 1]
  header.forEach((word, index) => target.writeInt32BE(word, 4 * index))
  let at = headerBytes
  values.forEach((value, index) => {
    at = target.writeInt32BE(lengths[index]!, at)
    if (value === null) return
    write(value, target, at)
    at += lengths[index]!
  })
  return values.length === 0 ? target.subarray(0, 12) : target
}

function utf8Length(text: string): number {
  return Buffer.byteLength(text)
}
