export const load = (id: string): string => id
