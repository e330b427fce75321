import { load } from '../../server/src/features/incidents/store.ts'

export const client: string = load('a')
