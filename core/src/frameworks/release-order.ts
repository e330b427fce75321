/** Whether a release such as 2026.11.10 is newer than 2026.11.9. */
export function isNewerRelease(release: string, than: string): boolean {
  const [a, b] = [release, than].map((each) => each.split('.').map(Number))
  for (const [at, part] of a!.entries()) {
    const other = b![at] ?? 0
    if (part !== other) return part > other
  }
  return false
}
