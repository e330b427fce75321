import { featurePath } from '../feature-path.js'

const KEBAB = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
const FILE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.test)?\.ts$/
const NOT_VERBS = /^(?:index|constants|service|repository|controller|model|queries|handlers)\.ts$/

const RULE =
  'a feature folder holds only schemas.ts, store.ts, routes.ts, jobs.ts, one kebab-case file per verb (register.ts, open-incident.ts), and *.test.ts'

export const featureFileNames = {
  meta: { type: 'problem', docs: { description: RULE } },
  create(context) {
    const place = featurePath(context.filename)
    if (!place) return {}
    return {
      Program(node) {
        const wrong = reasonAgainst(place)
        if (wrong) context.report({ node, message: `${wrong}; ${RULE}` })
      },
    }
  },
}

function reasonAgainst({ noun, base, depth }) {
  if (noun === undefined) return `${base} stands outside of a feature folder`
  if (depth > 2) return `${noun} has a folder inside`
  if (!KEBAB.test(noun)) return `the folder ${noun} is not kebab-case`
  if (!FILE.test(base)) return `${base} is not a kebab-case .ts file`
  if (NOT_VERBS.test(base)) return `${base} names no verb`
  return undefined
}
