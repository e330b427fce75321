import { parseTieringContent } from '@primum/core/risk/tiering-content'
import type { TieringContent } from '@primum/core/risk/tiering-content'
import file from 'virtual:tiering'

/** The rules of the tier, as content states them; taken in when the app is built. */
export function loadTiering(): TieringContent {
  const parsed = parseTieringContent(file)
  if (!parsed.ok) throw new Error(parsed.reasons.map(({ message }) => message).join(' '))
  return parsed.tiering
}
