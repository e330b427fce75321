export type Incident = { id: string }
