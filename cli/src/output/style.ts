/** Colour only for people: on a terminal, and not where NO_COLOR is set (no-color.org). */
export function styles(stream: { isTTY?: boolean }, env = process.env) {
  const coloured = stream.isTTY === true && !env['NO_COLOR']
  const wrap = (code: number) => (text: string) =>
    coloured ? `\u001b[${code}m${text}\u001b[0m` : text
  return { strong: wrap(1), quiet: wrap(2) }
}
