import { readConfig } from './config.ts'
import { runProcess } from './run-process.ts'
import { startWorker } from './start-worker.ts'

/** The jobs without the API, beside processes that serve it; stops when told. */
runProcess(async () => {
  const worker = await startWorker(readConfig(process.env))
  console.log(`Primum works jobs${worker.healthUrl === null ? '' : `; ${worker.healthUrl}`}`)
  return worker
})
