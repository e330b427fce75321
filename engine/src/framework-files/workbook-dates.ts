import { readXml } from './read-xml.ts'

/** Numbers of formats that are dates without being listed in the file. */
const builtIn = (id: number) =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  (id >= 45 && id <= 47) ||
  (id >= 50 && id <= 58)

/** The styles of cells, by their numbers, that show a number as a day. */
export async function dateStyles(xml: string | null): Promise<ReadonlySet<number>> {
  const dates = new Set<number>()
  if (xml === null) return dates
  const formats = new Map<number, string>()
  let inCells = false
  let style = 0
  await readXml('styles', xml, {
    start: ({ name, attributes }) => {
      const format = Number(attributes.get('numFmtId') ?? 0)
      if (name === 'numFmt') formats.set(format, attributes.get('formatCode') ?? '')
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const code = formats.get(format)
      if (code === undefined ? builtIn(format) : isDateFormat(code)) dates.add(style)
      style += 1
    },
    end: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return dates
}

/** With a year or a day in it, outside of quoted words, colours and conditions. */
function isDateFormat(code: string): boolean {
  return /[yd]/i.test(code.replaceAll(/"[^"]*"|\\.|_.|\[[^\]]*\]/g, ''))
}

const dayMilliseconds = 86_400_000

/**
 * The day of a number, as YYYY-MM-DD; null where it is none. Excel counts from 1900 with a 29th of
 * February that never was, so that days before March of that year are wrong and refused here.
 */
export function dayOfNumber(value: number, from1904: boolean): string | null {
  const day = Math.floor(value)
  if (!from1904 && day < 61) return null
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  const time = start + day * dayMilliseconds
  if (!(Math.abs(time) < Date.UTC(9999, 11, 31))) return null
  return new Date(time).toISOString().slice(0, 10)
}
