import { isChange, isChangeName } from './changes.js'
import { calledName, children, importedFrom, isFunction, topLevelFunctions } from './walk.js'

const NOT_A_VERB = /(?:^|\/)(?:schemas|store|routes|jobs)\.ts$/
const VERB_FILE = /^\.(?:\.\/[a-z0-9-]+)?\/[a-z0-9-]+\.ts$/

/**
 * What a verb does, in source order, with the module's own functions read where they are called:
 * authorize, parse, transaction, change, verb (another verb called), entry, await, return.
 * Each has `node`, `inTx` and, inside the transaction, `tx` (the name of its context).
 */
export function verbEvents(program, verb) {
  const functions = topLevelFunctions(program)
  const imports = importedFrom(program)
  const events = []
  const open = new Set()

  const emit = (kind, node, state) => events.push({ kind, node, inTx: state.inTx, tx: state.tx })

  function visitChildren(node, state) {
    for (const child of children(node)) visit(child, state)
  }

  function visit(node, state) {
    if (isFunction(node)) return visitChildren(node, { ...state, returns: false })
    if (node.type === 'CallExpression') return visitCall(node, state)
    visitChildren(node, state)
    if (isChange(node)) emit('change', node, state)
    if (node.type === 'AwaitExpression') emit('await', node, state)
    if (node.type === 'ReturnStatement' && state.returns) emit('return', node, state)
  }

  function visitCall(node, state) {
    const [object, name] = calledName(node)
    if (isTransaction(node)) return visitTransaction(node, state)
    visitChildren(node, state)
    const source = object === undefined && name ? imports.get(name) : undefined
    if (name === 'authorize' && object) emit('authorize', node, state)
    else if (name === 'parse' && object === undefined) emit('parse', node, state)
    else if (name === 'appendEntry') emit('entry', node, state)
    else if (isChange(node)) emit('change', node, state)
    else if (source?.endsWith('store.ts') && isChangeName(name)) emit('change', node, state)
    else if (source && VERB_FILE.test(source) && !NOT_A_VERB.test(source)) emit('verb', node, state)
    else if (object === undefined) visitOwn(functions.get(name)?.node, name, state)
  }

  function visitOwn(own, name, state) {
    if (!own || open.has(name)) return
    open.add(name)
    // Its parameter may be called otherwise than at the call; only the name `ctx` is judged there.
    visitChildren(own, { ...state, tx: undefined, returns: false })
    open.delete(name)
  }

  function visitTransaction(node, state) {
    emit('transaction', node, state)
    for (const argument of node.arguments) {
      const body = isFunction(argument) ? argument : functions.get(argument.name)?.node
      if (!body) visit(argument, state)
      else visitChildren(body, { inTx: true, tx: body.params[0]?.name ?? '', returns: true })
    }
  }

  visitChildren(verb, { inTx: false, tx: undefined, returns: false })
  return events
}

/** `ctx.transaction(work)`, on whatever context; Kysely's own `db.transaction()` takes no work. */
function isTransaction({ callee, arguments: work }) {
  return (
    callee.type === 'MemberExpression' && callee.property.name === 'transaction' && work.length > 0
  )
}
