const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 22 Nov 2026: no reader can take it for another day. */
export function dateWords(iso: string): string {
  const date = new Date(iso)
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** 22 Nov 2026 08:15 UTC. */
export function timeWords(iso: string): string {
  return `${dateWords(iso)} ${iso.slice(11, 16)} UTC`
}

/** 99,340 */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}
