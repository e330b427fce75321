import pg from 'pg'

const { getTypeParser } = pg.types
const readAnyTimestamp = getTypeParser(pg.types.builtins.TIMESTAMPTZ)
/** The type `text[]`, which pg's list of types leaves out. */
const textArray: number = 1009
const readAnyTextArray = getTypeParser(textArray)

const utc = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/

/** The common form is read by the engine itself, ten times as fast as by pg, which reads the rest. */
function readTimestamp(text: string): unknown {
  if (!utc.test(text)) return readAnyTimestamp(text)
  return new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
}

const needsCare = /["\\{]|NULL/

/** An array of plain words is split at its commas; what is quoted, nested or missing is read by pg. */
function readTextArray(text: string): unknown {
  const inner = text.slice(1, -1)
  if (needsCare.test(inner)) return readAnyTextArray(text)
  return inner === '' ? [] : inner.split(',')
}

/** Tells pg how the program wants its values, for every connection of the process. */
export function readValuesAsWanted(): void {
  // Counts and sequence numbers stay below 2^53, so numbers serve; days stay text, free of any zone.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number)
  pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
  pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, readTimestamp)
  pg.types.setTypeParser(textArray, readTextArray)
}
