import { paths } from '../../paths.ts'
import { plural } from '../../lib/messages/messages.ts'
import { ConfidenceTag } from './ConfidenceTag.tsx'
import { isNumber, shortId, withDays } from './framework-words.ts'
import classes from './frameworks.module.css'
import type { Requirement } from './queries.ts'
import type { RequirementGroup } from './requirement-tree.ts'
import { stayHere } from './stay-here.ts'

type Shared = {
  chosen: string | undefined
  /** what was searched for is shown, and not folded away */
  searching: boolean
  onChoose: (id: string) => void
}

export function linkId(id: string): string {
  return `requirement-${id}`
}

/** Requirements in reading order: each id in one column, headings over what they hold. */
export function RequirementTree({ group, ...shared }: Shared & { group: RequirementGroup }) {
  const width = { '--id-width': `${idWidth(group)}ch` } as Record<string, string>
  return (
    <div className={classes['tree']} style={width}>
      <Branch group={group} depth={0} {...shared} />
    </div>
  )
}

function Branch({ group, depth, ...shared }: Shared & { group: RequirementGroup; depth: number }) {
  return (
    <>
      {group.children.length === 0 ? null : (
        <ul>
          {group.children.map((node) => (
            <li key={node.requirement.id}>
              <Row requirement={node.requirement} depth={depth} {...shared} />
              <Branch group={node} depth={depth + 1} {...shared} />
            </li>
          ))}
        </ul>
      )}
      <Notes notes={group.notes} open={depth === 0 && group.children.length === 0} {...shared} />
    </>
  )
}

function Notes({ notes, open, ...shared }: Shared & { notes: Requirement[]; open: boolean }) {
  if (notes.length === 0) return null
  const unfolded = open || shared.searching || notes.some(({ id }) => id === shared.chosen)
  return (
    <details key={String(unfolded)} open={unfolded}>
      <summary>{plural(notes.length, 'framework.notes.one', 'framework.notes.other')}</summary>
      <ul>
        {notes.map((note) => (
          <li key={note.id}>
            <Row requirement={note} depth={0} {...shared} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function Row({
  requirement,
  depth,
  chosen,
  onChoose,
}: Shared & { requirement: Requirement; depth: number }) {
  const { id, role, title } = requirement
  const numbered = hasNumber(requirement)
  const link = (
    <a
      id={linkId(id)}
      className={classes['row']}
      data-role={role}
      data-numbered={numbered}
      href={paths.requirement(id)}
      aria-current={chosen === id ? 'true' : undefined}
      onClick={stayHere(() => onChoose(id))}
    >
      {numbered ? <span className={classes['id']}>{shortId(id)} </span> : null}
      <span className={classes['title']}>{withDays(title)}</span>
      {role === 'heading' ? null : <ConfidenceTag confidence={requirement.confidence} short />}
    </a>
  )
  if (role !== 'heading') return link
  const Heading = headings[Math.min(depth, headings.length - 1)] ?? 'h5'
  return (
    <Heading className={classes['heading']} data-depth={depth}>
      {link}
    </Heading>
  )
}

const headings = ['h2', 'h3', 'h4', 'h5'] as const

/** As wide as the longest id, within bounds; a longer one breaks. */
function idWidth({ children, notes }: RequirementGroup): number {
  const numbered = [...children.map(({ requirement }) => requirement), ...notes].filter(hasNumber)
  const lengths = [...numbered.map(({ id }) => shortId(id).length), ...children.map(idWidth)]
  return Math.min(16, Math.max(4, ...lengths))
}

function hasNumber({ id, role }: Requirement): boolean {
  return role === 'requirement' || isNumber(id)
}
