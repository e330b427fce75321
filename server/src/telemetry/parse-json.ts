/** What `parseJson` answers for text that is no JSON. */
export const unreadable = Symbol('unreadable')

/**
 * JSON, or `unreadable`. Many senders write NaN and Infinity, which JSON does not have: they are read
 * as a number that is too large, so that the row with one is refused by its number and field, and
 * the others are kept.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text.includes('NaN') || text.includes('Infinity') ? parseWithoutNaN(text) : unreadable
  }
}

const tooLarge = '1e999'

function parseWithoutNaN(text: string): unknown {
  let inText = false
  // Escapes first, so that an escaped quote does not end a text.
  const repaired = text.replace(/\\.|"|-?(?:NaN|Infinity)/gs, (token) => {
    if (token === '"') inText = !inText
    return inText || token === '"' || token.startsWith('\\') ? token : tooLarge
  })
  try {
    return JSON.parse(repaired)
  } catch {
    return unreadable
  }
}
