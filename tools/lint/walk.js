const SKIPPED = new Set(['parent', 'loc', 'range', 'start', 'end', 'type', 'tokens', 'comments'])

/** The child nodes of an ESTree node, in source order. */
export function children(node) {
  const found = []
  for (const key of Object.keys(node)) {
    if (SKIPPED.has(key)) continue
    const value = node[key]
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item && typeof item === 'object' && typeof item.type === 'string') found.push(item)
    }
  }
  return found.toSorted((a, b) => a.range[0] - b.range[0])
}

export function isFunction(node) {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  )
}

/** The identifier a member chain starts from: `tx` of `tx.db.insertInto('a').values(b)`. */
export function rootName(node) {
  let at = node
  while (at) {
    if (at.type === 'Identifier') return at.name
    if (at.type === 'MemberExpression') at = at.object
    else if (at.type === 'CallExpression') at = at.callee
    else if (at.type === 'AwaitExpression') at = at.argument
    else return undefined
  }
  return undefined
}

/** The name after the last dot of a call, and of what: `ctx.authorize(…)` → ['ctx', 'authorize']. */
export function calledName(call) {
  const callee = call.callee
  if (callee.type === 'Identifier') return [undefined, callee.name]
  if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier') {
    const object = callee.object.type === 'Identifier' ? callee.object.name : ''
    return [object, callee.property.name]
  }
  return [undefined, undefined]
}

/** Functions declared at the top of a module: name → { node, exported }. */
export function topLevelFunctions(program) {
  const functions = new Map()
  for (const statement of program.body) {
    const exported = statement.type === 'ExportNamedDeclaration'
    const declaration = exported ? statement.declaration : statement
    if (declaration?.type === 'FunctionDeclaration' && declaration.id) {
      functions.set(declaration.id.name, { node: declaration, exported })
    }
    if (declaration?.type !== 'VariableDeclaration') continue
    for (const { id, init } of declaration.declarations) {
      if (id.type === 'Identifier' && isFunction(init)) {
        functions.set(id.name, { node: init, exported })
      }
    }
  }
  return functions
}

/** Names imported by a module: local name → the module it comes from. */
export function importedFrom(program) {
  const names = new Map()
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration') continue
    for (const specifier of statement.specifiers) {
      names.set(specifier.local.name, statement.source.value)
    }
  }
  return names
}
