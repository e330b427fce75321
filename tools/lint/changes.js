const BUILDERS = new Set(['insertInto', 'updateTable', 'deleteFrom', 'mergeInto', 'replaceInto'])
const STATEMENT =
  /\b(?:insert\s+into|update\s+\S+\s+set|delete\s+from|merge\s+into|truncate\s+\S+)\b/i

/** Whether this very node writes to the database (a query builder call or raw SQL). */
export function isChange(node) {
  if (node.type === 'CallExpression') {
    const property = node.callee.type === 'MemberExpression' ? node.callee.property.name : undefined
    if (BUILDERS.has(property)) return true
    return (property === 'query' || property === 'raw') && node.arguments.some(isWritingText)
  }
  if (node.type === 'TaggedTemplateExpression') {
    return node.tag.type === 'Identifier' && node.tag.name === 'sql' && isWritingText(node.quasi)
  }
  return false
}

function isWritingText(node) {
  if (node.type === 'Literal') return typeof node.value === 'string' && STATEMENT.test(node.value)
  if (node.type !== 'TemplateLiteral') return false
  // A placeholder stands for a name or a value, so that `update ${table} set` is still seen.
  return STATEMENT.test(node.quasis.map((quasi) => quasi.value.raw).join('_'))
}

/** Functions of a store.ts that write say so by their name; verbs see them as changes. */
export function isChangeName(name) {
  return /^(?:insert|update|delete|upsert)[A-Z]/.test(name)
}
