import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as (options: { type: 'major'; execution: 'sync' }) => void

/**
 * Gives the memory of chunks that nobody holds any more back to the reader. The collector sees a
 * small object where a chunk of 200 KB lies, and left alone it waits for some hundred of them.
 */
export function freeChunks(): void {
  collect({ type: 'major', execution: 'sync' })
}
