import { hasWords } from './has-words.ts'
import type { Requirement } from './queries.ts'

/** A requirement or heading with what it holds; notes ask for nothing and stand apart. */
export type RequirementNode = {
  requirement: Requirement
  children: RequirementNode[]
  notes: Requirement[]
}

export type RequirementGroup = Pick<RequirementNode, 'children' | 'notes'>

/** The tree in reading order. What names no parent that is there stands at the top. */
export function buildTree(requirements: readonly Requirement[]): RequirementGroup {
  const top: RequirementGroup = { children: [], notes: [] }
  const nodes = new Map<string, RequirementNode>(
    requirements.map((requirement) => [requirement.id, { requirement, children: [], notes: [] }]),
  )
  const parents = new Set(requirements.map(({ parent }) => parent))
  for (const node of nodes.values()) {
    const { id, parent, role } = node.requirement
    const group = nodes.get(parent ?? '') ?? top
    if (role === 'note' && !parents.has(id)) group.notes.push(node.requirement)
    else group.children.push(node)
  }
  return top
}

/** Only what has the words, below its headings; a heading that is named keeps what it holds. */
export function searchTree(group: RequirementGroup, words: string): RequirementGroup {
  if (words === '') return group
  return {
    children: group.children.flatMap((node) => {
      const { requirement } = node
      if (requirement.role === 'heading' && hasWords([requirement.id, requirement.title], words)) {
        return [node]
      }
      const kept = searchTree(node, words)
      const empty = kept.children.length + kept.notes.length === 0
      return empty && !matches(requirement, words) ? [] : [{ requirement, ...kept }]
    }),
    notes: group.notes.filter((note) => matches(note, words)),
  }
}

/** How many ask for something, of those that are meant. */
export function countRequirements(
  { children }: RequirementGroup,
  meant: (requirement: Requirement) => boolean = () => true,
): number {
  return children.reduce((sum, node) => {
    const { requirement } = node
    const own = requirement.role === 'requirement' && meant(requirement) ? 1 : 0
    return sum + own + countRequirements(node, meant)
  }, 0)
}

function matches({ id, title, text, citation }: Requirement, words: string): boolean {
  return hasWords([id, title, text, citation], words)
}
