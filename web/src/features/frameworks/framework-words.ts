import { formatDay } from '../../lib/format.ts'

/** `A.5.1` of `ISO27001:A.5.1`: on the page of its framework the rest is said already. */
export function shortId(id: string): string {
  return id.slice(id.indexOf(':') + 1)
}

/** Whether an id is a number that people cite (`A.5`, `GOVERN-1`), and no name of ours. */
export function isNumber(id: string): boolean {
  return /^(?:[A-Z]+[.-])?\d[\d.]*$/.test(shortId(id))
}

/** A heading with its number, where it has one. */
export function headingWords({ id, title }: { id: string; title: string }): string {
  return isNumber(id) ? `${shortId(id)} ${withDays(title)}` : withDays(title)
}

/** The content writes days as 2026-07-27: in a text they are read as 27 Jul 2026. */
export function withDays(text: string): string {
  return text.replace(/(?<![\w/-])\d{4}-\d{2}-\d{2}(?![\w/-])/g, dayWords)
}

/** A day, a month or a year, as exact as it was stated. */
export function dateWords(date: string): string {
  if (!/^\d{4}-\d{2}$/.test(date)) return withDays(date)
  const day = dayWords(`${date}-01`)
  return day.startsWith('1 ') ? day.slice(2) : date
}

function dayWords(day: string): string {
  return Number.isNaN(Date.parse(day)) ? day : formatDay(day)
}

export type LinkedPart = { text: string; href: string | null }

/** A locator cut into its addresses and what stands between them. */
export function linkedParts(locator: string): LinkedPart[] {
  // A point that ends the sentence is no part of the address.
  return locator
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:)])/)
    .map((part, index) =>
      index % 2 === 0
        ? { text: part, href: null }
        : { text: part.replace(/^https?:\/\/(?:www\.)?/, ''), href: part },
    )
    .filter(({ text }) => text !== '')
}
