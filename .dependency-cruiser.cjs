// Arrows run down only: engine → core; server → core, content, engine; web → core, client;
// cli → core, client, engine; core → zod. tools/canary breaks each rule once, and `npm run verify`
// fails if one stays silent.
const TEST = String.raw`\.test\.tsx?$|\.e2e\.ts$|^server/test/|^web/e2e/|^cli/test/|^engine/test/`
const LAYERS = [
  'core',
  'content',
  'engine',
  'server',
  'client',
  'web',
  'cli',
  'examples',
  'bench',
  'tools',
]

/** What a layer may not reach: every other one but those named. */
function onlyTo(layer, below, from = {}, pathNot = undefined) {
  const others = LAYERS.filter((other) => other !== layer && !below.includes(other))
  return {
    name: `${layer}-reaches-down-only`,
    comment: `${layer} may import from ${[...below, 'itself'].join(', ')} only.`,
    severity: 'error',
    from: { path: `^${layer}/`, ...from },
    to: { path: `^(?:${others.join('|')})/`, ...(pathNot ? { pathNot } : {}) },
  }
}

module.exports = {
  forbidden: [
    {
      name: 'core-stands-alone',
      comment: 'core imports from itself and zod only: no Node, no other package.',
      severity: 'error',
      from: { path: '^core/', pathNot: TEST },
      to: { pathNot: '^core/|(?:^|/)node_modules/zod/' },
    },
    {
      name: 'core-tests-stand-alone',
      comment: 'Tests of core add vitest, fast-check and Node, and no other layer.',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: `^(?:${LAYERS.filter((layer) => layer !== 'core').join('|')})/` },
    },
    {
      name: 'content-is-no-code',
      comment: 'content holds data only.',
      severity: 'error',
      from: { path: '^content/' },
      to: {},
    },
    onlyTo('engine', ['core']),
    onlyTo('server', ['core', 'content', 'engine']),
    onlyTo('client', []),
    // Journeys in the browser and at the command line boot the program as the server's tests do.
    // The web app's words for scales are compared with the content, which is data and no code.
    onlyTo('web', ['core', 'client'], {}, '^server/test/|^content/risk/'),
    onlyTo('cli', ['core', 'client', 'engine', 'content'], {}, '^server/test/|^examples/player/'),
    onlyTo('examples', ['core', 'client', 'cli', 'engine']),
    onlyTo('bench', ['core', 'content', 'engine', 'server', 'client', 'cli', 'examples']),
    {
      name: 'nothing-imports-tools',
      comment: 'tools serve the builders, not the program.',
      severity: 'error',
      from: { pathNot: '^tools/|^[^/]+$' },
      to: { path: '^tools/' },
    },
    {
      name: 'better-auth-stays-in-identity',
      comment: 'One folder knows the identity library; everything else asks that folder.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: '^server/src/identity/' },
      to: {
        path: '(?:^|/)node_modules/(?:@better-auth|better-auth|better-call)/|^(?:@better-auth/|better-auth)',
      },
    },
    {
      name: 'features-meet-at-verbs',
      comment: 'A feature calls the verbs of another; its store, routes and jobs are its own.',
      severity: 'error',
      from: { path: '^server/src/features/([^/]+)/' },
      to: {
        path: '^server/src/features/[^/]+/(?:store|routes|jobs)\\.ts$',
        pathNot: '^server/src/features/$1/',
      },
    },
    {
      name: 'schemas-meet-schemas',
      comment: 'Only schemas are built from the schemas of another feature.',
      severity: 'error',
      from: { path: '^server/src/features/([^/]+)/', pathNot: '/schemas\\.ts$' },
      to: {
        path: '^server/src/features/[^/]+/schemas\\.ts$',
        pathNot: '^server/src/features/$1/',
      },
    },
    {
      name: 'no-circles',
      comment: 'A circle has no bottom to start reading from.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-imports-tests',
      comment: 'Tests are leaves; only tests use the boot of server/test.',
      severity: 'error',
      from: { pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: 'no-test-imports-a-test',
      comment: 'What two tests share stands in a file of its own.',
      severity: 'error',
      from: {},
      to: { path: String.raw`\.test\.tsx?$|\.e2e\.ts$` },
    },
    {
      name: 'every-import-resolves',
      comment: 'The file or package is not there.',
      severity: 'error',
      from: {},
      // Vite turns `./x.css?inline` and the like into modules.
      to: { couldNotResolve: true, pathNot: '\\?|^virtual:' },
    },
    {
      name: 'packages-are-listed',
      comment: 'Workspaces hoist, so an unlisted package resolves here and breaks elsewhere.',
      severity: 'error',
      from: { path: '^(?:core|engine|server|client|web|cli)/', pathNot: `${TEST}|\\.config\\.ts$` },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    // Paths in tools/canary are those of a small project of its own.
    exclude: { path: '^tools/canary/|^web/dist/' },
    doNotFollow: { path: 'node_modules' },
    moduleSystems: ['es6', 'cjs'],
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
