import { importedFrom } from '../walk.js'

const RULE = 'import a thing from the file that defines it'

export const noBarrel = {
  meta: { type: 'problem', docs: { description: RULE } },
  create(context) {
    const report = (node, message) => context.report({ node, message: `${message}: ${RULE}` })
    return {
      Program(program) {
        if (/(?:^|[\\/])index\.[cm]?[jt]sx?$/.test(context.filename)) {
          report(program, 'an index file says nothing')
        }
        const imports = importedFrom(program)
        for (const statement of program.body) {
          if (statement.type === 'ExportAllDeclaration') report(statement, 'a re-export')
          if (statement.type !== 'ExportNamedDeclaration') continue
          const passesOn = statement.specifiers.some(({ local }) => imports.has(local.name))
          if (statement.source || passesOn) report(statement, 'a re-export')
        }
      },
    }
  },
}
