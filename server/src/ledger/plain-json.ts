/** What a value becomes when it travels as JSON: dates as text, undefined members gone. */
export function plainJson(value: unknown): unknown {
  return value === undefined || value === null ? null : JSON.parse(JSON.stringify(value))
}
