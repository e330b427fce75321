import { label } from '../../lib/messages/messages.ts'
import type { ControlQuery } from './test-queries.ts'

/** A parameter of a query as a form asks for it. */
export type ParameterField = {
  name: string
  about: string
  minimum: number
  maximum: number
  /** a choice of several numbers, and not one */
  several: boolean
}

type Numbers = { type?: string; minimum?: number; maximum?: number }
type Property = Numbers & { description?: string; items?: Numbers; default?: unknown }

function propertiesOf({ parameters }: Pick<ControlQuery, 'parameters'>): [string, Property][] {
  return Object.entries((parameters['properties'] ?? {}) as Record<string, Property>)
}

/** Whole numbers and lists of them, as the queries have; anything else keeps its default. */
export function fieldsOf(query: Pick<ControlQuery, 'parameters'>): ParameterField[] {
  return propertiesOf(query).flatMap(([name, property]) => {
    const several = property.type === 'array'
    const { type, minimum, maximum } = several ? (property.items ?? {}) : property
    if (type !== 'integer' || minimum === undefined || maximum === undefined) return []
    return [{ name, about: property.description ?? '', minimum, maximum, several }]
  })
}

export function defaultsOf(query: Pick<ControlQuery, 'parameters'>): Record<string, unknown> {
  return Object.fromEntries(
    propertiesOf(query)
      .filter(([, property]) => property.default !== undefined)
      .map(([name, property]) => [name, property.default]),
  )
}

/** `Tiers 1, 2; Months 12` */
export function parameterWords(parameters: Record<string, unknown>): string {
  return Object.entries(parameters)
    .map(([name, value]) => {
      const words = Array.isArray(value) ? value.join(', ') : String(value)
      return `${label('parameter', name)} ${words}`
    })
    .join('; ')
}
