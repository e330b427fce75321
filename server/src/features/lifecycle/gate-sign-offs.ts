import type { SignOff } from '@primum/core/lifecycle/gate-facts'
import { requiredSignOffs } from '@primum/core/lifecycle/sign-offs'
import type { LifecycleStage } from '@primum/core/lifecycle/stages'
import type { Tier } from '@primum/core/risk/tiering-content'
import type { Context } from '../../context.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { listSignOffs } from '../sign-offs/list-sign-offs.ts'

/** What a signature on a gate is filed under. */
export function gateSubject(aiSystemId: string, target: LifecycleStage): string {
  return `${aiSystemId}/${target}`
}

/** The signatures on a gate, each under the role that the gate asks for, where it was held. */
export async function loadGateSignOffs(
  ctx: Context,
  aiSystemId: string,
  target: LifecycleStage,
  tier: Tier | null,
): Promise<SignOff[]> {
  const required = requiredSignOffs(target, tier)
  const records = await listSignOffs(ctx, 'gates', [gateSubject(aiSystemId, target)])
  return records.map((record) => {
    const asked: readonly string[] =
      required.find(({ meaning }) => meaning === record.meaning)?.roles ?? []
    return {
      meaning: record.meaning,
      userId: record.userId,
      userName: record.userName,
      role: record.roles.find((role) => asked.includes(role)) ?? record.roles[0] ?? '',
      digest: record.digest,
      at: record.createdAt,
    }
  })
}

/** The roles a person signs a gate under: those held, and clinical owner where named as such. */
export function signingRoles(ctx: Context, system: AiSystem): string[] {
  const held: readonly string[] = ctx.asker.kind === 'person' ? ctx.asker.roles : []
  const plain = (text: string | null) => text?.trim().toLowerCase() ?? ''
  const owner = plain(system.clinicalOwner)
  const named = owner !== '' && [plain(ctx.actor.name), plain(ctx.actor.email)].includes(owner)
  return named ? [...held, 'clinical-owner'] : [...held]
}
