import type { Tier, TieringContent } from './tiering-content.ts'

/** Facts that hold a tier up whatever the score says. */
export type TierFacts = {
  archetype: string
  handlesPhi: boolean
  fdaRegulated: boolean
  euHighRisk: boolean
}

export type TierFloor = {
  id: 'archetype' | 'phi' | 'device'
  label: string
  tier: Tier
  because: string
  /** It decides the tier: higher than the tier by score, and no other floor is higher. */
  raises: boolean
}

/**
 * The floors that hold for these facts. Throws a RangeError for an archetype that the content
 * does not list: a system of unknown kind cannot be classified.
 */
export function tierFloors(
  facts: TierFacts,
  tierByScore: Tier,
  tiering: TieringContent,
): TierFloor[] {
  const { archetypes, phi, device } = tiering.floors
  const archetype = archetypes.find((entry) => entry.archetype === facts.archetype)
  if (archetype === undefined) throw new RangeError(`no floor for archetype ${facts.archetype}`)
  const floors: Omit<TierFloor, 'raises'>[] = [
    {
      id: 'archetype',
      label: 'archetype floor',
      tier: archetype.floorTier,
      because: `a system of kind ${facts.archetype} is at least tier ${archetype.floorTier}`,
    },
  ]
  if (facts.handlesPhi) {
    floors.push({ id: 'phi', label: 'PHI floor', tier: phi.tier, because: phi.when })
  }
  if (facts.fdaRegulated || facts.euHighRisk) {
    floors.push({ id: 'device', label: 'device floor', tier: device.tier, because: device.when })
  }
  const highest = Math.min(...floors.map(({ tier }) => tier))
  return floors.map((floor) => ({
    ...floor,
    raises: floor.tier === highest && floor.tier < tierByScore,
  }))
}
