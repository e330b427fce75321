const RULE = 'no default export: one thing has one name everywhere'

export const noDefaultExport = {
  meta: { type: 'problem', docs: { description: RULE } },
  create(context) {
    const report = (node) => context.report({ node, message: RULE })
    return {
      ExportDefaultDeclaration: report,
      ExportSpecifier(node) {
        if ((node.exported.name ?? node.exported.value) === 'default') report(node)
      },
    }
  },
}
