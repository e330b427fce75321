import { app } from '../web/src/reaches-up.ts'

export const example: string = app
