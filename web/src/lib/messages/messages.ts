import { en } from './en.ts'

export type MessageKey = keyof typeof en
type Parameters = Record<string, string | number>

/** A translation is a file like en.ts with the same keys. */
const catalogue: Record<MessageKey, string> = en

/** The text of a key, with `{name}` filled in. */
export function t(key: MessageKey, parameters: Parameters = {}): string {
  return catalogue[key].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in parameters ? String(parameters[name]) : whole,
  )
}

/** For words that the server sends: its label, or the word itself with its hyphens read as spaces. */
export function label(area: string, word: string): string {
  const key = `${area}.${word}`
  return key in catalogue ? catalogue[key as MessageKey] : sentence(word)
}

function sentence(word: string): string {
  const text = word.replaceAll('-', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** `one` or `other`, as the language counts. */
export function plural(count: number, one: MessageKey, other: MessageKey): string {
  const rule = new Intl.PluralRules('en').select(count)
  return t(rule === 'one' ? one : other, { count: new Intl.NumberFormat('en').format(count) })
}
