import { LineCounter, isNode, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import { nowhere } from '@primum/core/frameworks/framework-sheet'
import type { FilePlace } from '@primum/core/frameworks/framework-sheet'
import type { FrameworkDraft } from '@primum/core/frameworks/own-framework'
import { decodeText } from './decode-text.ts'
import { FileRefusal } from './file-refusal.ts'
import { plainCopy } from './plain-copy.ts'

const mostAliases = 100

/** YAML 1.2 with its plain values only: a tag of any kind is refused, and names no code. */
export function readYaml(bytes: Uint8Array): FrameworkDraft {
  const text = decodeText(bytes)
  const lines = new LineCounter()
  const document = parsed(text, lines)
  const [problem] = [...document.errors, ...document.warnings]
  if (problem !== undefined) {
    const why = problem.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '')
    if (/call stack/.test(why)) throw tooDeep()
    const isTag = problem.code === 'TAG_RESOLVE_FAILED'
    const remedy = isTag ? 'Remove the tag, and write the plain value.' : 'Correct the line.'
    throw new FileRefusal(
      `This is no YAML that is read here: ${why}.`,
      remedy,
      lineOf(lines, problem.pos[0]),
    )
  }
  return {
    content: contentOf(document),
    placeOf: (path) => placeOf(document, lines, path),
    warnings: [],
  }
}

function parsed(text: string, lines: LineCounter): Document {
  try {
    return parseDocument(text, {
      ...{ lineCounter: lines, prettyErrors: false, schema: 'core', version: '1.2' },
      ...{ customTags: [], merge: false, strict: true, uniqueKeys: true },
    })
  } catch (error) {
    throw unreadable(error)
  }
}

function contentOf(document: Document): unknown {
  try {
    return plainCopy(document.toJS({ maxAliasCount: mostAliases }))
  } catch (error) {
    if (error instanceof FileRefusal) throw error
    throw unreadable(error)
  }
}

/** Nested beyond the stack, aliases of nothing or of too much. */
function unreadable(error: unknown): FileRefusal {
  if (error instanceof RangeError) return tooDeep()
  const why = `This is no YAML that is read here: ${(error as Error).message}.`
  return new FileRefusal(why, 'Write without aliases.')
}

function tooDeep(): FileRefusal {
  const message = 'This is no YAML that is read here: its parts lie too deep in each other.'
  return new FileRefusal(message, 'Write it less deep.')
}

/** The line of what stands at a path, or of the nearest thing around it that is there. */
function placeOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): FilePlace {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lineOf(lines, node.range[0])
  }
  return nowhere
}

const lineOf = (lines: LineCounter, at: number): FilePlace => {
  return { ...nowhere, row: lines.linePos(at).line }
}
