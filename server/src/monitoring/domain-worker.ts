import { parentPort, workerData } from 'node:worker_threads'
import { compareWindows } from '@primum/core/monitoring/domain-task'
import type { DomainTask } from '@primum/core/monitoring/domain-task'

/** One comparison in a thread of its own: what it is given is all that it knows. */
parentPort?.postMessage(compareWindows(workerData as DomainTask))
