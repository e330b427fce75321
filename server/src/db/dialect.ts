import { PostgresDialect, PostgresQueryCompiler, ValueNode } from 'kysely'
import type { LimitNode, QueryCompiler } from 'kysely'

/**
 * PostgreSQL with limits as part of the text: a plan that is kept for any values must know that a
 * page is short, or it reads the whole list to sort it.
 */
export class PagingDialect extends PostgresDialect {
  override createQueryCompiler(): QueryCompiler {
    return new PagingCompiler()
  }
}

class PagingCompiler extends PostgresQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    const { limit } = node
    if (ValueNode.is(limit) && Number.isSafeInteger(limit.value)) {
      this.append(`limit ${String(limit.value)}`)
    } else super.visitLimit(node)
  }
}
