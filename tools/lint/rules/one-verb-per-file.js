import { camelCase, featurePath } from '../feature-path.js'
import { topLevelFunctions } from '../walk.js'

/** A file of a feature that changes nothing may be a part of its noun: rows.ts, gate-facts.ts. */
const WRITES = /\.transaction\(|\.(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(/

const RULE =
  'a writing verb file exports one async function verbNoun(ctx, …, input), named after its file, and otherwise only types'

export const oneVerbPerFile = {
  meta: { type: 'problem', docs: { description: RULE } },
  create(context) {
    const place = featurePath(context.filename)
    if (place?.kind !== 'verb' || !WRITES.test(context.sourceCode.text)) return {}
    const report = (node, message) => context.report({ node, message: `${message}; ${RULE}` })
    return {
      Program(program) {
        const exports = program.body.filter(isValueExport)
        if (exports.length === 0) report(program, `${place.base} exports no verb`)
        for (const extra of exports.slice(1)) report(extra, 'this is a second export')
        if (exports[0]) checkVerb(program, exports[0], place.base, report)
      },
    }
  },
}

function isValueExport(statement) {
  if (!statement.type.startsWith('Export') || statement.exportKind === 'type') return false
  return !/^TS(?:TypeAlias|Interface)Declaration$/.test(statement.declaration?.type ?? '')
}

function checkVerb(program, statement, base, report) {
  const [name, found] = [...topLevelFunctions(program)].find(([, { exported }]) => exported) ?? []
  if (!found) return report(statement, 'the export is not a function')
  const verb = camelCase(base)
  const rest = name.slice(verb.length)
  if (!name.startsWith(verb) || !/^(?:$|[A-Z])/.test(rest)) {
    report(statement, `${name} does not begin with ${verb}, as ${base} says`)
  }
  if (!found.node.async) report(statement, `${name} is not async`)
  const [first, ...others] = found.node.params
  if (first?.name !== 'ctx' && first?.name !== 'tx')
    report(statement, `the first parameter of ${name} is neither ctx nor tx`)
  // What is not parsed yet has one name, so that write-verb-order can ask for its parse.
  const unparsed = others.filter((parameter) => typeOf(parameter) === 'TSUnknownKeyword')
  if (unparsed.some((parameter) => parameter.name !== 'input')) {
    report(statement, `a parameter of ${name} is unknown, and not called input`)
  }
}

function typeOf(parameter) {
  return parameter.typeAnnotation?.typeAnnotation.type
}
