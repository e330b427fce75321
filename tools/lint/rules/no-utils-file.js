const NAMELESS = /^(?:utils?|helpers?|types?|common|misc|stuff)$|-(?:utils?|helpers?)$/
const RULE = 'say what it is about: no utils, helpers, types, common or misc'

export const noUtilsFile = {
  meta: { type: 'problem', docs: { description: RULE } },
  create(context) {
    return {
      Program(node) {
        const inProject = relative(context.filename, context.cwd)
        const parts = inProject.split('/').map((part) => part.replace(/\..*$/, ''))
        const wrong = parts.find((part) => NAMELESS.test(part))
        if (wrong !== undefined)
          context.report({ node, message: `"${wrong}" names nothing: ${RULE}` })
      },
    }
  },
}

/** The folder a project is kept in may have any name, so only the path below it is judged. */
function relative(filename, cwd) {
  const path = filename.replaceAll('\\', '/')
  const root = `${(cwd ?? '').replaceAll('\\', '/')}/`
  return path.startsWith(root) ? path.slice(root.length) : path.split('/').slice(-2).join('/')
}
