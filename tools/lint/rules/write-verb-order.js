import { isChange, isChangeName } from '../changes.js'
import { featurePath } from '../feature-path.js'
import { verbEvents } from '../verb-events.js'
import { children, rootName, topLevelFunctions } from '../walk.js'

const ORDER =
  'a write verb reads: ctx.authorize( → parse( → ctx.transaction( → change → appendEntry( → return'

export const writeVerbOrder = {
  meta: { type: 'problem', docs: { description: ORDER } },
  create(context) {
    const place = featurePath(context.filename)
    if (!place || place.kind === 'test') return {}
    const report = (node, message) => context.report({ node, message: `${message}; ${ORDER}` })
    return {
      Program(program) {
        if (place.kind === 'structure') checkStructure(program, place.base, report)
        else checkVerbs(program, report)
      },
    }
  },
}

/** Only verbs write; a store may hold a change only in a function whose name says so. */
function checkStructure(program, base, report) {
  const allowed =
    base === 'store.ts'
      ? [...topLevelFunctions(program)].filter(([name]) => isChangeName(name))
      : []
  for (const node of changesIn(program)) {
    const inside = allowed.some(([, { node: own }]) => contains(own, node))
    if (inside) continue
    const remedy =
      base === 'store.ts'
        ? 'name the function insert…, update…, delete… or upsert…, or move the change to a verb'
        : 'move the change to a verb file'
    report(node, `${base} changes the database: ${remedy}`)
  }
}

function checkVerbs(program, report) {
  const exported = [...topLevelFunctions(program).values()].filter((found) => found.exported)
  const seen = new Set()
  for (const { node } of exported) {
    const events = verbEvents(program, node)
    for (const event of events) seen.add(event.node)
    checkVerb(node, events, report)
  }
  for (const node of changesIn(program)) {
    if (!seen.has(node)) report(node, 'this change is in no exported verb')
  }
}

function checkVerb(verb, events, report) {
  const changes = events.filter((event) => event.kind === 'change')
  for (const change of changes) {
    if (!change.inTx) report(change.node, 'this change is outside ctx.transaction(')
  }
  const transaction = events.findIndex((event) => event.kind === 'transaction')
  if (transaction === -1) return
  checkBefore(verb, events, transaction, report)
  checkInside(events, transaction, report)
}

function checkBefore(verb, events, transaction, report) {
  const before = events.slice(0, transaction)
  const authorize = before.findIndex((event) => event.kind === 'authorize')
  const parse = before.findIndex((event) => event.kind === 'parse')
  if (authorize === -1) report(verb, 'no ctx.authorize( before the transaction')
  const takesInput = verb.params.some((parameter) => parameter.name === 'input')
  if (takesInput && parse === -1) report(verb, 'no parse( before the transaction')
  if (authorize !== -1 && parse !== -1 && parse < authorize) {
    report(before[parse].node, 'parse( comes before ctx.authorize(')
  }
}

function checkInside(events, transaction, report) {
  const inside = events.filter((event) => event.inTx)
  let pending = undefined
  let began = false
  let proven = false
  for (const { kind, node, tx } of inside) {
    if (kind === 'change' || kind === 'verb' || kind === 'entry') {
      if (tx !== undefined && tx !== 'ctx' && reaches(node, kind) === 'ctx') {
        report(node, `this ${kind} goes through ctx and so escapes the transaction`)
      }
    }
    if (kind === 'change') pending = node
    if (kind === 'verb') proven = true
    if (kind === 'entry') {
      if (!began) report(node, 'appendEntry( comes before the change')
      pending = undefined
      proven = true
    }
    if (kind === 'return' && pending) {
      report(node, 'returns after a change without appendEntry(')
      pending = undefined
    }
    if (kind !== 'return' && kind !== 'authorize' && kind !== 'parse') began = true
  }
  if (pending) report(pending, 'no appendEntry( after this change')
  else if (!proven) {
    report(events[transaction].node, 'the transaction has neither appendEntry( nor another verb')
  }
}

/** The context a step goes through: the chain's root for a query, the first argument for a call. */
function reaches(node, kind) {
  if (node.type === 'TaggedTemplateExpression') {
    // `execute` is called on the template; its executor is the argument: sql`…`.execute(tx.db)
    const execute = node.parent?.parent
    return execute?.type === 'CallExpression' ? rootName(execute.arguments[0]) : undefined
  }
  const chain = kind === 'change' && node.callee.type === 'MemberExpression'
  return rootName(chain ? node.callee : node.arguments[0])
}

function changesIn(node) {
  const inner = children(node).flatMap(changesIn)
  return isChange(node) ? [node, ...inner] : inner
}

function contains(outer, inner) {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1]
}
