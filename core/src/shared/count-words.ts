const format = new Intl.NumberFormat('en')

/** A count as people read it: `12,345`. */
export function countWords(count: number): string {
  return format.format(count)
}
