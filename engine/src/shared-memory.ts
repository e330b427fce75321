/** Memory that the threads and whoever started them see alike, so that rows are never copied over. */
export function sharedMemory(bytes: number): SharedArrayBuffer {
  return new SharedArrayBuffer(bytes)
}
