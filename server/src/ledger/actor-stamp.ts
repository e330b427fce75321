/** What an actor looks like in records and in the ledger. */
export type ActorStamp = { kind: 'person' | 'key' | 'system'; id: string; name: string }
