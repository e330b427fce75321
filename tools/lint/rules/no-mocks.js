import { calledName } from '../walk.js'

const MOCKS = new Set(['mock', 'doMock', 'hoisted', 'stubGlobal', 'importMock'])
const RULE = 'no mocks of our own code: pass the real thing, or a small real one, as an argument'

export const noMocks = {
  meta: { type: 'problem', docs: { description: RULE } },
  create(context) {
    return {
      CallExpression(node) {
        const [object, name] = calledName(node)
        if ((object === 'vi' || object === 'vitest') && MOCKS.has(name)) {
          context.report({ node, message: RULE })
        }
      },
    }
  },
}
