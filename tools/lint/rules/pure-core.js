const RULE = 'core is pure: pass the time and the randomness as arguments'

const IMPURE = new Map([
  ['Date', new Set(['now'])],
  ['Math', new Set(['random'])],
])

export const pureCore = {
  meta: { type: 'problem', docs: { description: RULE } },
  create(context) {
    const filename = context.filename.replaceAll('\\', '/')
    if (!/(?:^|\/)core\/src\//.test(filename) || filename.endsWith('.test.ts')) return {}
    const report = (node, what) => context.report({ node, message: `${what}: ${RULE}` })
    return {
      MemberExpression(node) {
        const { object, property } = node
        if (object.type !== 'Identifier') return
        const name = property.type === 'Identifier' ? property.name : property.value
        if (IMPURE.get(object.name)?.has(name)) report(node, `${object.name}.${name}`)
      },
      NewExpression(node) {
        const now = node.callee.name === 'Date' && node.arguments.length === 0
        if (now) report(node, 'new Date() without a time')
      },
      CallExpression(node) {
        if (node.callee.name === 'Date') report(node, 'Date()')
      },
      Identifier(node) {
        if (node.name === 'globalThis') report(node, 'globalThis')
      },
    }
  },
}
