import { checkNames, longestGroupValue, readHarmlessText, readRecord } from './row-fields.ts'
import type { Complain } from './row-fields.ts'
import type { VersionRules } from './version-rules.ts'

const undeclaredGroup = {
  message: 'This version declares no such group.',
  remedy: 'Leave it out, or register a version whose group attributes name it.',
}

/** The declared groups of an output, its site among them; null after a complaint. */
export function readReviewGroups(
  value: unknown,
  version: VersionRules,
  sites: ReadonlySet<string>,
  complain: Complain,
): Record<string, string> | null {
  const sent = readRecord(value, 'groups', complain)
  if (sent === null) return null
  checkNames(sent, new Set([...version.groups, 'site']), 'groups.', undeclaredGroup, complain)
  const groups: Record<string, string> = {}
  for (const name of new Set([...version.groups, 'site'])) {
    const given = sent[name]
    if (given === undefined || given === null || given === '') continue
    const text = readHarmlessText(given, `groups.${name}`, longestGroupValue, 'group', complain)
    if (text === null) continue
    if (name === 'site' && !sites.has(text)) {
      const remedy = 'Add the site first, or correct the code.'
      complain('groups.site', 'There is no site with this code.', remedy)
    }
    groups[name] = text
  }
  return groups
}
