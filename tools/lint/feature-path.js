const STRUCTURE = new Set(['schemas.ts', 'store.ts', 'routes.ts', 'jobs.ts'])

/**
 * Where a file stands in `server/src/features/<noun>/…`, or undefined outside of it.
 * kind: 'structure' (schemas, store, routes, jobs), 'test', or 'verb' (all else).
 */
export function featurePath(filename) {
  const match = /(?:^|\/)server\/src\/features\/(.+)$/.exec(filename.replaceAll('\\', '/'))
  if (!match) return undefined
  const parts = match[1].split('/')
  const base = parts.at(-1)
  const kind = STRUCTURE.has(base) ? 'structure' : base.endsWith('.test.ts') ? 'test' : 'verb'
  return { noun: parts.length > 1 ? parts[0] : undefined, base, depth: parts.length, kind }
}

/** `register-ai-system.ts` → `registerAiSystem` */
export function camelCase(base) {
  return base.replace(/\.ts$/, '').replaceAll(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase())
}
