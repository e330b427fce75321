import type { DatasetDescription } from '@primum/engine/describe-dataset'
import { type RoleSuggestion, suggestRoles } from '@primum/engine/suggest-roles'

/** Which columns could play which part: what the protocol says goes before what names suggest. */
export function suggestUploadRoles(
  described: DatasetDescription,
  { subgroups }: { subgroups: readonly string[] },
): RoleSuggestion[] {
  const asked = described.columns
    .filter(({ name }) => subgroups.includes(name))
    .map(({ name }): RoleSuggestion => {
      return { column: name, role: 'groups', reason: 'a subgroup of the protocol' }
    })
  const others = suggestRoles(described).filter(({ column }) => !subgroups.includes(column))
  return [...others, ...asked]
}
