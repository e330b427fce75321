import { load } from '../../server/src/features/incidents/store.ts'

export const app: string = load('a')
