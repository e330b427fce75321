import { setImmediate } from 'node:timers/promises'
import { SaxesParser } from 'saxes'
import { FileRefusal } from './file-refusal.ts'

/** What opens: its name without a prefix, its attributes by names without theirs. */
export type XmlStart = { name: string; attributes: ReadonlyMap<string, string> }

export type XmlHandler = {
  start?: (element: XmlStart) => void
  text?: (text: string) => void
  end?: (name: string) => void
}

const mostElements = 400_000
const deepest = 60
/** Letters that are read before others of the process have their turn. */
const atOnce = 64 * 1024

/**
 * Reads XML piece by piece. Prefixes are left out, since who writes a workbook may choose them. A
 * document type is refused: a workbook has none, and it could define entities.
 */
export async function readXml(part: string, xml: string, handler: XmlHandler): Promise<void> {
  const parser = new SaxesParser({})
  let elements = 0
  let depth = 0
  parser.on('error', (error) => {
    throw bad(part, error.message)
  })
  parser.on('doctype', () => {
    throw bad(part, 'it has a document type')
  })
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1
    depth += 1
    if (elements > mostElements || depth > deepest) throw bad(part, 'it holds more than it can')
    const named = Object.entries(attributes).map(([key, value]) => [local(key), value] as const)
    handler.start?.({ name: local(name), attributes: new Map(named) })
  })
  parser.on('text', (text) => handler.text?.(text))
  parser.on('cdata', (text) => handler.text?.(text))
  parser.on('closetag', ({ name }) => {
    depth -= 1
    handler.end?.(local(name))
  })
  for (let at = 0; at < xml.length; at += atOnce) {
    parser.write(xml.slice(at, at + atOnce))
    await setImmediate()
  }
  parser.close()
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

function bad(part: string, why: string): FileRefusal {
  return new FileRefusal(`The workbook is damaged (${part}: ${why}).`, 'Save it again as XLSX.')
}
