import type { z } from 'zod'
import type { Framework } from '@primum/core/frameworks/framework'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import type { crosswalkAnswer, framework, frameworkList } from './schemas.ts'

/** Every framework that the program comes with. */
export async function listFrameworks(ctx: Context): Promise<z.input<typeof frameworkList>> {
  ctx.authorize('frameworks.read')
  const { frameworks } = await libraryOf(ctx)
  return {
    items: [...frameworks.values()].map((each) => ({
      ...headOf(each),
      requirements: each.requirements.filter(({ role }) => role === 'requirement').length,
      rules: each.rules.length,
    })),
  }
}

/** A framework with its requirements and where each statement comes from. */
export async function readFramework(ctx: Context, id: string): Promise<z.input<typeof framework>> {
  ctx.authorize('frameworks.read')
  const found = await findFramework(ctx, id)
  return {
    ...headOf(found),
    notes: found.notes,
    sources: Object.entries(found.sources).map(([key, { title, locator, date, grade }]) => ({
      ...{ key, title, locator: locator ?? null, date: date ?? null, grade: grade ?? null },
    })),
    requirements: found.requirements.map((each) => ({
      ...each,
      text: each.text ?? null,
      parent: each.parent ?? null,
      citation: each.citation ?? null,
      status: each.status ?? null,
      deadline: each.deadline?.text ?? null,
    })),
  }
}

/** How the requirements of one framework lie to those of another. */
export async function readCrosswalk(
  ctx: Context,
  fromId: string,
  toId: string,
): Promise<z.input<typeof crosswalkAnswer>> {
  ctx.authorize('frameworks.read')
  const { mappings: index, crosswalks } = await libraryOf(ctx)
  const [from, to] = [await findFramework(ctx, fromId), await findFramework(ctx, toId)]
  const ids = from.requirements.map(({ id }) => id)
  const mappings = index.between(ids, to.id)
  return {
    ...{ from: from.id, to: to.id, mappings },
    without: crosswalks
      .flatMap(({ without }) => without)
      .filter((each) => each.framework === to.id && ids.includes(each.from)),
    distant: mappings.length > 0 ? [] : ids.flatMap((id) => index.distant(id, to.id)),
  }
}

async function findFramework(ctx: Context, id: string): Promise<Framework> {
  const { frameworks } = await libraryOf(ctx)
  const found = frameworks.get(id)
  if (found === undefined) throw notFound('framework', id)
  return found
}

function headOf(each: Framework) {
  const { id, title, kind, release, certifiable, about, source, asOf, confidence } = each
  return {
    ...{ id, title, kind, release, certifiable, about, source, asOf, confidence },
    jurisdiction: each.jurisdiction ?? null,
    edition: each.edition ?? null,
  }
}
