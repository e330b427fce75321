import type { CoverageState } from '@primum/core/frameworks/coverage'
import { label } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import { coverageSigns } from './coverage-signs.ts'

export function CoverageTag({ state }: { state: CoverageState }) {
  const [tone, icon] = coverageSigns[state]
  return (
    <Tag tone={tone} icon={icon}>
      {label('coverage', state)}
    </Tag>
  )
}
