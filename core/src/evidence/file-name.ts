const longest = 200

/**
 * A name as it may be stored and offered for download: without folders, control characters,
 * characters that reverse the writing, reserved ones and leading dots, in one Unicode form, at most
 * 200 characters with its ending kept. Empty where nothing is left.
 */
export function cleanFileName(name: string): string {
  const base = name.normalize('NFC').replaceAll('\\', '/').split('/').at(-1) ?? ''
  const plain = base
    // Cc: control, Cf: invisible or turning the direction, Zl and Zp: line ends, Cs: half characters.
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const letters = [...plain]
  if (letters.length <= longest) return plain
  const ending = endingOfName(plain)
  const tail = ending === '' || ending.length > 20 ? '' : `.${ending}`
  return `${letters
    .slice(0, longest - tail.length)
    .join('')
    .trimEnd()}${tail}`
}

/** `pdf` of `Policy.PDF`; empty where there is none. */
export function endingOfName(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase()
}
