/** Whether each of the words stands somewhere in the texts, whatever its case. */
export function hasWords(texts: readonly (string | null)[], words: string): boolean {
  const whole = texts.join('\n').toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => whole.includes(word))
}
